"""Events from what a note names: each procedure with its day and all words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.note_context import Sentence, Status, pattern
from assistant.note_effects import function
from assistant.note_events import SEPARATOR, Event, last_separator, marks_of, of_something_else, therapy_before
from assistant.note_lists import goes_on, heads_a_list, is_row, of_list, of_sentence, opens, title_of
from assistant.note_looks_back import by_number, looks_back, meant_by, only_named
from assistant.note_percents import PERCENT, of_relief
from assistant.note_spans import Mark, dates, periods
from assistant.note_undated import dated_apart, with_common

PAUSE = re.compile(rf"{SEPARATOR.pattern}|,(?= )")
NUMBERED_ROW = re.compile(r"\W*#\s?[1-6]\W*")


def events(
    mentions: list[Event], sentences: list[Sentence], about: date | None, service: date | None = None
) -> list[Event]:
    """Each date beside a procedure makes an event, with the sentences after it that go on about it.

    Where the day of service is known, days told back from it count too.
    """
    found: list[Event] = []
    title, row, headed = "", False, False
    last = max((one.visit for one in sentences if one.visit), default=None)
    for i, sentence in enumerate(sentences):
        title = title_of(sentence, title)
        begins = not row and opens(sentences, mentions, i, about)
        row = (row or begins) and is_row(sentence)
        headed = row and (headed or (begins and heads_a_list(sentences[i - 1].text)))
        named = [one for one in of_sentence(mentions, sentence) if not (row and one.procedure == "epidural")]
        again = [] if named else _again(mentions, sentence, row=row)
        listed = bool(again) and (
            headed or heads_a_list(again[0].title) or goes_on(sentences[i - 1] if i else None, sentence, about)
        )
        inside = [] if looks_back(sentence) else named or again
        marks = marks_of(sentence, about, service) if inside else []
        new = with_common(list(_dated(sentence, inside, marks, repeats=bool(again) and not listed)))
        new = new or list(_of_visit(inside if named else [], sentence, last))
        found += [replace(one, title=title) for one in new]
        late = (
            dated_apart(sentence, marks_of(sentence, about, service), mentions, sentences)
            if not (new or named)
            else None
        )
        if late and late.spot not in {one.spot for one in found}:
            found.append(late)
        elif not new:
            found = _of_one_kind(found, sentence, named)
            _tell(found, sentence, named)
    return found


def _of_one_kind(found: list[Event], sentence: Sentence, named: list[Event]) -> list[Event]:
    """The epidurals told without their kind, where a later sentence names it for all: `all five were interlaminar`."""
    kinds = {one.procedure for one in named if one.procedure.endswith("_epidural")}
    if len(kinds) != 1 or dates(sentence.text) or not pattern("events.all_alike").search(sentence.text):
        return found
    kind = kinds.pop()
    return [
        replace(one, procedure=kind, place=f"{one.place} {named[0].place}") if one.procedure == "epidural" else one
        for one in found
    ]


def _again(mentions: list[Event], sentence: Sentence, *, row: bool) -> list[Event]:
    """The procedure named last, where a sentence speaks of a further one without naming it; its head is the title."""
    told = [one for one in mentions if one.start < sentence.start]
    kinds = [one for one in told if row and one.procedure != "epidural"]
    before = _spoken_of(sentence, kinds or told)
    speaks = pattern("history.again").search(sentence.text) and not pattern("events.vitals").search(sentence.text)
    speaks = row or speaks
    if not before or not speaks or (not row and pattern("therapy_named.plain").search(sentence.text)):
        return []
    head = before[-1].sentence.text if not _asks(before[-1]) else ""
    about = of_list(head) if heads_a_list(head) else ""
    one = replace(before[-1], sentence=sentence, start=sentence.start, end=sentence.start, title=head)
    return [replace(one, place=head, about=about) if heads_a_list(head) or dates(sentence.text) else one]


def _asks(one: Event) -> bool:
    """Whether a procedure is named as the one asked for: what is said of it is not said of earlier ones."""
    return not heads_a_list(one.sentence.text) and pattern("history.asked").search(one.before) is not None


def _spoken_of(sentence: Sentence, before: list[Event]) -> list[Event]:
    """Of the procedures named before a sentence those that it may speak of: not denied, and of the sort it names."""
    found = [one for one in before if one.status not in {Status.DENIED, Status.OTHER}]
    blocks = [one for one in found if "block" in one.procedure]
    needles = [one for one in found if "denervation" not in one.procedure]
    if blocks and pattern("events.a_block").search(sentence.text):
        return blocks
    return needles if needles and pattern("events.a_needle").search(sentence.text) else found


def _of_visit(named: list[Event], sentence: Sentence, last: date | None) -> Iterator[Event]:
    """The procedure of a visit whose head, or whose words, say that it was done that day.

    That a visit before the last one only names a procedure says so too.
    """
    head = pattern("events.procedure_visit").search(sentence.head)
    done = head and not pattern("events.other_visit").search(sentence.head)
    earlier = last is not None and sentence.visit is not None and sentence.visit < last
    for one in named[:1]:
        bare = earlier and sentence.heading != "plan" and only_named(one)
        told = done or bare or pattern("events.uneventful").search(sentence.text)
        planned = one.status is not Status.AFFIRMED or pattern("history.planning").search(one.before)
        if sentence.visit and told and not planned:
            yield replace(one, day=sentence.visit, dated=True)


def _tell(found: list[Event], sentence: Sentence, named: list[Event]) -> None:
    """Give a sentence that tells how a procedure went to the one that was named last, or to all that it speaks of."""
    follows = pattern("history.follows").search(sentence.text)
    therapy = pattern("therapy_named.plain").search(sentence.text) and not function(sentence.text)
    alike = [one for one in found if not named or _alike(one.procedure, named[0].procedure)]
    if not alike or not follows or therapy or (named and pattern("history.asked").search(sentence.text)):
        return
    if numbered := by_number(sentence, alike):
        for one, words in numbered:
            found[found.index(one)] = replace(one, about=f"{one.about} {words}")
        return
    if _one_for_each(found, sentence):
        return
    meant = meant_by(sentence, alike)
    last = meant or alike[-1]
    if pattern("events.all").search(sentence.text):
        for i, one in enumerate(found):
            if one is not last and one.procedure == last.procedure and sentence.start - one.stop < 320:
                found[i] = replace(one, about=f"{one.about} {sentence.text}")
    near = sentence.start - last.stop
    next_visit = sentence.visit is not None and sentence.visit != last.sentence.visit and near < 200
    if meant or near < (40 if last.about else 60) or next_visit:
        stop = sentence.start + len(sentence.text.rstrip())
        found[found.index(last)] = replace(last, about=f"{last.about} {sentence.text}", stop=stop)


def _one_for_each(found: list[Event], sentence: Sentence) -> bool:
    """Give the percentages of a sentence, as many as the days of the one before, each to its own."""
    row = [one for one in found if one.sentence is found[-1].sentence]
    bare = len(row) > 1 and sentence.start - row[-1].stop < 40 and not any(PERCENT.search(one.told) for one in row)
    if not bare or len(of_relief(sentence.text)) != len(row):
        return False
    shared = with_common([*row[:-1], replace(row[-1], around=f"{row[-1].around} {sentence.text}")])
    if not all(PERCENT.search(one.around) for one in shared):
        return False
    stop = sentence.start + len(sentence.text.rstrip())
    found[-len(row) :] = [*shared[:-1], replace(shared[-1], stop=stop)]
    return True


def _alike(one: str, named: str) -> bool:
    """Whether a name may be that of a procedure: the same, or `epidural` for any kind of it."""
    return one == named or (named == "epidural" and one.endswith("_epidural"))


def _dated(sentence: Sentence, inside: list[Event], marks: list[Mark], *, repeats: bool) -> Iterator[Event]:
    """The procedures that the dates of a sentence belong to, each with the words from its name or date to the next."""
    text = sentence.text
    bounds = {mark for pair in periods(text) for mark in pair if therapy_before(text, pair[0].start)}
    marks = [mark for mark in marks if mark not in bounds and not _heads_a_form(text, mark)]
    marks = [mark for mark in marks if not of_something_else(text, mark)]
    for i, mark in enumerate(marks):
        head = _heads(text, mark)
        numbered = NUMBERED_ROW.fullmatch(text[: mark.start])
        again = numbered or pattern("events.repeated").match(text[mark.end :])
        headed = text[mark.end : mark.end + 1] == "]" or (
            text[mark.end :].startswith(":") and mark.day == sentence.visit
        )
        if (headed and len(marks) > 1) or (head and ((repeats and not again) or _only_heads(text, mark, inside))):
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
    named = pattern("events.a_needle_or_block").search(text[: mark.start])
    return colon is not None and not named and pattern("history.headed").search(text[: mark.start]) is not None


def _next(marks: list[Mark], i: int, text: str) -> int:
    return marks[i + 1].start if i + 1 < len(marks) else len(text)


def _chosen(inside: list[Event], sentence: Sentence, mark: Mark, *, head: bool) -> Event | None:
    """The procedure that a date belongs to: the one named before it, or, at the head of a sentence, right after it."""
    before = [one for one in inside if one.start - sentence.start <= mark.start]
    opens = re.fullmatch(r"\W*(?:on |in )?", sentence.text[: mark.start], re.IGNORECASE)
    reach = 110 if head or opens else 45
    after = [one for one in inside if 0 <= one.start - sentence.start - mark.end <= reach]
    if before and not (head and after):
        last = before[-1]
        same = [one for one in before if one.procedure == last.procedure]
        gap = sentence.text[same[0].end - sentence.start : last.start - sentence.start]
        return same[0] if not dates(gap) and ";" not in gap else last
    return after[0] if after else None


def _each(text: str, marks: list[Mark], i: int) -> str:
    """The words around a row of dates that count for each of them: `each 60% x 65 d: 6/19, 8/28`."""
    row = pattern("events.row")
    first = last = i
    while first and row.fullmatch(text[marks[first - 1].end : marks[first].start]):
        first -= 1
    while last + 1 < len(marks) and row.fullmatch(text[marks[last].end : marks[last + 1].start]):
        last += 1
    low = marks[first - 1].end if first else 0
    lead = text[low : marks[first].start]
    if not pattern("events.all").search(lead):
        lead = text[_lead(text, low, marks[first].start) : marks[first].start]
        lead = lead if pattern("events.leads").fullmatch(lead) else ""
    said = lead if i > first else ""
    head = text[: marks[0].start].rpartition(":")[0]
    if i and pattern("events.all").search(head):
        said = f"{head}: {said}"
    tail = text[marks[last].end : _next(marks, last, text)]
    tail = tail.partition(")")[0] if tail.lstrip().startswith("(") else tail
    return f"{said} {tail} " if i < last and pattern("events.each_after").match(tail) else said


def _bounds(sentence: Sentence, inside: list[Event], chosen: Event, at: tuple[int, Mark, int]) -> tuple[int, int]:
    """The words of a sentence on one procedure: from its name or date, whichever is first, to those on the next."""
    text, (past, mark, high) = sentence.text, at
    name = chosen.start - sentence.start
    others = [one.start - sentence.start for one in inside if one.start > chosen.end]
    following = [spot for spot in others if mark.end < spot < high < len(text)]
    high = last_separator(text, mark.end, following[-1]) if following else _lead(text, mark.end, high)
    named_before = [
        one.end - sentence.start for one in inside if one.end <= chosen.start and one.procedure != chosen.procedure
    ]
    if name < past:
        return _lead(text, past, mark.start), high
    return _begin(text, max([past, *named_before]), min(name, mark.start)), high


def _only_heads(text: str, mark: Mark, inside: list[Event]) -> bool:
    """Whether a day at the head of a sentence says when it was written, as something is planned or told in it."""
    between = text[mark.end : inside[0].start - inside[0].sentence.start] if inside else ""
    said = inside[0].status if inside else Status.UNSURE
    unsaid = said in {Status.PLANNED, Status.UNSURE, Status.DENIED}
    return unsaid or len(between) > 45 or pattern("history.planning").search(between) is not None


def _begin(text: str, low: int, at: int) -> int:
    """Where the words on a procedure begin before its name: after a separator, or shortly before."""
    ends = [match.end() for match in SEPARATOR.finditer(text, low, at)]
    return ends[-1] if ends else low


def _lead(text: str, low: int, high: int) -> int:
    """Where the words that lead up to a later date begin: `repeat`, `and a therapeutic one on` and the like."""
    if high >= len(text):
        return len(text)
    again = [
        one.start()
        for one in pattern("events.next").finditer(text, low, high)
        if not PERCENT.search(text, one.end(), high)
    ]
    apart = [match.start() for match in PAUSE.finditer(text, low, high)]
    if apart and pattern("events.leads").fullmatch(text[apart[-1] : high]):
        return apart[-1]
    return again[-1] if again else high


def _heads_a_form(text: str, mark: Mark) -> bool:
    """Whether a date stands in the head of a form: it is the day on which the form was filled in."""
    return pattern("events.form_head").search(text[: mark.start].rstrip(" (")) is not None
