"""A case told in chat: its determination; a later message fills in what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Message, Turn
from assistant.assess_case import Decider
from assistant.read_note import Note
from assistant.reading import read
from assistant.vocabulary import vocabulary
from checks import answer_kind, choices

ASKED = 5  # missing facts that are asked for at a time
LONG_ENOUGH = 60  # characters from which a message can tell a case
VERDICT = re.compile(
    r"\b(approv\w*|meets?|qualif\w+|check|eligible|authoriz\w*|can we (do|get)|criteria|chart|determination|decision|"
    r"good to go|reasonable and necessary|per \d{3})\b|\bok(?:ay)? ?\?|"
    r"\b(?:ok(?:ay)?|clear|fine|good) to (?:book|schedule|proceed|submit)\b",
    re.IGNORECASE,
)
TERSE = re.compile(  # what asks for a verdict on all that stands before it, or after
    r"\b(?:approv(?:e|ed|able|al)|met|meets|criteria|go|ok(?:ay)?|qualif(?:y|ies)|eligible|determination|decision|verdict|"
    r"reasonable and necessary|outcome|appropriate|so|fine|supported|justified|payable|documented enough|"
    r"passe?s?|auth|authori[sz](?:e|ed|able)|covered|thoughts|proceed|allowed|submit|requested now|good to go)"
    r"(?: now| yet| pls| please| it| this)*\W*$|"
    r"\b(?:check|chk|run|review)(?: this| it)?(?: case| chart)?\W+(?:pls|please)\W*$|"
    r"\b(?:ok(?:ay)?|clear|fine|good) to (?:book|schedule|proceed|submit|order|do)(?: it| this)?\W*$|"
    r"[.;!] (?:per |under |by )?(?:nia[_ ]?cg[_ ]?\d{3}|magellan|nia|noridian|cgs|medicare)\W*\?\W*$|"
    r"^\W*(?:pls |please )?(?:check|chk|review)\b",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"\b\d+(?:\.\d+)? ?(?:%|percent\b|/ ?10\b|out of 10\b|of 10\b)|"
    r"\b[a-z0-9]+[ -]?(?:hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?)\b|\b(?:day|week|month) \d+\b|"
    r"\bx ?\d\b|\b\d ?x\b|\b(?:two|three|four|five|[2-9]) (?:\w+ )?(?:mbbs?|blocks|injections)\b",
    re.IGNORECASE,
)
RULE = re.compile(  # what asks for the rule, not for a verdict
    r"\b(?:how (?:many|much|long|often|soon|far)|what|which|why|when (?:can|may|is|do|does|should)|who|enough|"
    r"suffic\w+)\b",
    re.IGNORECASE,
)
TOLD = 3  # facts and measures of a case on which a verdict is asked
LISTED = 4  # and of one that only lists them
COMPARES = re.compile(r"\b(rank|vs\.?|versus|compared? (?:to|with)|difference between)\b", re.IGNORECASE)
HEAD = re.compile(r"\A([^:.;?!\n]{3,90}):(?= ?\w+(?: \S+){3})")
EARLIER = re.compile(r"\b(?:prior|previous|past|last|earlier|history|hx|since|after|status)\b", re.IGNORECASE)
INSTEAD = re.compile(  # `relief was 75% not 60`
    r"(?:\b[a-z]+ (?:was|is|were|should (?:be|read|say)) )?(?P<new>\d+(?:\.\d+)?) ?(?:%|percent|/10|[a-z]+)?,? "
    r"not (?P<old>\d+(?:\.\d+)?)(?: ?%|/10)?",
    re.IGNORECASE,
)
YES = re.compile(r"^\W*(?:yes|yeah|yep|y|correct|it is|it does|documented)\b", re.IGNORECASE)
NO = re.compile(r"^\W*(?:no|none|nothing|nope|n|not|never|denied|negative|it is not|it does not)\b", re.IGNORECASE)
ALONE = re.compile(r"^\D{0,20}(\d+(?:\.\d+)?)\s*(?:/ ?10|of 10|out of 10|%|percent|months?|weeks?|days?|years?)?\W*$")
DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


@dataclass
class Thread:
    """The messages of one case: its words, and the facts given as short answers to what was asked."""

    words: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    quotes: list[dict[str, Any]] = field(default_factory=list)

    def text(self) -> str:
        """All words of the case, one message a paragraph."""
        return "\n".join(self.words)


def set_apart(text: str) -> str:
    """A message whose head names the request, `NIA, first 27096: …`, with the head as a sentence of its own."""
    head = HEAD.match(text)
    if head is None or EARLIER.search(head[1]) or Note(head[1]).request is None:
        return text
    return f"{head[1]}.{text[head.end(1) + 1 :]}"


def is_case(note: Note, text: str) -> bool:
    """Whether a text tells a case: a procedure and several facts of one patient, and fewer where a verdict is asked.

    What is measured counts as told, whether or not it was read as a fact.
    """
    if len(text) <= LONG_ENOUGH or COMPARES.search(text):
        return False
    names = {read.name for read in note.reads if not read.name.startswith("request.")}
    names |= {read.name for read in note.reads if read.name in {"request.levels", "request.date_of_service"}}
    if note.request and len(names) >= (2 if VERDICT.search(text) else 3 if "?" not in text else 4):
        return True
    coded = any(read.name == "request.codes" for read in note.reads)
    if RULE.search(_asking(text)) or not (note.request or coded or "procedure_text" in requested(note)):
        return False
    told = len(names) + len(set(MEASURE.findall(text)))
    return told >= (TOLD if TERSE.search(text) else LISTED) and ("?" not in text or TERSE.search(text) is not None)


def _asking(text: str) -> str:
    """The sentences of a text that ask; all of it where none does."""
    parts = re.split(r"(?<=[.?!;])\s+", text)
    return " ".join(part for part in parts if part.rstrip().endswith("?")) or text


def requested(note: Note) -> dict[str, Any]:
    """The request by the procedure and the payer that readers' words name; nothing where they name several."""
    found = read(" ".join(one.text for one in note.sentences))  # without what commands the program
    said: dict[str, Any] = {"payer": found.payers[0]} if found.payers in {("medicare",), ("nia",)} else {}
    known = found.procedures
    if len(known) > 1:  # a code says which of several is requested
        codes = [code for one in note.reads if one.name == "request.codes" for code in one.value]
        coded = read(" ".join(codes)).procedures
        known = tuple(name for name in coded if name in known)
    if len(known) == 1:
        case = vocabulary()["procedures"][known[0]].get("case", {})
        named = next((case[stage] for stage in case if stage in found.about), case.get("else"))
        said |= {"procedure_text": named} if named else {}
    return said


def _lent(text: str) -> dict[str, Any]:
    """What of the request the note's own reading leaves open and readers' words name."""
    note = Note(text)
    known = {read.name.removeprefix("request.") for read in note.reads}
    left = requested(note).items()
    return {name: value for name, value in left if name not in known and not (note.request and name != "payer")}


def determine(turn: Turn, decider: Decider) -> dict[str, Any] | None:
    """The determination of the case that a turn tells or goes on with; None where the turn is a question."""
    thread: Thread | None = None
    found: dict[str, Any] | None = None
    now = Message(role="user", content=turn.question)
    for message in (*turn.history, now):
        if message.role != "user":
            continue
        taken = _taken(thread, found, set_apart(message.content))
        taken = taken or (_asked_before(turn) if message is now else None)
        if taken is not None:
            thread = taken
            found = decider.note(thread.text(), answers=_lent(thread.text()) | thread.answers, quotes=thread.quotes)
        elif message is now:
            return None
    return found


def _asked_before(turn: Turn) -> Thread | None:
    """The case of a turn that leaves out the procedure, which the question just before it names."""
    asked, text = [one.content for one in turn.history if one.role == "user"][-1:], turn.question
    if not asked or requested(Note(text)).get("procedure_text"):
        return None
    before = Note(asked[0])
    lent = requested(before).get("procedure_text")
    told = {read.name for read in before.reads if not read.name.startswith("request.")}
    bare = lent and all(name.endswith("_list_complete") for name in told)
    whole = f"{lent or ''}. {text}".replace("_", " ")
    return Thread([asked[0], text]) if bare and TERSE.search(text) and is_case(Note(whole), whole) else None


def _taken(thread: Thread | None, found: dict[str, Any] | None, text: str) -> Thread | None:
    """The thread with one more message; None where the message is no part of a case."""
    if thread is None and len(text) <= LONG_ENOUGH:
        return None
    note = Note(text)
    if is_case(note, text):
        return Thread([text])
    if thread is None or found is None:
        return None
    mended = _mended(thread.words, text)
    if mended:
        return Thread(mended, thread.answers, thread.quotes)
    asked = found["next_questions"][:ASKED]
    given = short_answers(asked, text)
    verdict = TERSE.search(text) and not RULE.search(text)  # `ok now?` after a fact goes on with the case
    if not given and (not note.reads or ("?" in text and not verdict)):
        return None
    quotes = [
        {"name": name, "value": value, "quote": words, "start": None, "end": None}
        for name, (value, words) in given.items()
    ]
    values = {name: value for name, (value, _) in given.items()}
    return Thread([*thread.words, *([] if given else [text])], thread.answers | values, [*thread.quotes, *quotes])


def _mended(words: Sequence[str], text: str) -> list[str]:
    """The messages of a case with the numbers that a later one corrects, `it was 75% not 60`, and its other words.

    Nothing where it corrects none, or the number stands more than once.
    """
    told = "\n".join(words)
    for match in INSTEAD.finditer(text):
        old = re.compile(rf"(?<![\d./]){re.escape(match['old'])}(?![\d/]|\.\d)")
        if len(old.findall(told)) != 1:
            return []
        told = old.sub(match["new"], told)
    rest = INSTEAD.sub(" ", text)
    return [*told.split("\n"), rest] if rest != text else []


def short_answers(asked: Sequence[str], text: str) -> dict[str, tuple[Any, str]]:
    """Short replies as answers to what was asked, in order; the first one alone where the reply has no parts.

    A reply that is a question, or whose parts do not fit what was asked, answers nothing.
    """
    if "?" in text or not asked:
        return {}
    parts = [part.strip() for part in re.split(r"[\n;]|,(?!\d)", text) if part.strip()]
    if len(parts) > len(asked):
        return {}
    given = {name: (short_answer(name, part), part) for name, part in zip(asked, parts, strict=False)}
    return {} if any(value is None for value, _ in given.values()) else given


def short_answer(name: str, text: str) -> Any | None:
    """The value that a short reply gives for one fact; None where it gives none."""
    kind = answer_kind(name)
    if kind == "flag":
        return True if YES.match(text) else False if NO.match(text) else None
    if kind == "number":
        match = ALONE.match(text)
        return None if match is None else float(match[1]) if "." in match[1] else int(match[1])
    if kind in {"list", "reason"} and NO.match(text) and len(text.split()) <= 4:
        return [] if kind == "list" else False
    if kind == "day":
        match = DAY.search(text)
        return match[1] if match else None
    if kind == "choice":
        said = re.sub(r"\W+", "_", text.lower()).strip("_")
        fits = [value for value in choices(name) if len(said) >= 3 and value.startswith(said)]
        return said if said in fits else fits[0] if len(fits) == 1 else None
    return None
