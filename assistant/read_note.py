"""A clinic's note to facts: each fact with the words that say it; what is not said stays missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from assistant.honest_part import commands, without_asides
from assistant.note_assembly import events
from assistant.note_concepts import Read, lists, rules, values
from assistant.note_context import NEAR, Sentence, Status, pattern, sentences_of, unwrapped
from assistant.note_day_first import month_first
from assistant.note_denials import settled
from assistant.note_doubts import doubts
from assistant.note_duration import duration
from assistant.note_events import coded, named, took_place
from assistant.note_filing import filed
from assistant.note_forms import counting
from assistant.note_history import happened, histories
from assistant.note_places import first_region
from assistant.note_reasons import honest
from assistant.note_request import Request, request
from assistant.note_spans import dates
from assistant.note_taken_back import of_the_patient, without_taken_back
from assistant.note_therapy import therapy
from assistant.note_unsettled import opened
from assistant.second_reader import Clause, added, clauses, said

Value = Any


def _honest(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences without those that command the program, up to the full stop that ends such a command."""
    commanded, open_ended = False, False
    for one in sentences:
        commanded = commands(one.text) or (commanded and open_ended)
        open_ended = one.text.rstrip().endswith(";")
        if not commanded:
            yield one


def _alone(reads: list[Read]) -> list[Read]:
    """Reads without values that give way to another of the same fact: `gives_way` in `assistant/note_facts.yaml`."""
    beside = {(read.name, str(read.value)) for read in reads}
    ways = rules()["gives_way"]
    return [
        read
        for read in reads
        if not any((read.name, other) in beside for other in ways.get(read.name, {}).get(str(read.value), ()))
    ]


class Clauses(NamedTuple):
    """A note for the second reader to learn from: the procedure asked for, its clauses, and the facts by the rules."""

    procedure: str
    clauses: list[Clause]
    facts: list[dict[str, Any]]


def read_clauses(text: str) -> Clauses:
    """The clauses of a note, and what the rules alone read of it."""
    note = Note(text, second=False)
    parts = [part for sentence in note.sentences for part in clauses(sentence)]
    return Clauses(note.request.event.procedure if note.request else "", parts, note.facts())


class Note:
    """One note, read once: `case()` is what it says in the case format, `facts()` the words for each.

    The rules read first; a second reader adds what they have no wording for, unless `second` is false.
    """

    def __init__(self, text: str, *, second: bool = True) -> None:
        self.text = text
        own = counting(month_first(without_taken_back(unwrapped(without_asides(text)))))
        self.sentences = of_the_patient(list(_honest(sentences_of(own))))
        self.about = self._about()
        self.filed = list(filed(self.sentences, text))
        mentions = named(self.sentences)
        if all(one.status in {Status.DENIED, Status.OTHER} or took_place(one) for one in mentions):
            mentions = sorted([*mentions, *coded(self.sentences, self.filed)], key=lambda one: one.start)
        found = events(mentions, self.sentences, self.about)
        self.request: Request | None = request(mentions, found, self.sentences, self.about)
        service = self.request.day if self.request else None
        if service and any(pattern("events.before_service").search(one.text) for one in self.sentences):
            found = events(mentions, self.sentences, self.about, service)
            self.request = request(mentions, found, self.sentences, self.about)
        reads = list(self._single())
        if self.request:
            reads += [*self.request.read, *histories(self.request, found, mentions, self.sentences)]
        reads += [*self.filed, *duration(self.sentences, self.about, self._asked()[1])]
        reads += therapy(self.sentences, self.about, *self._asked())
        if second:
            reads = added(reads, said(self.sentences, self._asked()[0]))
        reads += doubts(reads, self.sentences, self._kind())
        told = happened(self.request, found, mentions, self.sentences)
        left_open = opened(reads, self.sentences, self.about)
        reads = self._sifted([read for read in reads if read.value != [] or not self._some(read, told)])
        known = {read.name for read in reads}
        reads += [read for read in left_open if read.name in known]
        self.dropped = sum(not self._verbatim(read) for read in reads)
        self.reads = [read for read in reads if self._verbatim(read)]

    def case(self) -> dict[str, Any]:
        """The request and the facts, in the case format; a fact that the note says in two ways is left out."""
        request: dict[str, Any] = {}
        facts: dict[str, Any] = {}
        for read in self.reads:
            place, key = (request, read.name[8:]) if read.name.startswith("request.") else (facts, read.name)
            place.setdefault(key, read.value)
        for name in self.conflicts():
            facts.pop(name, None)
            if name in {"request.date_of_service", "request.guidance"}:
                del request[name.removeprefix("request.")]
        if not request.keys() & {"procedure", "codes"}:
            request.setdefault("procedure_text", "not recognised")
        return {"request": request, "facts": facts}

    def facts(self) -> list[dict[str, Any]]:
        """Each fact with its value, its words and where they stand."""
        return [
            {
                "name": read.name.removeprefix("request."),
                "value": read.value,
                "quote": self.text[read.start : read.end],
                "start": read.start,
                "end": read.end,
            }
            for read in self.reads
        ]

    def conflicts(self) -> tuple[str, ...]:
        """The facts for which the note has two values."""
        seen: dict[str, list[Value]] = {}
        for read in self.reads:
            known = seen.setdefault(read.name, [])
            if read.value not in known:
                known.append(read.value)
        return tuple(name for name, known in seen.items() if len(known) > 1)

    def _about(self) -> date | None:
        """The day that dates without a year lie near to: the last one that the note names in full."""
        marks = [mark.day for one in self.sentences for mark in dates(one.text) if mark.exact]
        return max(marks, default=None)

    def _verbatim(self, read: Read) -> bool:
        """Whether a fact's words stand in the note; a fact without words of its own is dropped."""
        return 0 <= read.start < read.end <= len(self.text) and bool(self.text[read.start : read.end].strip())

    def _some(self, read: Read, told: set[str]) -> bool:
        """Whether a history read as empty may have an entry: one is told, or `none` is said of a part."""
        if read.name not in {"prior_injections", "prior_denervations"}:
            return False
        before = re.split(r"[.,;\n]|\band\b", self.text[max(0, read.start - NEAR) : read.start])[-1]
        after = re.split(r"[.,;\n]", self.text[read.end : read.end + NEAR])[0]
        words = before + self.text[read.start : read.end] + after
        place, asked = first_region(words), self._asked()[1]
        other = place in {"cervical", "thoracic", "lumbar"} and asked is not None and place != asked
        kinds = ("history.partly", "context.other", "context.unknown")
        return read.name in told or other or any(pattern(kind).search(words) for kind in kinds)

    def _asked(self) -> tuple[str | None, str | None]:
        """The procedure asked for, and the region of the spine that it treats, where therapy is for that too."""
        if self.request is None:
            return None, None
        procedure = self.request.event.procedure
        place = next((read.value for read in self.request.read if read.name == "request.region"), None)
        spinal = place in {"cervical", "thoracic", "lumbar"} and procedure in rules()["groups"]["spinal"]
        return procedure, place if spinal else None

    def _kind(self) -> str | None:
        """The procedure asked for, behind whose rules it is asked under."""
        procedure, _ = self._asked()
        if procedure is None:
            return None
        medicare = any(read.value == "medicare" for read in self.filed)
        return f"{'medicare' if medicare else 'nia'} {procedure}"

    def _single(self) -> list[Read]:
        """The facts of one value, and the lists: of several visits the latest counts."""
        procedure = self._kind()
        read = self._latest(list(values(self.sentences, procedure)))
        return self._pattern(read) + list(lists(self.sentences, procedure))

    def _latest(self, reads: list[Read]) -> list[Read]:
        """Of values for one fact from several visits, those of the latest."""
        visits = [(one.start, one.visit or date.min) for one in self.sentences]

        def day(read: Read) -> date:
            return max((when for start, when in visits if start <= read.start), default=date.min)

        last: dict[str, date] = {}
        for read in reads:
            last[read.name] = max(day(read), last.get(read.name, date.min))
        return [read for read in reads if day(read) == last[read.name]]

    def _pattern(self, reads: list[Read]) -> list[Read]:
        """Axial and radicular pain in one note are both."""
        kinds = {read.value for read in reads if read.name == "pain_pattern"}
        if len(kinds) > 1:
            reads = [
                read._replace(value="axial_and_radicular") if read.name == "pain_pattern" else read for read in reads
            ]
        return reads

    def _sifted(self, reads: list[Read]) -> list[Read]:
        """Facts that other facts of the note leave no room for are dropped."""
        first: dict[str, Read] = {}
        sure = settled(reads, self.sentences, self._asked()[0])
        for read in filter(None, (honest(one, self.text) for one in sure)):
            first.setdefault(f"{read.name} {read.value}", read)
        reads = _alone(list(first.values()))
        known = {read.name: read.value for read in reads}
        if known.get("other_procedures_same_day") and [] in [
            r.value for r in reads if r.name == "other_procedures_same_day"
        ]:
            reads = [r for r in reads if r.name != "other_procedures_same_day" or r.value]
        if known.get("indication") == "spasticity":
            reads = [r for r in reads if r.name != "functional_disability_interferes_adl_work_qol"]
            reads = [r for r in reads if r.name not in {"conservative_therapy", "ongoing_conservative_therapy"}]
        return reads
