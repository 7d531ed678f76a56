"""From a turn to a frame: what a question means, with what it takes over from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import cost_numbers, cost_plain, cost_series
from assistant.answer import Frame, Message, Turn
from assistant.cost_facts import told
from assistant.honest_part import SENTENCE, commands, honest_part, of_the_trade, without_sighs
from assistant.names import without_names
from assistant.own_topic import of_another_topic, without_other_topics
from assistant.reading import Reading, plain, read
from assistant.vocabulary import named, says, vocabulary

CODE = re.compile(r"\b(?:\d{5}|\d{4}T)\b")
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|percent|months?|weeks?|days?|years?)?")
BRIEF = 5  # words up to which a message leans on the one before it, though it names a procedure
MOST_AMOUNTS = 60  # numbers of money up to which a message is a cost question and no pasted record
BY_ARTICLE = (r"^.{0,40}\b(?:the|an) article\b",)  # how an answer from an article begins
SUPPOSED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|thanks|thx)\b\W*)*"
    r"(?:(?:what|how about|what happens|what changes) if|what about if|suppose|supposing|assume|assuming|if|once)\b\s*",
    re.IGNORECASE,
)
SHARE = re.compile(r"\d ?(?:%|percent\b)")
PAST = re.compile(r"\b(?:was|were|did|had|gave|got|said)\b")
WAS = re.compile(r"\bw(?:as|ere)\b", re.IGNORECASE)
BY_THEN = re.compile(r"\b(?:by (?:the time\b[^,.;?!]*|then\b)|(?:first|already) by\b[^,.;?!]*)", re.IGNORECASE)
WORTH = 3  # words that have to be left of a message for it to be answered


def understand(turn: Turn) -> Frame:
    """Read a turn. What a question leaves out it takes from the reader's earlier ones, the last first."""
    question = without_sighs(honest_part(turn.question))
    now = read(question)
    history = without_other_topics(turn.history)
    earlier = [honest_part(m.content) for m in reversed(history) if m.role == "user"]
    example = bool(earlier) and _of_the_example(now, read(earlier[0]))
    goes_on = bool(earlier) and (example or _goes_on(now))
    before = [read(message) for message in earlier] if goes_on else []
    replied = _replied(history) if goes_on else None
    before += [replied] if replied else []
    last = _latest(before, "procedures")
    procedures = now.procedures or last
    if now.procedures and says(now.text, vocabulary()["together"]):
        procedures = tuple(dict.fromkeys((*now.procedures, *last)))
    payers = _all_payers(now) or now.payers or _beside("payers", turn.payer) or _latest(before, "payers")
    whole = Reading(
        text=now.text,
        procedures=procedures,
        guidelines=now.guidelines
        or (() if now.payers or (now.procedures and not example) else _latest(before, "guidelines")),
        aspects=now.aspects or _latest(before, "aspects"),
        payers=payers,
        contractors=now.contractors
        or tuple(named("contractors", (turn.payer or "").lower()))
        or (() if now.payers else _latest(before, "contractors")),
        states=_beside("states", turn.state) or now.states or _latest(before, "states"),
        about=_about(now, before),
    )
    context = list(reversed(_context(earlier, before))) if goes_on else []
    if procedures != tuple(dict.fromkeys((*now.procedures, *last))):  # asked of another procedure instead
        context = [without_names(message) for message in context]
    resolved = " ".join([*context, question])
    return Frame(
        kind=_kind(turn, now, whole, replied),
        procedures=whole.procedures,
        guidelines=guidelines_meant(whole),
        aspect=whole.aspects[0] if whole.aspects else None,
        aspects=whole.aspects,
        about=whole.about,
        subjects=tuple(n for n, item in vocabulary()["subjects"].items() if says(now.text, item["asked"])),
        elsewhere=tuple(n for n, item in vocabulary()["elsewhere"].items() if says(now.text, item["words"])),
        numbers=tuple(dict.fromkeys(match.strip() for match in NUMBER.findall(question))),
        codes=tuple(dict.fromkeys(CODE.findall(question))),
        payer=payers[0] if len(payers) == 1 else None,
        state=whole.states[0] if whole.states else None,
        date=turn.date,
        question=question,
        resolved_question=resolved if plain(resolved) == resolved.lower() else plain(resolved),
    )


def _beside(sort: str, words: str | None) -> tuple[str, ...]:
    """What is set beside the question, by the vocabulary's name; in the reader's words where it has none."""
    return tuple(name for name in named(sort, (words or "").lower()) if name != "other") or ((words,) if words else ())


def _all_payers(now: Reading) -> tuple[str, ...]:
    """The payers with documents here, where it is asked which of them says something; none where it is not."""
    known = vocabulary()["payers"].items()
    every = now.procedures and "other" not in now.payers and says(now.text, vocabulary()["every_payer"])
    return tuple(name for name, item in known if item["guidelines"]) if every else ()


def _goes_on(now: Reading) -> bool:
    """Whether a question needs the turns before it: it names nothing of its own, or points back."""
    named = now.guidelines or (now.procedures and len(now.text.split()) > BRIEF)
    alone = named or says(now.text, vocabulary()["stands_alone"]) or of_another_topic(now)
    return not alone or says(now.text, vocabulary()["follow_up"])


def _of_the_example(now: Reading, last: Reading) -> bool:
    """Whether a question in the past tense goes on about the worked example that the one before it names."""
    alone = not (now.guidelines or now.payers or now.contractors)
    return alone and bool({*vocabulary()["examples"]} & {*last.guidelines}) and PAST.search(now.text) is not None


def _latest(before: Sequence[Reading], part: str) -> tuple[str, ...]:
    return next((found for one in before if (found := getattr(one, part))), ())


def _context(earlier: Sequence[str], before: Sequence[Reading]) -> list[str]:
    """The earlier questions that a follow-up is read with, the last first: back to the one that names a procedure.

    Where none does, the words of all may tell which is meant.
    """
    for at, one in enumerate(before[:3]):
        if one.procedures or one.guidelines:
            return list(earlier[: at + 1])
    return list(earlier[:3])


def _about(now: Reading, before: Sequence[Reading]) -> tuple[str, ...]:
    """What limits the question; of a kind that it does not speak of, what the question before was limited to."""
    found = list(now.about)
    for family in vocabulary()["about"].values():
        if not now.procedures and not set(family) & set(now.about) and before:
            found += [tag for tag in before[0].about if tag in family]
    return tuple(dict.fromkeys(found))


def guidelines_meant(reading: Reading) -> tuple[str, ...]:
    """The guidelines named, and those of the procedures under each payer whose own are not among them."""
    words = vocabulary()
    known = words["payers"]
    by_contractor = [g for c in reading.contractors for g in words["contractors"][c]["guidelines"]]
    named_of: list[str] = list(reading.guidelines)
    payers = reading.payers or (() if named_of else ("nia",))
    for payer in payers:
        own = known.get(payer, {}).get("guidelines", [])
        if set(own) & set(named_of):
            continue
        side = "medicare" if payer == "medicare" else "guidelines"
        found = [g for name in reading.procedures for g in words["procedures"][name][side] if own]
        if not reading.procedures:
            found = own if reading.payers else []
        if payer == "medicare" and by_contractor:
            other = {g for item in words["contractors"].values() for g in item["guidelines"]} - set(by_contractor)
            found = [g for g in found if g not in other] if set(found) & set(by_contractor) else []
        named_of += found
    return tuple(dict.fromkeys(_national(named_of, reading)))


def _national(names: Sequence[str], reading: Reading) -> Sequence[str]:
    """Guidelines without the contractors' own, where a question means what holds for the whole country."""
    words = vocabulary()
    if (
        reading.contractors
        or says(reading.text, words["national"]["unless"])
        or not says(reading.text, words["national"]["words"])
    ):
        return names
    local = {g for item in words["contractors"].values() for g in item["guidelines"]} - set(reading.guidelines)
    return [name for name in names if name not in local] or names


def _kind(turn: Turn, now: Reading, whole: Reading, replied: Reading | None) -> str:
    if asks_for_arithmetic(turn.question) or _goes_on_counting(turn):
        return "cost"
    if _refused(turn.question, now.text):
        return "hostile"
    if turn.question.lstrip().startswith("{"):
        return "case"
    if says(now.text, vocabulary()["comparison"] + vocabulary()["every_payer"]) or len(set(whole.payers)) > 1:
        return "comparison"
    article = says(now.text, vocabulary()["article"]) or (replied and says(replied.text, BY_ARTICLE))
    return "article" if article and not whole.payers else "lookup"


def _replied(history: Sequence[Message]) -> Reading | None:
    """What the assistant's last answer names: the guidelines it cited, or that an article answered."""
    last = next((message.content for message in reversed(history) if message.role == "assistant"), "")
    found = read(last.partition("Searched:")[0]) if last else None
    return found and Reading(text=found.text, guidelines=found.guidelines)


def _refused(message: str, rest: str) -> bool:
    """Whether a message asks for a false record, or commands the program and asks nothing besides."""
    if says(message.lower(), vocabulary()["forges"]):
        return True
    if not any(commands(part) for part in SENTENCE.split(message)):
        return False
    return len(rest.split()) < WORTH or not ("?" in rest or of_the_trade(rest))


def asks_for_arithmetic(question: str) -> bool:
    """Whether a message gives numbers of a plan and asks what they come to; what commands the program is left out."""
    amounts, terms, asked = _of_a_plan(question)
    if amounts == 0:  # so many visits of a copay that is not told, or nothing more to pay this year
        several = terms >= 2 and cost_series.counted(cost_plain.plain(question)) > 1
        return asked and (several or (terms > 0 and _says_what_is_left(question)))
    return amounts <= MOST_AMOUNTS and (terms > 2 or (terms == 2 and amounts >= 2) or (terms > 0 and asked))


def _says_what_is_left(question: str) -> bool:
    """Whether a message says in words that nothing is left of its plan's deductible or limit of the year."""
    return any(fact.name in {"oop_left", "deductible_met"} for fact in told(cost_plain.plain(question)).facts)


def asks_anew(question: str) -> bool:
    """Whether a cost question names enough of a plan to be none that changes the cost question before it."""
    amounts, terms, asked = _of_a_plan(question)
    return asks_for_arithmetic(question) and (terms > 2 or (terms == 2 and (amounts >= 2 or asked)))


def _of_a_plan(question: str) -> tuple[int, int, bool]:
    """How many amounts and terms of a plan a message has, and whether it asks what they come to."""
    text = cost_plain.plain(" ".join(part for part in SENTENCE.split(question) if not commands(part)))
    amounts = [mark for mark in cost_numbers.numbers(text) if mark.kind in {"amount", "percent", "ratio"}]
    terms = sum(says(text, [term]) for term in vocabulary()["plan_terms"])
    return len(amounts), terms, says(text, vocabulary()["plan_questions"])


def _goes_on_counting(turn: Turn) -> bool:
    """Whether a short turn changes a number of the cost question before it, or before others like this turn."""
    earlier = [message.content for message in reversed(turn.history) if message.role == "user"]
    asked = next((text for text in earlier if asks_for_arithmetic(text) or not _changes_a_plan(text)), "")
    return _changes_a_plan(turn.question) and asks_for_arithmetic(asked)


def supposed(message: str) -> str:
    """What a message supposes of a plan told before, `what if the deductible is used up by then`, as if it were so."""
    text = SUPPOSED.sub("", message)
    return message if text == message else WAS.sub("is", BY_THEN.sub(" ", text))


def _changes_a_plan(message: str) -> bool:
    """Whether a message names a term of a plan, and its number or that it is met."""
    plain_message, message = message, supposed(message)
    if message != plain_message and SHARE.search(message):  # `and if it were 30 %?`
        return True
    if not says(message.lower(), vocabulary()["plan_terms"]):
        return False
    return re.search(r"\d", message) is not None or bool(told(cost_plain.plain(message)).facts)
