"""Procedures in a note: where one is named, on which day, and which words tell of it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.note_concepts import compiled, rules
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_spans import Mark, dates, days, periods, spans

SEPARATOR = re.compile(r";|\.\s|, (?:and |then )?(?=an?\b|the\b|then\b)|\band (?=an?\b|the\b)|\n")
AGO = re.compile(r"\s*(?:ago|earlier|before (?:this|today))\b", re.IGNORECASE)
AHEAD = re.compile(r"\s*(?:from (?:today|now|this visit)|hence)\b", re.IGNORECASE)
REPEATED = re.compile(r"^\W{0,4}(?:same|repeat\w*|second|third|fourth|another|#\s?\d|next)\b", re.IGNORECASE)


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
    def before(self) -> str:
        """The words of its sentence before its name."""
        return self.sentence.text[: max(0, self.start - self.sentence.start)]


def named(sentences: list[Sentence]) -> list[Event]:
    """Every procedure named, in order; each place once."""
    found = []
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for rule in rules()["procedures"]:
            for match in compiled(rule["says"]).finditer(sentence.text):
                if not any(match.start() < b and a < match.end() for a, b in taken):
                    taken.append(match.span())
                    start, end = sentence.start + match.start(), sentence.start + match.end()
                    found.append(Event(rule["is"], sentence, start, end))
    exact = {id(one.sentence) for one in found if one.procedure.endswith("_epidural")}
    found = [one for one in found if one.procedure != "epidural" or id(one.sentence) not in exact]
    return _windows(sorted(found, key=lambda one: one.start))


def _windows(found: list[Event]) -> list[Event]:
    """Each mention with its own stretch of its sentence."""
    cut = []
    for one in found:
        text, at = one.sentence.text, one.start - one.sentence.start
        inside = [other for other in found if other.sentence is one.sentence and other.procedure != one.procedure]
        low = max((o.end - o.sentence.start for o in inside if o.start < one.start), default=0)
        high = min((o.start - o.sentence.start for o in inside if o.start > one.start), default=len(text))
        high = _last_separator(text, at, high) if high < len(text) else high
        low = _last_separator(text, low, at) if low else 0
        place = text[max(low, at - 45) : min(high, one.end - one.sentence.start + 60)]
        start = one.sentence.start
        stop = start + len(text[:high].rstrip())
        cut.append(replace(one, around=text[low:high], place=place, begin=start + low, stop=stop))
    return cut


def _last_separator(text: str, low: int, high: int) -> int:
    """Where the words that lead up to `high` begin: after the last separator from `low` on; `high` if there is none."""
    ends = [match.end() for match in SEPARATOR.finditer(text, low, high)]
    return ends[-1] if ends else max(low, high - 45)


def marks_of(sentence: Sentence, about: date | None) -> list[Mark]:
    """The dates of a sentence, also those told from the day of the visit: `three weeks ago`, `a week from today`."""
    year = re.search(r"\b[Ii]n (20\d\d)\b", sentence.text)
    found = dates(sentence.text, date(int(year[1]), 12, 31) if year else about)
    today = sentence.visit or about
    for match in spans(sentence.text) if today else ():
        after = sentence.text[match.end() :]
        sign = -1 if AGO.match(after) else 1 if AHEAD.match(after) else 0
        if sign < 0 and sentence.visit is None and about is None or sign > 0 and sentence.visit is None:
            continue
        if any(0 <= mark.start - match.end() < 40 for mark in found):
            continue
        if sign and today:
            number, unit = days(match)
            day = months_after(today, sign * int(number) * (12 if unit == "years" else 1)) if unit in {"months", "years"} else (
                today + timedelta(days=sign * int(number * (7 if unit == "weeks" else 1))))  # fmt: skip
            found.append(Mark(day, match.start(), match.end()))
    return sorted(found, key=lambda mark: mark.start)


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def heads_a_list(sentence: Sentence) -> bool:
    """Whether a sentence opens a list of procedures: it ends with a colon, or speaks of a list, and dates nothing."""
    opens = sentence.text.rstrip().endswith(":") or re.search(r"\b(?:list|log|record|diary) of\b", sentence.text)
    return bool(opens) and not dates(sentence.text)


def events(mentions: list[Event], sentences: list[Sentence], about: date | None) -> list[Event]:
    """Each date beside a procedure makes an event, with the sentences after it that go on about it.

    A sentence that speaks of a further injection without naming it takes the one named last before it.
    """
    found: list[Event] = []
    title = ""
    for sentence in sentences:
        inside = [one for one in mentions if one.sentence is sentence]
        title = _title(sentence, title)
        repeats = not inside and pattern("history.again").search(sentence.text) is not None
        repeats = repeats and not pattern("therapy_named.plain").search(sentence.text)
        if repeats:
            inside = [
                replace(one, sentence=sentence, start=sentence.start, end=sentence.start)
                for one in [one for one in mentions if one.start < sentence.start][-1:]
            ]
        head = next((one for one in mentions[::-1] if one.start < sentence.start), None)
        listed = repeats and head is not None and (heads_a_list(head.sentence) or _goes_on_listing(sentences, sentence))
        if listed and head:
            about_all = _of_list(head.sentence) if heads_a_list(head.sentence) else ""
            inside = [replace(one, place=head.sentence.text, about=about_all) for one in inside]
        marks = marks_of(sentence, about) if inside else []
        new = list(_dated(sentence, inside, marks, repeats=repeats and not listed))
        new = new or list(_of_visit(inside, sentence, repeats=repeats))
        found += [replace(one, title=title) for one in new]
        if not new:
            _go_on(found, sentence, [one for one in mentions if one.sentence is sentence])
    return found


def _title(sentence: Sentence, before: str) -> str:
    """The head of the list of procedures that a sentence stands in: it ends with a colon; a line without a day ends it."""
    if sentence.text.rstrip().endswith(":") and re.search(
        r"\b(?:inj\w*|blocks?|epidurals?|esis?)\b", sentence.text, re.IGNORECASE
    ):
        return sentence.text
    return before if before and dates(sentence.text) else ""


def _of_visit(inside: list[Event], sentence: Sentence, *, repeats: bool) -> Iterator[Event]:
    """The procedure of a visit whose head, or whose words, say that it was done that day."""
    done = re.search(r"\bprocedure\b(?! day)", sentence.head, re.IGNORECASE) and not re.search(
        r"\b(?:follow|consult|new|visit)\b", sentence.head, re.IGNORECASE
    )
    for one in inside[:1]:
        told = re.search(
            r"\b(?:uneventful\w*|without complication|tolerated|performed (?:today|without))\b",
            sentence.text,
            re.IGNORECASE,
        )
        if sentence.visit and not repeats and (done or told) and not _going_on_elsewhere(one):
            yield replace(one, day=sentence.visit, dated=True)


def _going_on_elsewhere(one: Event) -> bool:
    """Whether a procedure is only planned, denied, or somebody else's."""
    at = one.sentence.start
    said = status(one.sentence.text, one.start - at, one.end - at)
    return said is not Status.AFFIRMED or pattern("history.planning").search(one.before) is not None


def _goes_on_listing(sentences: list[Sentence], sentence: Sentence) -> bool:
    """Whether a sentence follows another of the same row, set off by a semicolon."""
    before = [one for one in sentences if one.start < sentence.start][-1:]
    return bool(before) and before[0].text.rstrip().endswith(";") and bool(dates(before[0].text))


def _of_list(head: Sentence) -> str:
    """What the head of a list says of the function after each of its procedures."""
    match = pattern("history.same").search(head.text) or pattern("history.better").search(head.text)
    return match[0] if match else ""


def _go_on(found: list[Event], sentence: Sentence, inside: list[Event]) -> None:
    """Give a sentence that tells how a procedure went to the one that was named last."""
    if (
        not found
        or not pattern("history.follows").search(sentence.text)
        or pattern("therapy_named.plain").search(sentence.text)
    ):
        return
    last = found[-1]
    if inside:
        alike = [one for one in found if one.procedure == inside[0].procedure]
        if not alike or pattern("history.asked").search(sentence.text):
            return
        last = alike[-1]
    near = sentence.start - last.stop
    if re.search(r"\b(?:each|both|all)\b", sentence.text, re.IGNORECASE):
        for i, one in enumerate(found):
            if one is not last and one.procedure == last.procedure and sentence.start - one.stop < 320:
                found[i] = replace(one, about=f"{one.about} {sentence.text}")
    if near < (60 if len(last.about) == 0 else 40) or (
        sentence.visit and sentence.visit != last.sentence.visit and near < 200
    ):
        i = found.index(last)
        found[i] = replace(
            last, about=f"{last.about} {sentence.text}", stop=sentence.start + len(sentence.text.rstrip())
        )


def _dated(sentence: Sentence, inside: list[Event], marks: list[Mark], *, repeats: bool) -> Iterator[Event]:
    """The procedures that the dates of a sentence belong to, each with the words from its name (or date) to the next."""
    text = sentence.text
    bounds = {mark for pair in periods(text) for mark in pair if _therapy_before(text, pair[0].start)}
    marks = [mark for mark in marks if mark not in bounds and not _of_therapy(text, mark)]
    for i, mark in enumerate(marks):
        head = _heads(text, mark)
        if head and (repeats and not REPEATED.match(text[mark.end :]) or _only_heads(text, mark, inside)):
            continue
        chosen = _chosen(inside, sentence, mark, head=head)
        if chosen is None:
            continue
        low, high = _bounds(sentence, inside, chosen, (marks[i - 1].end if i else 0, mark, _next(marks, i, text)))
        shared = _each(text, marks, i)
        begin, stop = sentence.start + low, sentence.start + len(text[:high].rstrip())
        day = mark.day if mark.exact else None
        yield replace(chosen, day=day, around=f"{shared}{text[low:high]}", dated=True, begin=begin, stop=stop)


def _heads(text: str, mark: Mark) -> bool:
    """Whether a date stands at the head of a sentence, or heads it as the day of a note."""
    if not text[: mark.start].strip(" -=#|*\n[>(0123456789."):
        return True
    if text[mark.end : mark.end + 1] == "]":
        return True
    colon = re.match(r"\s*:|\s*\)\s*:", text[mark.end :])
    return colon is not None and pattern("history.headed").search(text[: mark.start]) is not None


def _next(marks: list[Mark], i: int, text: str) -> int:
    return marks[i + 1].start if i + 1 < len(marks) else len(text)


def _chosen(inside: list[Event], sentence: Sentence, mark: Mark, *, head: bool) -> Event | None:
    """The procedure that a date belongs to: the one named before it, or, at the head of a sentence, right after it."""
    before = [one for one in inside if one.start - sentence.start <= mark.start]
    after = [one for one in inside if 0 <= one.start - sentence.start - mark.end <= 110]
    if before and not (head and after):
        last = before[-1]
        same = [one for one in before if one.procedure == last.procedure]
        gap = sentence.text[same[0].end - sentence.start : last.start - sentence.start]
        return same[0] if not dates(gap) and ";" not in gap else last
    return after[0] if after else None


def _each(text: str, marks: list[Mark], i: int) -> str:
    """The words before a row of dates that count for each of them: `each 60% x 65 d: 6/19, 8/28`."""
    first = i
    while first and re.fullmatch(r",? ?(?:and )?", text[marks[first - 1].end : marks[first].start]):
        first -= 1
    last = i
    while last + 1 < len(marks) and re.fullmatch(r",? ?(?:and )?", text[marks[last].end : marks[last + 1].start]):
        last += 1
    lead = text[marks[first - 1].end if first else 0 : marks[first].start]
    said = lead if re.search(r"\b(?:each|all|both)\b", lead, re.IGNORECASE) and i > first else ""
    head = text[: marks[0].start].rpartition(":")[0]
    if i and re.search(r"\b(?:all|each|both)\b", head, re.IGNORECASE):
        said = f"{head}: {said}"
    tail = re.match(r"[^;.]{0,30}?\beach\b", text[marks[last].end :], re.IGNORECASE)
    return f"{said} {tail[0]} " if tail and i < last else said


def _bounds(sentence: Sentence, inside: list[Event], chosen: Event, at: tuple[int, Mark, int]) -> tuple[int, int]:
    """The words of a sentence on one procedure: from its name or date, whichever is first, to those on the next."""
    text, (past, mark, high) = sentence.text, at
    name = chosen.start - sentence.start
    others = [one.start - sentence.start for one in inside if one.start > chosen.end]
    following = [spot for spot in others if mark.end < spot < high and high < len(text)]
    if following:
        high = _last_separator(text, mark.end, following[-1])
    elif high < len(text):
        high = _lead(text, mark.end, high)
    named_before = [
        one.end - sentence.start for one in inside if one.end <= chosen.start and one.procedure != chosen.procedure
    ]
    if name < past:
        return mark.start, high
    return _begin(text, max([past, *named_before]), min(name, mark.start)), high


def _only_heads(text: str, mark: Mark, inside: list[Event]) -> bool:
    """Whether a day at the head of a sentence says when it was written, as something is planned or told in it."""
    if not inside:
        return True
    name = inside[0].start - inside[0].sentence.start
    between = text[mark.end : name]
    said = status(text, name, inside[0].end - inside[0].sentence.start)
    return (
        len(between) > 45
        or said in {Status.PLANNED, Status.UNSURE, Status.DENIED}
        or bool(pattern("history.planning").search(between))
    )


def _begin(text: str, low: int, at: int) -> int:
    """Where the words on a procedure begin before its name: after a separator, or shortly before."""
    ends = [match.end() for match in SEPARATOR.finditer(text, low, at)]
    return ends[-1] if ends else low


def _lead(text: str, low: int, high: int) -> int:
    """Where the words that lead up to a later date begin: `repeat` and the like."""
    if high >= len(text):
        return len(text)
    again = [
        m.start()
        for m in re.finditer(r"\b(?:repeat\w*|second|third|again|another|and on|then)\b", text[low:high], re.IGNORECASE)
    ]
    return low + again[-1] if again else high


def _therapy_before(text: str, at: int) -> bool:
    return pattern("therapy_named.plain").search(text[max(0, at - 70) : at]) is not None


def _of_therapy(text: str, mark: Mark) -> bool:
    """Whether a date is the end or the beginning of a therapy, a birth, or a report."""
    before = text[: mark.start].rstrip(" (")
    if re.search(
        r"\b(?:dob|born|mri|x-?ray|ct scan|psych\w*|labs?|seen|visit|note|letter|surgery|laminectomy|fusion|injury|onset|exam\w*)(?: (?:of|on|from|dated|date))?\W{0,3}$",
        before[-30:],
        re.IGNORECASE,
    ):
        return True
    if re.search(
        r"\b(?:until|till|through|thru|held to|lasted to|by|before)\W*(?:about|around|approximately)?\W*$",
        before,
        re.IGNORECASE,
    ):
        return True
    bounded = pattern("therapy.ended").search(before) or pattern("therapy.began").search(before)
    return bool(bounded) and (_therapy_before(text, mark.start) or bool(pattern("duration.pain").search(before[-60:])))
