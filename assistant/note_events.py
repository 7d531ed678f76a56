"""Procedures in a note: where one is named, on which day, and which words tell of it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from assistant.note_concepts import Read, compiled, rules, says
from assistant.note_context import NOT_SO, Sentence, Status, pattern, status, words
from assistant.note_spans import Mark, dates, days, spans

ORDINALS = {"1": r"1|one|first", "2": r"2|two|second", "3": r"3|three|third"}
ORDINAL_AFTER = re.compile(
    r"\W{0,2}(?:#|no\.? ?|number )?(?:1|2|3|one|two|three)\b(?! ?(?:level|side|%|percent|\w+ ago))", re.IGNORECASE
)
ORDINAL_BEFORE = re.compile(r"\b(?:1st|2nd|3rd|first|second|third)(?: (?!rf|and\b)\w+){0,2}$", re.IGNORECASE)
OWN_ORDINAL = re.compile(  # a name that is an order or number: `the second one`, `#2`, `block 2`
    r"\s*(?:and )?(?:the |my |his |her )?(?:(?:#\s?|(?:bl(?:oc)?k|inj(?:ection)?|shot) (?:#\s?)?)([123])|"
    r"([123])(?:st|nd|rd)|(first|second|third))\b",
    re.IGNORECASE,
)
NUMBERED = r"(?:1st|2nd|3rd|first|second|third|#\s?[2-6]|(?:bl(?:oc)?k|inj(?:ection)?|shot) [2-6])\b"
MOST = 6  # earlier ones that a sentence tells of without their name
SEPARATOR = re.compile(
    rf";|\.\s|, (?:and |then )?(?=an?\b|the\b|then\b|{NUMBERED})|\band (?=an?\b|the\b|{NUMBERED})|\n"
)


@dataclass(frozen=True)
class Event:
    """A procedure named in the note, with its day where one stands beside it, and the words that tell of it."""

    procedure: str
    sentence: Sentence
    start: int
    end: int
    day: date | None = None
    around: str = ""  # the words from its name, or its date, to the next procedure or date
    place: str = ""  # the words at its own name, for a date that repeats neither level nor side
    about: str = ""  # later sentences that go on about it
    begin: int = 0  # where the words around it begin in the note, and where they end
    stop: int = 0
    title: str = ""  # the head of a list that it stands in
    dated: bool = False  # a date stands beside it, be it only a month

    @property
    def told(self) -> str:
        """All words that tell of it."""
        return f"{self.around} {self.about}"

    @property
    def name(self) -> str:
        """Its name, as it stands."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]

    @property
    def before(self) -> str:
        """The words of its sentence before its name."""
        return self.sentence.text[: max(0, self.start - self.sentence.start)]

    @property
    def after(self) -> str:
        """The words of its sentence after its name."""
        return self.sentence.text[self.end - self.sentence.start :]

    @cached_property
    def status(self) -> Status:
        """How its name is said: affirmed, denied, planned or otherwise.

        No denial reaches a clause of its own that tells what it brought: `no radicular pain, two MBBs 85% each`.
        """
        text, start, end = self.sentence.text, self.start - self.sentence.start, self.end - self.sentence.start
        said = status(text, start, end)
        low = max(text.rfind(mark, 0, start) for mark in ",:(") + 1
        own = pattern("events.own_clause").search(text[low:end]) or pattern("events.own_number").match(text, end)
        brought = pattern("events.brought").match(text, end)
        if said is Status.DENIED and brought and status(text[: brought.end()], start, end) is not said:
            return status(text[: brought.end()], start, end)
        if said is Status.DENIED and low and own:
            told = pattern("events.brought").search(text[low:start]) or brought
            return status(text[low:], start - low, end - low) if told else said
        return said

    @property
    def spot(self) -> tuple[str, int]:
        """What it is and where it is named."""
        return self.procedure, self.start


def named(sentences: list[Sentence]) -> list[Event]:
    """Every procedure named, in order; each place once."""
    found = []
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for rule in rules()["procedures"]:
            if "near" in rule and not any(compiled(rule["near"]).search(one.text) for one in sentences):
                continue
            for match in compiled(rule["says"]).finditer(sentence.text):
                if not any(match.start() < b and a < match.end() for a, b in taken):
                    taken.append(match.span())
                    start, end = sentence.start + match.start(), sentence.start + match.end()
                    found.append(Event(rule["is"], sentence, start, end))
        if taken and not pattern("events.elsewhere").search(sentence.text):
            found.sort(key=lambda one: one.start)
            found += _meant(_ordinals(sentence, found), sentence, found)
        elif not taken:
            found += _by_target(sentence) or _by_pronoun(sentence, found)
    exact = {id(one.sentence) for one in found if one.procedure.endswith("_epidural")}
    found = [one for one in found if one.procedure != "epidural" or id(one.sentence) not in exact]
    return _windows(sorted(found, key=lambda one: one.start))


def coded(sentences: list[Sentence], filed: list[Read]) -> list[Event]:
    """The procedure that the codes of a note request; none where they are of several, or of one that is shared."""
    codes = [code for one in filed if one.name == "request.codes" for code in one.value]
    text = " ".join(one.text for one in sentences)
    by_code = [rule for rule in rules()["procedures_by_code"] if compiled(rule.get("near", "")).search(text)]
    by_code = [rule for rule in by_code if not says(rule.get("unless"), text)]
    kinds = {next((rule["is"] for rule in by_code if compiled(rule["says"]).fullmatch(code)), None) for code in codes}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        return []
    spots = [(one, one.start + match.start()) for one in sentences for match in re.finditer(codes[0], one.text)]
    return _windows([Event(kind, one, at, at + len(codes[0])) for one, at in spots])


def _by_target(sentence: Sentence) -> list[Event]:
    """The procedure of a row of a list that names only where the needle went: `10/9/23 L SIJ, initial, 60%`."""
    row = pattern("events.a_row").match(sentence.text) and pattern("events.row_tells").search(sentence.text)
    for name in words()["target"]:
        match = pattern(f"target.{name}").search(sentence.text)
        if match and (row or pattern("events.blocked").search(sentence.text)):
            return [Event(name, sentence, sentence.start + match.start(), sentence.start + match.end())]
    return []


def _by_pronoun(sentence: Sentence, found: list[Event]) -> list[Event]:
    """What was named last, where a sentence tells what came of an earlier one: `the 1st one gave 70 %`, `#2: 80%`.

    A number or an order alone is of what was named last only where that is one of several; `block` is of blocks.
    """
    if pattern("events.elsewhere").search(sentence.text):
        return []
    told = pattern("events.numbered_one").search(sentence.text)
    return _meant([told] if told else _ordinals(sentence, found), sentence, found)


def _meant(matches: list[re.Match[str]], sentence: Sentence, found: list[Event]) -> list[Event]:
    """Words of a sentence as mentions of what was named last; of its own names only words after them."""
    at = sentence.start
    spots = ((at + one.start(), at + one.end()) for one in matches)
    later = [spot for spot in spots if found and spot[0] >= found[-1].end]
    return [Event(found[-1].procedure, sentence, *spot) for spot in later[:MOST]]


def _ordinals(sentence: Sentence, found: list[Event]) -> list[re.Match[str]]:
    """The words of a sentence without a day that stand for earlier ones of the procedure named last."""
    if not found or found[-1].procedure == "epidural" or dates(sentence.text):
        return []
    last = found[-1]
    beside = f"{last.before[-60:]}{last.name}{last.after[:60]}"
    matches = [one for one in pattern("events.ordinal_told").finditer(sentence.text) if not _of_care(one, last)]
    if not by_order(last) and not pattern("events.of_several").search(beside):
        matches = [one for one in matches if pattern("events.one_of").match(one[0])]
    blocks = "block" in last.procedure
    ablates = "denervation" in last.procedure
    return [one for one in matches if not (ablates and pattern("events.a_needle_or_block").search(one[0]))
            and (blocks or not pattern("events.a_block").search(one[0]))]  # fmt: skip


def _of_care(match: re.Match[str], last: Event) -> bool:
    """Whether a therapy stands between the procedure named last and words for an earlier one, or in their clause."""
    begin = max(last.end - last.sentence.start, 0) if last.sentence.text == match.string else 0
    clause = re.split(r"[,;]", match.string[match.end() :])[0]
    return pattern("therapy_named.plain").search(match.string[begin : match.end()] + clause) is not None


def _windows(found: list[Event]) -> list[Event]:
    """Each mention with its own stretch of its sentence."""
    cut = []
    for one in found:
        text, at = one.sentence.text, one.start - one.sentence.start
        inside = [other for other in found if other.sentence is one.sentence and _another(other, one)]
        low = max((o.end - o.sentence.start for o in inside if o.start < one.start), default=0)
        high = min((o.start - o.sentence.start for o in inside if o.start > one.start), default=len(text))
        ends = [match.end() for match in SEPARATOR.finditer(text, one.end - one.sentence.start, high)]
        high = ends[-1] if ends and high < len(text) else high
        low = last_separator(text, low, at) if low else 0
        place = text[max(low, at - 45) : min(high, one.end - one.sentence.start + 60)]
        start = one.sentence.start
        stop = start + len(text[:high].rstrip())
        cut.append(replace(one, around=text[low:high], place=place, begin=start + low, stop=stop))
    return cut


def by_order(one: Event) -> bool:
    """Whether a mention is but an order or number, `the second one`: it tells of one that was done."""
    return OWN_ORDINAL.match(one.name) is not None


def _another(other: Event, one: Event) -> bool:
    """Whether two mentions are of two procedures, or of two numbers of one."""
    ordered = other.spot != one.spot and (by_order(other) or by_order(one))
    return other.procedure != one.procedure or ordered or len({ordinal(other), ordinal(one), ""}) == 3


def last_separator(text: str, low: int, high: int) -> int:
    """Where the words that lead up to `high` begin: after the last separator from `low` on; `high` if there is none."""
    ends = [match.end() for match in SEPARATOR.finditer(text, low) if match.end() <= high]
    return ends[-1] if ends else max(low, high - 45)


def marks_of(sentence: Sentence, about: date | None, service: date | None = None) -> list[Mark]:
    """The dates of a sentence, also those told from the day of the visit, or back from the day of service."""
    year = re.search(r"\b[Ii]n (20\d\d)\b", sentence.text)
    found = dates(
        sentence.text, date(int(year[1]), 10, 31) if year else about
    )  # so far ahead that all days lie in that year
    for match in spans(sentence.text):
        after = sentence.text[match.end() :]
        if service and pattern("events.before_service").match(after):
            rough = pattern("events.roughly").search(sentence.text[: match.start()])
            found.append(Mark(_away(service, match, -1), match.start(), match.end(), exact=not rough))
            continue
        past = pattern("events.ago").match(after)
        today = sentence.visit or (about if past else None)
        said = any(0 <= mark.start - match.end() < 40 for mark in found)
        if today and not said and (past or pattern("events.ahead").match(after)):
            found.append(Mark(_away(today, match, -1 if past else 1), match.start(), match.end()))
    return sorted(found, key=lambda mark: mark.start)


def _away(today: date, match: re.Match[str], sign: int) -> date:
    """The day that lies a duration before or after another."""
    number, unit = days(match)
    if unit in {"months", "years"}:
        return months_after(today, sign * int(number) * (12 if unit == "years" else 1))
    return today + timedelta(days=sign * int(number * (7 if unit == "weeks" else 1)))


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def therapy_before(text: str, at: int) -> bool:
    """Whether a therapy is named shortly before a place in a text."""
    return pattern("therapy_named.plain").search(text[max(0, at - 70) : at]) is not None


def of_something_else(text: str, mark: Mark) -> bool:
    """Whether a date is the end or the beginning of a therapy or of relief, a birth, or the day of a visit."""
    before = text[: mark.start].rstrip(" (")
    if pattern("events.other_date").search(before[-30:]) or pattern("events.until").search(before):
        return True
    return of_therapy(text, mark)


def of_therapy(text: str, mark: Mark) -> bool:
    """Whether a date is the end or the beginning of a therapy or of pain."""
    before = text[: mark.start].rstrip(" (")
    bounded = pattern("therapy.ended").search(before) or pattern("therapy.began").search(before)
    return bool(bounded) and (therapy_before(text, mark.start) or bool(pattern("duration.pain").search(before[-60:])))


def gave_relief(one: Event) -> bool:
    """Whether the words on a procedure tell what relief it gave."""
    return bool(pattern("history.result").search(one.around) and pattern("entry.relief").search(one.around))


def took_place(one: Event) -> bool:
    """Whether a procedure is told as done: by the verbs around its name, or by what came of it."""
    if one.status in NOT_SO:
        return False
    if pattern("history.asked").search(one.before) or pattern("history.undone_after").search(one.after):
        return False
    near = f"{one.before[-60:]} {one.after[:40]}"
    return bool(pattern("history.happened").search(near) or pattern("history.result").search(one.around))


def ordinal(one: Event) -> str:
    """Which of a series a mention is, as a digit: `MBB #2`, `the second block`, `block one`; empty where not said."""
    name, own = one.name, OWN_ORDINAL.match(one.name)
    if own:
        return own[1] or own[2] or {"first": "1", "second": "2", "third": "3"}[own[3].lower()]
    said = ORDINAL_AFTER.match(one.after) or ORDINAL_BEFORE.search(f"{one.before}{name.rpartition(' ')[0]}".rstrip())
    words = said[0].lower() if said else ""
    return next((digit for digit, ways in ORDINALS.items() if re.search(ways, words)), "")
