"""Which of the procedures that a note names were done before the one asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.note_context import NOT_SO, Sentence, Status, pattern
from assistant.note_details import KNOWN
from assistant.note_events import Event, ordinal
from assistant.note_looks_back import looks_back
from assistant.note_percents import found_in, of_relief
from assistant.note_request import Request
from assistant.note_undated import asked_again, count, each_of, gone_on, of_another_month

NOT_INJECTED = {
    "scs_trial", "scs_permanent", "scs_revision", "scs_removal", "infusion_pump_permanent", "infusion_pump_replacement",
    "intraspinal_drug_trial",
}  # fmt: skip


def earlier(
    asked: Request, found: list[Event], mentions: list[Event], others: list[Event], sentences: list[Sentence]
) -> list[Event]:
    """The procedures that were done before: dated ones before the day of service, undated ones said as done."""
    used = {one.spot for one in [*others, asked.event]}
    dated = [one for one in found if (one.spot not in used or _told_there(one, asked)) and before(one, asked.day)]
    done = [each for one in dated for each in ([one] if one.day else each_of(one))]
    seen = {one.spot for one in found} | used
    if asked_again(replace(asked.event, day=None), mentions, sentences):
        seen.discard(asked.event.spot)
    kinds = {one.procedure for one in done} | NOT_INJECTED
    counted: set[tuple[str, str]] = set()
    by_number = {one.procedure for one in mentions if ordinal(one) and _relieved(one)}
    for one in mentions:
        number = one.procedure, ordinal(one)
        relieved = _relieved(one)
        again = relieved and number[1] and counted and number not in counted
        kind = one.procedure in KNOWN or (one.procedure == "epidural" and relieved and not _in_full(one, found))
        fresh = again or one.procedure not in kinds or of_another_month(one, done)
        bare = one.procedure in by_number and not ordinal(one) and not pattern("history.result").search(one.around)
        if one.spot not in seen and kind and fresh and not bare and (relieved or _done(one)) and not _asks(one):
            done += each_of(gone_on(one, mentions, sentences))
            kinds.add(one.procedure)
            counted |= {number} if number[1] else set()
    return done


def _in_full(one: Event, found: list[Event]) -> bool:
    """Whether an `epidural` is told of in a row, or of a later visit, that tells of one named in full."""
    known = [other for other in found if other.procedure.endswith("_epidural")]
    return bool(known) and (looks_back(one.sentence) or any(other.sentence is one.sentence for other in known))


def _relieved(one: Event) -> bool:
    """Whether a mention by number, or of several, tells what relief there was."""
    tells = of_relief(one.around) or pattern("history.no_relief").search(one.around)
    numbered = ordinal(one) or count(one) > 1 or pattern("events.own_number").match(one.after)
    return bool(numbered) and bool(tells) and one.status not in NOT_SO


def _asks(one: Event) -> bool:
    """Whether a procedure without a day is one that is thought of, asked for, or said not to have been done."""
    undone = pattern("history.undone_after").search(one.after)
    return planned(one) or undone is not None or pattern("history.asked").search(one.before[-60:]) is not None


def _told_there(one: Event, asked: Request) -> bool:
    """Whether what was done is told where the request is named, `TFESI 1/12/26 gave 40%, now repeat on 6/1`."""
    apart = None not in {one.day, asked.day} and one.day != asked.day
    told = pattern("history.result").search(one.around) or pattern("history.got").search(one.before)
    return apart and one.spot == asked.event.spot and told is not None


def before(one: Event, day: date | None) -> bool:
    """Whether a dated procedure was done before the day of service."""
    first = one.procedure == "epidural" and pattern("entry.first").search(one.before[-20:])
    if (
        one.procedure in NOT_INJECTED
        or first
        or planned(one)
        or _titled(one)
        or pattern("history.undone_after").search(one.after)
    ):
        return False
    if pattern("history.only_planned").search(one.after) and found_in(one.around) is None:
        return False
    written = one.sentence.visit
    if one.day is None:
        return True
    if one.status is Status.PLANNED and written and one.day > written:
        return False
    return one.day < day if day else _done(one) or (one.status not in NOT_SO and found_in(one.around) is not None)


def _titled(one: Event) -> bool:
    """Whether a procedure only names a paper or visit, whose day it is: `AUTH REQ - EPIDURAL 6/5`, `6/5 MBB visit`."""
    title = pattern("events.title").search(one.sentence.text) or pattern("events.names_a_visit").match(one.after)
    return title is not None and not pattern("history.result").search(one.sentence.text)


def _done(one: Event) -> bool:
    """Whether a procedure is said to have been done."""
    if one.status in NOT_SO or pattern("history.undone_after").search(one.after):
        return False
    told = pattern("history.done").search(f"{one.before[-60:]} {one.after[:40]}")
    return told is not None or pattern("history.verb").search(one.name) is not None


def planned(one: Event) -> bool:
    """Whether a procedure is denied, somebody else's, or, without a day, only thought of."""
    if one.end > one.start and one.status in {Status.DENIED, Status.OTHER}:
        return True
    if pattern("entry.this_is").search(one.before[-40:]) and one.day is None:
        return True
    unsure = pattern("history.unsure").search(one.before[-80:]) or pattern("history.unsure_after").search(one.after)
    return bool(unsure) and one.day is None
