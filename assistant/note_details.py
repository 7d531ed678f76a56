"""How a request is to be done: levels, region, side, agent, phase, purpose, guidance and technique."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from assistant.note_concepts import Read, rules
from assistant.note_context import Sentence, pattern, words
from assistant.note_events import Event
from assistant.note_filing import named_in
from assistant.note_places import LEVELS_OF, OF_PROCEDURE, first_region, region_of
from assistant.note_spans import dates, levels, side

KNOWN = {
    "medial_branch_block", "facet_joint_injection", "facet_denervation", "interlaminar_epidural",
    "transforaminal_epidural", "caudal_epidural", "sacroiliac_joint_injection", "sympathetic_block",
    "stellate_ganglion_block", "celiac_plexus_block", "scs_trial", "scs_permanent", "scs_revision", "scs_removal",
    "intraspinal_drug_trial", "infusion_pump_permanent", "infusion_pump_replacement",
}  # fmt: skip
PHASES = {
    "scs_trial": "trial", "scs_permanent": "permanent", "scs_revision": "revision", "scs_removal": "removal",
    "intraspinal_drug_trial": "trial", "infusion_pump_permanent": "permanent",
    "infusion_pump_replacement": "replacement",
}  # fmt: skip
SIDES = {"l": "left", "left": "left", "lt": "left", "r": "right", "right": "right", "rt": "right"}
T = TypeVar("T")
BOTH = {"both", "bilateral", "b/l", "bilat", "b"}


def details(event: Event, sentences: list[Sentence], title: Event | None = None) -> Iterator[Read]:
    """Everything that the note says of the procedure asked for, but its day; what its own words lack, by its title."""
    spot = _spot(event)
    if event.procedure in KNOWN:
        yield Read("request.procedure", event.procedure, *spot)
    else:
        if event.procedure != "epidural":
            yield Read("request.procedure", "other", *spot)
        if not event.name.isdecimal():  # a code alone does not tell an epidural from a drug trial
            yield Read("request.procedure_text", event.procedure.replace("_", " "), *spot)
    found = levels(event.around) or levels(event.place, single=True)
    told = _labelled(sentences, "request.levels", _levels) or (levels(title.around) if title else [])
    at = found or LEVELS_OF.get(event.procedure) or told
    if at:
        yield _read("levels", at, sentences, _where(event, "request.a_level") if found else None, event)
    place = _place(event, at)
    named = place is not None
    place = place or _sited(event, _labelled(sentences, "request.region", first_region))
    place = place or (_sited(event, first_region(title.around)) if title else None)
    if place:
        yield _read("region", place, sentences, _where(event, f"regions.{place}") if named else None, event)
    beside = side(event.place) or side(event.around)
    which = beside or _labelled(sentences, "request.side", _side) or (side(title.around) if title else None)
    if which:
        yield _read("laterality", which, sentences, _where(event, "request.a_side") if beside else None, event)
    yield from _manner(event, sentences)


def _spot(event: Event) -> tuple[int, int]:
    """Where a procedure is named; the words that speak of it where its own name stands elsewhere."""
    return (event.start, event.end) if event.end > event.start else (event.begin, event.stop)


LABELS = {"levels": "levels", "region": "region", "laterality": "side", "agent": "agent", "phase": "phase",
          "purpose": "purpose"}  # fmt: skip


def _read(key: str, value: object, sentences: list[Sentence], spot: tuple[int, int] | None, event: Event) -> Read:
    """A detail with its words: beside the procedure, else the line so labelled, else the procedure's own name."""
    for sentence in sentences if spot is None else ():
        match = pattern(f"request.{LABELS[key]}").search(sentence.text)
        if match and sentence.text[match.end() :].strip():
            spot = sentence.start + match.start(), sentence.start + len(sentence.text.rstrip())
            break
    return Read(f"request.{key}", value, *(spot or _spot(event)))


def _place(event: Event, at: list[str]) -> str | None:
    """The region of the procedure's own name, of its levels, or of the words beside it."""
    place = OF_PROCEDURE.get(event.procedure) if event.procedure != "caudal_epidural" else None
    place = place or (region_of(at) if levels(event.around) else None)
    return _sited(event, place or first_region(event.place) or first_region(event.around) or region_of(at))


def _sited(event: Event, place: str | None) -> str | None:
    """A region, unless the procedure is not one for it."""
    elsewhere = place == "sacroiliac" and event.procedure != "sacroiliac_joint_injection"
    return None if elsewhere or place == "painful_region" else place


def _where(event: Event, name: str) -> tuple[int, int]:
    """Where words stand nearest to the name of a procedure; at the name itself if they stand elsewhere."""
    at = event.sentence.start
    found = list(pattern(name).finditer(event.sentence.text, event.begin - at, event.stop - at))
    if not found:
        return _spot(event)
    best = min(found, key=lambda match: abs(at + match.start() - event.start))
    return at + best.start(), at + best.end()


def _labelled(sentences: list[Sentence], label: str, read: Callable[[str], T | None]) -> T | None:
    """What is read after the first label that anything is read after."""
    for sentence in sentences:
        for match in (pattern(label).search(sentence.text), _field(label).search(sentence.text)):
            if match is None or _of_another(sentence.text, match):
                continue
            found = read(sentence.text[match.end() :])
            if found:
                return found
    return None


def _of_another(text: str, match: re.Match[str]) -> bool:
    """Whether a label is one of something else: where it hurts, what was done before."""
    return pattern("request.not_of_it").search(text[max(0, match.start() - 15) : match.end()]) is not None


@cache
def _field(label: str) -> re.Pattern[str]:
    """The labels of forms for a detail: `Step / intent`, `Side/site :`, `Line 2  guidance`."""
    names = words()["labels"][label.partition(".")[2]]
    begins = r"(?:^\s*|[;|]\s*|(?<=\s\s\s)(?=\S))[^\w\s]{0,9}\s?"  # linear, however much blank there is
    numbered = rf"{begins}(?:(?:line )?\d{{1,2}}\W{{1,9}}|[a-z][.)]\s?)?"
    return re.compile(
        rf"{numbered}(?:[\w.]+[ /&]+){{0,2}}(?:{names})\b(?:[ /&]+[\w.]+){{0,2}}(?:\s{{0,20}}:|\s\s)|"
        rf"^\W*(?:line \d{{1,2}}\W{{1,9}})?(?:{names})\b ",
        re.IGNORECASE,
    )


def _levels(text: str) -> list[str]:
    return levels(text, single=True)


def _side(text: str) -> str | None:
    """The side after a label: both where both are named."""
    named = re.findall(r"\b[a-z/]+\b", text.lower())[:6]
    found = {SIDES[word] for word in named if word in SIDES}
    if BOTH & set(named) or len(found) == 2:
        return "bilateral"
    return found.pop() if found else None


def _manner(event: Event, sentences: list[Sentence]) -> Iterator[Read]:
    """Agent, phase and purpose; guidance and technique."""
    text = event.around
    own = agent_of(text)
    agent = own or _labelled(sentences, "request.agent", agent_of)
    if agent:
        name = "history.alone" if agent == "local_anesthetic_only" else "history.steroid"
        yield _read("agent", agent, sentences, _where(event, name) if own else None, event)
    own = PHASES.get(event.procedure) or step(text, "step")
    phase = own or _labelled(sentences, "request.phase", lambda words: step(words, "step"))
    if phase:
        yield _read("phase", phase, sentences, _where(event, "request.a_phase") if own else None, event)
    own = _purpose(event, text)
    purpose = own or _labelled(sentences, "request.purpose", lambda words: _purpose(event, words))
    if purpose:
        yield _read("purpose", purpose, sentences, _where(event, "request.a_purpose") if own else None, event)
    else:
        yield from _other_purpose(sentences)
    yield from _means(event, sentences)


def _means(event: Event, sentences: list[Sentence]) -> Iterator[Read]:
    """Guidance and, of an ablation, technique: beside the procedure, after a label, or in a sentence that asks."""
    i = sentences.index(event.sentence)
    beside = [one for one in sentences[i + 1 : i + 3] if _together(one, event.sentence)]
    planned = [
        one
        for one in sentences
        if one.heading == "plan" or pattern("history.asked").search(one.text) or _of_day(one, event)
    ]
    for key in ("guidance", "technique"):
        labelled = [one for one in sentences if pattern(f"request.{key}").search(one.text)]
        places = [event.sentence, *beside, *labelled, *(planned if key == "guidance" else [])]
        read = named_in(key, places)
        if read and (key == "guidance" or event.procedure in rules()["groups"]["ablation"]):
            yield read


def _of_day(sentence: Sentence, event: Event) -> bool:
    """Whether a sentence names the day of a procedure."""
    return event.day is not None and any(mark.day == event.day for mark in dates(sentence.text))


def _together(one: Sentence, other: Sentence) -> bool:
    return one.visit == other.visit and one.heading == other.heading


def _other_purpose(sentences: list[Sentence]) -> Iterator[Read]:
    """The purpose that a form states in words of its own."""
    for sentence in sentences:
        match = pattern("request.purpose_told").search(sentence.text)
        if match:
            start = sentence.start + match.start(1)
            yield Read("request.purpose", match[1].strip(), start, start + len(match[1].rstrip()))
            return


def step(text: str, sort: str) -> str | None:
    """The first phase of a sort whose words a text has."""
    return next((name for name in words()[sort] if pattern(f"{sort}.{name}").search(text)), None)


def _purpose(event: Event, text: str) -> str | None:
    """What the procedure is for, where its words say so."""
    if pattern("request.postoperative").search(text):
        return "post-operative pain control"
    if pattern("request.planning").search(text):
        return "diagnostic_surgical_planning"
    if pattern("request.therapeutic").search(text):
        return "therapeutic"
    if pattern("request.diagnostic").search(text):
        return "diagnostic_surgical_planning" if event.procedure == "transforaminal_epidural" else "diagnostic"
    return None


def agent_of(text: str) -> str | None:
    """What was or will be injected; None where it is not said."""
    if pattern("history.alone").search(text):
        return "local_anesthetic_only"
    return "local_anesthetic_and_corticosteroid" if pattern("history.steroid").search(text) else None
