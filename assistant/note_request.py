"""What a note asks for: the procedure, its day, place, side and the rest, from the words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.note_concepts import Read, compiled, rules
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_events import Event, marks_of
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
STEPS = (
    (r"\bopposite side|\bcontralateral", "opposite_side"),
    (r"(?:(?:second|third|repeat|#\s?[23]|2nd|3rd)\b.{0,60}\binitial phase)|initial phase.{0,40}(?:second|repeat|#2)", "repeat_initial_phase"),
    (r"(?:\b(?:repeat|second|confirmatory|2nd)\b|#\s?2).{0,40}\bdiagnostic\b|\bdiagnostic\b.{0,30}(?:repeat|second|#\s?2)|confirmatory d", "repeat_diagnostic"),
    (r"\brepeat\b.{0,30}\btherapeutic\b|\btherapeutic\b.{0,30}\brepeat\b", "repeat_therapeutic"),
    (r"\brepeat(?:ed|ing)?\b", "repeat"),
    (r"\binitial\b|\bfirst (?:one|injection|block|ever|diagnostic|mbb|esi)\b|#\s?1\b|\bfirst\b(?= (?:\w+ ){0,4}(?:injection|block))", "initial"),
)  # fmt: skip
SIDES = {"l": "left", "left": "left", "lt": "left", "r": "right", "right": "right", "rt": "right"}
LABEL = re.compile(
    r"(?:^|\s{2})\W*sides?(?:\s?/\s?levels?)?(?:\s?:\s*|\s{2,})(.*)|\bsides?(?:\s?/\s?levels?)?\s?:\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
CODE = r"(?:\d{5}|\d{4}T)\b"
CPT = re.compile(
    rf"\b(?:cpt|codes?)\b[^\n.;\d]{{0,12}}?\b{CODE}(?:(?:,|/|\+|&| and| x ?\d|\s)*\s*\+?{CODE})*|"
    rf"(?<![\d-])\b(?:6[0-9]{{4}}|27096|0[2-4]\d{{2}}T)(?:/\d{{5}})*\b(?!-|\d|%)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:\b[A-Z]{2}\s+|, [A-Z][a-z]+\.? |#|mrn\W*|id\W*|box\W*|tel\W*|ref\W*|case\W*)$")


@dataclass(frozen=True)
class Request:
    """The procedure asked for, with its day and the words around it."""

    event: Event
    day: date | None
    read: tuple[Read, ...]


def request(mentions: list[Event], found: list[Event], sentences: list[Sentence], about: date | None) -> Request | None:
    """The procedure that a note asks for; None where it asks for none."""
    if any(pattern("history.nothing_asked").search(one.text) for one in sentences):
        return None
    spots = {(one.procedure, one.start) for one in found}
    candidates = found + [one for one in mentions if (one.procedure, one.start) not in spots]
    stated = [
        m.day
        for one in sentences
        for m in marks_of(one, about)
        if m.exact and pattern("history.service_day").search(one.text[: m.start])
    ]
    last = max([*stated, *(one.day for one in found if one.day)], default=None)
    scored = [(_score(one, last), one.start, one) for one in candidates]
    scored = [row for row in scored if row[0] > -4]
    if not scored:
        return None
    best = max(scored, key=lambda row: row[:2])[2]
    day, spot = _day(best, candidates, sentences, about)
    if best.day and day and best.day > day and best.sentence.heading == "plan":
        day, spot = best.day, None
    if best.day and day and best.day < day and pattern("history.done").search(best.before[-50:]):
        day, spot = best.day, None
    event = replace(best, day=day)
    reads = list(_details(event, sentences))
    if day:
        start, end = spot or _spot(event, day, about)
        reads.append(Read("request.date_of_service", day.isoformat(), start, end))
    return Request(event, day, tuple(reads))


def _score(one: Event, last: date | None) -> float:
    """How much speaks for a procedure as the one that is asked for."""
    before, text = one.before, one.sentence.text
    name, end = one.start - one.sentence.start, one.end - one.sentence.start
    points = 4.0 * bool(pattern("history.asks").search(before))
    points += 3.0 * bool(pattern("history.asked").search(one.around))
    points += 2.0 * (one.sentence.heading == "plan")
    points += 3.0 * (last is not None and one.day == last)
    points -= 4.0 * (one.day is not None and last is not None and one.day < last)
    points -= 3.0 * bool(
        pattern("history.done").search(before[-40:]) and not pattern("history.asked").search(before[-60:])
    )
    points -= 6.0 * bool(
        pattern("history.unsure").search(before[-80:]) or pattern("history.unsure_after").search(text[end:])
    )
    points -= 6.0 * (status(text, name, end) in {Status.DENIED, Status.OTHER})
    points -= 3.0 * bool(pattern("history.same_day").search(before))
    points -= 2.0 * (one.procedure == "epidural")
    points += 0.5 * (one.sentence.start < 200)
    points += 1.0 * bool(re.search(r"\b(?:dos|date of service)\b", text, re.IGNORECASE))
    return points


def _day(
    chosen: Event, candidates: list[Event], sentences: list[Sentence], about: date | None
) -> tuple[date | None, tuple[int, int] | None]:
    """The day of service: so labelled, else in the sentence that asks or the two after it, else the last with a plan."""
    for sentence in sentences:
        for mark in marks_of(sentence, about):
            if mark.exact and pattern("history.service_day").search(sentence.text[: mark.start]):
                later = [m for m in marks_of(sentence, about) if m.exact and m.day >= mark.day]
                best = max(later, key=lambda m: m.day) if "from" in sentence.text[mark.end : mark.end + 8] else mark
                return best.day, (sentence.start + best.start, sentence.start + best.end)
    i = sentences.index(chosen.sentence)
    taken = {one.day for one in candidates if one.day and one is not chosen and one.procedure != chosen.procedure}
    visits = {one.visit for one in sentences}
    for sentence in sentences[i : i + 3]:
        marks = [mark for mark in marks_of(sentence, about) if mark.exact and mark.day not in taken]
        if sentence is not chosen.sentence:
            marks = [m for m in marks if re.search(r"\b(?:on|for|date|set|is)\W*$|\($", sentence.text[: m.start])]
        ahead = [mark for mark in marks if mark.day not in visits] or marks
        if ahead:
            best = max(ahead, key=lambda mark: mark.day)
            return best.day, (sentence.start + best.start, sentence.start + best.end)
    for sentence in sentences:
        marks = [mark for mark in marks_of(sentence, about) if mark.exact and about and mark.day >= about]
        if marks and sentence.heading == "plan" and marks[-1].day not in visits:
            return marks[-1].day, (sentence.start + marks[-1].start, sentence.start + marks[-1].end)
    last = max((mark.day for one in sentences for mark in dates(one.text) if mark.exact), default=None)
    for sentence in () if chosen.day else sentences:
        for mark in dates(sentence.text):
            if (
                mark.exact
                and mark.day == last
                and (_named("guidance", [sentence]) or "procedure" in sentence.text.lower())
            ):
                return mark.day, (sentence.start + mark.start, sentence.start + mark.end)
    for sentence in sentences:
        for mark in dates(sentence.text):
            if mark.exact and not chosen.day and pattern("history.bare_date").search(sentence.text[: mark.start]):
                return mark.day, (sentence.start + mark.start, sentence.start + mark.end)
    return (chosen.day, None) if chosen.day else (None, None)


def _spot(event: Event, day: date, about: date | None) -> tuple[int, int]:
    """Where the day of a procedure stands in its sentence."""
    at = event.sentence.start
    return next(
        ((at + mark.start, at + mark.end) for mark in marks_of(event.sentence, about) if mark.day == day),
        (event.start, event.end),
    )


def _details(event: Event, sentences: list[Sentence]) -> Iterator[Read]:
    """Levels, region, side, agent, phase and purpose, guidance and technique."""
    spot = (event.start, event.end)
    procedure = event.procedure
    if procedure in KNOWN:
        yield Read("request.procedure", procedure, *spot)
    else:
        if procedure != "epidural":
            yield Read("request.procedure", "other", *spot)
        yield Read("request.procedure_text", procedure.replace("_", " "), *spot)
    found = levels(event.around) or levels(event.place, single=True) or _labelled_levels(sentences)
    found = found or LEVELS_OF.get(procedure, [])
    if found:
        yield Read("request.levels", found, *_where(event, r"\b[CTLS]\d"))
    place = OF_PROCEDURE.get(procedure) if procedure != "caudal_epidural" else None
    if levels(event.around) and region_of(found):
        place = place or region_of(found)
    place = place or first_region(event.place) or first_region(event.around) or region_of(found)
    place = place or _labelled(sentences, r"\bregion\b[^:]{0,20}:|^\W*region\s{2,}", first_region)
    if place == "painful_region" or (place == "sacroiliac" and procedure != "sacroiliac_joint_injection"):
        place = None
    if place:
        yield Read(
            "request.region",
            place,
            *_where(event, pattern(f"regions.{place}").pattern if place != "sacral" else "sacral"),
        )
    which = side(event.place) or side(event.around) or _labelled_side(sentences)
    if which:
        yield Read(
            "request.laterality", which, *_where(event, r"\b(?:left|right|bilat\w*|b/l|both|lt|rt)\b|(?-i:\b[LR]\b)")
        )
    yield from _manner(event, sentences)


def _where(event: Event, words: str) -> tuple[int, int]:
    """Where words stand in the sentence of a request; at the procedure's name if they stand elsewhere."""
    at = event.sentence.start
    found = list(re.compile(words, re.IGNORECASE).finditer(event.sentence.text, event.begin - at, event.stop - at))
    if found:
        best = min(found, key=lambda match: abs(at + match.start() - event.start))
        return at + best.start(), at + best.end()
    return event.start, event.end


def _labelled(sentences: list[Sentence], label: str, read: object) -> str | None:
    for sentence in sentences:
        match = re.search(label, sentence.text, re.IGNORECASE)
        if match and callable(read):
            found = read(sentence.text[match.end() :])
            if found:
                return str(found)
    return None


def _labelled_levels(sentences: list[Sentence]) -> list[str]:
    """The levels of a line so labelled, or that stand alone."""
    for sentence in sentences:
        match = re.search(
            r"\blevels?(?:\(s\))?(?:\s?:|\s{2,}|\s(?=[CTL]\d))|^\s*(?=[CTL]\d{1,2} ?[-/] ?[CTLS]?\d{1,2}[^a-z]*$)",
            sentence.text,
            re.IGNORECASE,
        )
        if match and levels(sentence.text[match.end() :], single=True):
            return levels(sentence.text[match.end() :], single=True)
    return []


def _labelled_side(sentences: list[Sentence]) -> str | None:
    """The side of a line so labelled: both where both are named."""
    for sentence in sentences:
        match = LABEL.search(sentence.text)
        if match:
            words = re.findall(r"[a-z/]+", (match[1] or match[2] or "").lower())[:6]
            if {"both", "bilateral", "b/l", "bilat"} & set(words):
                return "bilateral"
            found = {SIDES[word] for word in words if word in SIDES}
            if found:
                return "bilateral" if len(found) == 2 else found.pop()
    return None


def _manner(event: Event, sentences: list[Sentence]) -> Iterator[Read]:
    """How it is to be done: agent, phase, purpose, guidance, technique."""
    text, spot = event.around, (event.start, event.end)
    i = sentences.index(event.sentence)
    following = [
        one
        for one in sentences[i + 1 : i + 3]
        if one.visit == event.sentence.visit and one.heading == event.sentence.heading
    ]
    agent = agent_of(text) or next(
        (
            a
            for one in sentences
            if re.match(r"\W*(?:agent|injectate|drug|injected)s?\b[^:]{0,12}(?::|\s{2,})", one.text, re.IGNORECASE)
            and (a := agent_of(one.text))
        ),
        None,
    )
    if agent:
        yield Read(
            "request.agent",
            agent,
            *_where(event, "|".join((pattern("history.alone").pattern, pattern("history.steroid").pattern))),
        )
    phase = (
        PHASES.get(event.procedure)
        or _step(text)
        or next(
            (
                p
                for one in sentences
                if re.match(r"\W*phase\s*(?::|\s{2,})", one.text, re.IGNORECASE) and (p := _step(one.text))
            ),
            None,
        )
    )
    if phase:
        yield Read(
            "request.phase",
            phase,
            *_where(
                event,
                r"\b(?:opposite|contralateral|repeat\w*|second|confirmatory|initial|first|trial|permanent|revision|removal|replacement)\b|#\s?\d",
            ),
        )
    purpose = _purpose(event, text) or next(
        (
            p
            for one in sentences
            if re.search(r"\bpurpose\s*(?::|\s{2,})", one.text, re.IGNORECASE) and (p := _purpose(event, one.text))
        ),
        None,
    )
    if not purpose:
        yield from _other_purpose(sentences)
    if purpose:
        yield Read("request.purpose", purpose, *_where(event, r"\b(?:therapeutic|diagnostic|post-?op\w*)"))
    labelled = [
        one
        for one in sentences
        if re.search(
            r"\b(?:guidance|imaging(?: guidance)?|image guidance|fluoro)\b[^:]{0,12}:|^\W*(?:guidance|imaging)\s{2,}|fluoro\w*\s*$",
            one.text,
            re.IGNORECASE,
        )
    ]
    planned = [one for one in sentences if one.heading == "plan" or pattern("history.asked").search(one.text)]
    for key, places in (
        ("guidance", [event.sentence, *following, *labelled, *planned]),
        (
            "technique",
            [
                event.sentence,
                *following,
                *[one for one in sentences if re.search(r"\btechnique\s?:", one.text, re.IGNORECASE)],
            ],
        ),
    ):
        read = _named(key, places)
        if read and not (key == "technique" and event.procedure not in rules()["groups"]["ablation"]):
            yield read


def _other_purpose(sentences: list[Sentence]) -> Iterator[Read]:
    """The purpose that a form states in words of its own."""
    for sentence in sentences:
        match = re.search(r"^\W*purpose\s*:\s*([a-z][^\n;.]{4,60})", sentence.text, re.IGNORECASE)
        if match:
            start = sentence.start + match.start(1)
            yield Read("request.purpose", match[1].strip(), start, start + len(match[1].rstrip()))
            return


def _step(text: str) -> str | None:
    return next((name for words, name in STEPS if re.search(words, text, re.IGNORECASE)), None)


def _purpose(event: Event, text: str) -> str | None:
    if re.search(r"\bpost-?op(?:erative)? (?:pain|analgesia)", text, re.IGNORECASE):
        return "post-operative pain control"
    if re.search(r"\bsurgical planning|\bpre-?op(?:erative)? planning", text, re.IGNORECASE):
        return "diagnostic_surgical_planning"
    if re.search(r"\btherapeutic(?:ally)?\b", text, re.IGNORECASE):
        return "therapeutic"
    if re.search(r"\bdiagnostic\b|\(dx\)|\bdx\)", text, re.IGNORECASE):
        return "diagnostic_surgical_planning" if event.procedure == "transforaminal_epidural" else "diagnostic"
    return None


def _named(sort: str, places: list[Sentence], *, mind_case: bool = False) -> Read | None:
    key = {"programs": "program", "states": "state", "guidelines": "guideline"}.get(sort, sort)
    for sentence in places:
        for rule in rules()[sort]:
            for match in (re.compile(rule["says"]) if mind_case else compiled(rule["says"])).finditer(sentence.text):
                if status(sentence.text, *match.span()) not in {Status.OTHER, Status.DENIED} or rule["is"] == "none":
                    value = rule["is"] + match[1] if rule["is"].endswith("_") else rule["is"]
                    return Read(f"request.{key}", value, sentence.start + match.start(), sentence.start + match.end())
    return None


def filed(sentences: list[Sentence], text: str) -> Iterator[Read]:
    """What the form says of the filing: codes, the program and its state, the guideline."""
    codes: list[str] = []
    spot: tuple[int, int] | None = None
    for match in CPT.finditer(text):
        if not ADDRESS.search(text[max(0, match.start() - 20) : match.start()]):
            codes += re.findall(CODE, match[0])
            spot = spot or match.span()
    if codes and spot:
        yield Read("request.codes", list(dict.fromkeys(codes)), *spot)
    program = _named("programs", sentences)
    if program:
        payer = re.search(r"\bpayer\W*$", text[max(0, program.start - 12) : program.start], re.IGNORECASE)
        yield program._replace(name="request.payer", value=text[program.start : program.end]) if payer else program
    labelled = re.search(r"\b[Ss]tate:\s*([A-Z]{2})\b", text)
    state = _named("states", sentences, mind_case=True) if program and program.value != "medicare" else None
    if labelled:
        yield Read("request.state", labelled[1], *labelled.span(1))
    elif state:
        yield state
    guideline = _named("guidelines", sentences)
    if guideline:
        yield guideline


def agent_of(text: str) -> str | None:
    """What was or will be injected; None where it is not said."""
    if pattern("history.alone").search(text):
        return "local_anesthetic_only"
    return "local_anesthetic_and_corticosteroid" if pattern("history.steroid").search(text) else None
