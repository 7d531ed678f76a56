"""A clinic's note to facts: each fact with the words that say it; what is not said stays missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.note_events import Events, read_events
from assistant.note_forms import counting
from assistant.note_spans import Sentence, amount, dates, sentences_of
from assistant.understand import commands, compiled

Value = Any


@dataclass(frozen=True, slots=True)
class Read:
    """One fact as it was read: its words stand in the note from `start` (inclusive) to `end` (exclusive)."""

    name: str
    value: Value
    start: int
    end: int


@cache
def rules() -> dict[str, Any]:
    """The patterns: `assistant/note_facts.yaml`."""
    text = files("assistant").joinpath("note_facts.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def found(pattern: str, text: str) -> re.Match[str] | None:
    """The first match, without regard to case."""
    return compiled(pattern, re.IGNORECASE).search(text)


def hedged(match: re.Match[str]) -> bool:
    """Whether the words before a match make it uncertain, somebody else's, or no finding of today."""
    return found(rules()["hedges"], match.string[: match.start()]) is not None


def denied(match: re.Match[str]) -> bool:
    """Whether a match stands in a label that is answered with no."""
    return re.match(DENIED, match.string[match.end() :], re.IGNORECASE) is not None


CODE = r"(?:\d{5}|\d{4}T)\b"
CPT = re.compile(rf"\b(?:cpt|codes?)\b[^\n.;]{{0,12}}?\b{CODE}(?:(?:,|/|\+|&| and| x\d)*\s*\+?{CODE})*", re.IGNORECASE)
DENIED = (
    r"[^.:\n]{0,60}(?::\s+|\s{3,})(?:none|no|n|neg(?:ative)?|denie[sd]|absent|not done|not yet)\b"
    r"(?! (?:better|relief|help|change))"
)
VISIT = re.compile(r"\s*(?:[:\-–—>]|note\b|visit\b)")
HEADING = re.compile(r"^\W*(?:[A-Za-z ]{0,30}\s)?$")


class Note:
    """One note, read once: `case()` is what it says in the case format, `facts()` the words for each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = [one for one in sentences_of(counting(text)) if not commands(one.text)]
        self.events: Events = read_events(self.sentences, rules())
        self.visits = self._visits()
        self.reads = [read for read in (*self._values(), *self._lists(), *self._request(), *self._told()) if read]

    def case(self) -> dict[str, Any]:
        """The request and the facts, in the case format; a fact that the note says in two ways is left out."""
        request: dict[str, Any] = {}
        facts: dict[str, Any] = {}
        for read in self.reads:
            place, key = (request, read.name[8:]) if read.name.startswith("request.") else (facts, read.name)
            place.setdefault(key, read.value)
        for name in self.conflicts():
            facts.pop(name, None)
        request.setdefault("procedure_text", "not recognised" if "procedure" not in request else None)
        return {"request": {k: v for k, v in request.items() if v is not None}, "facts": facts}

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
        values: dict[str, list[Value]] = {}
        for read in self.reads:
            known = values.setdefault(read.name, [])
            if read.value not in known:
                known.append(read.value)
        return tuple(name for name, known in values.items() if len(known) > 1)

    def _visits(self) -> list[tuple[date, int]]:
        """The visits of a note with several: the day at the head of a line, and where the line begins."""
        found, at = [], 0
        for line in self.text.splitlines(keepends=True):
            marks = dates(line)
            if (
                marks
                and HEADING.match(line[: marks[0][1]])
                and re.match(r"\s*(?:[:\-–—>]|note\b|visit\b)", line[marks[0][2] :])
            ):
                found.append((marks[0][0], at))
            at += len(line)
        return found

    def _latest(self, reads: list[Read]) -> list[Read]:
        """Of values for one fact from several visits, those of the latest; later words do not count for it alone."""

        def day(read: Read) -> date:
            return max((when for when, start in self.visits if start <= read.start), default=date.min)

        last = {name: max(day(read) for read in reads if read.name == name) for name in {read.name for read in reads}}
        return [read for read in reads if day(read) == last[read.name]]

    def _values(self) -> list[Read]:
        reads = []
        for rule in rules()["values"]:
            for sentence in self.sentences:
                match = found(rule["says"], sentence.text)
                if not match or hedged(match) or (rule.get("not") and found(rule["not"], sentence.text)):
                    continue
                if rule["is"] is True and denied(match):
                    continue
                value = self._value(rule, match, sentence)
                if value is not None:
                    reads.append(
                        Read(rule["fact"], value, sentence.start + match.start(), sentence.start + match.end())
                    )
        return self._pattern(self._latest(reads))

    def _value(self, rule: dict[str, Any], match: re.Match[str], sentence: Sentence) -> Value | None:
        if not self._concerns(rule):
            return None
        if rule["is"] == "sentence":
            return sentence.text.strip()[:500]
        if rule["is"] != "number":
            return rule["is"]
        digits = next(group for group in match.groups() if group is not None)
        number = float(digits) if "." in digits else int(amount(digits))
        return number if number <= rule.get("most", 1000) else None

    def _concerns(self, rule: dict[str, Any]) -> bool:
        """Whether a rule of certain procedures only is one for the procedure asked for."""
        asked = self.events.request
        return not rule.get("only") or (asked is not None and asked.procedure in rule["only"])

    def _pattern(self, reads: list[Read]) -> list[Read]:
        """Axial and radicular pain in one note are both; pain that is radicular is not mainly axial."""
        kinds = {read.value for read in reads if read.name == "pain_pattern"}
        if kinds == {"axial", "radicular"}:
            reads = [
                Read(r.name, "axial_and_radicular", r.start, r.end) if r.name == "pain_pattern" else r
                for r in reads
                if r.name != "pain_mainly_axial_nonradicular"
            ]
        elif kinds == {"radicular"}:
            first = next(read for read in reads if read.name == "pain_pattern")
            reads = [read for read in reads if read.name != "pain_mainly_axial_nonradicular"]
            reads.append(Read("pain_mainly_axial_nonradicular", False, first.start, first.end))
        return reads

    def _lists(self) -> list[Read]:
        reads = []
        for rule in (rule for rule in rules()["lists"] if self._concerns(rule)):
            items, spans = [], []
            for name, item in rule["items"].items():
                for sentence in self.sentences:
                    match = found(item["says"], sentence.text)
                    refused = item.get("not") and found(item["not"], sentence.text)
                    if (
                        match
                        and not hedged(match)
                        and not denied(match)
                        and not refused
                        and (not item.get("needs") or found(item["needs"], sentence.text))
                    ):
                        items.append(name)
                        spans.append((sentence.start + match.start(), sentence.start + match.end()))
                        break
            if items:
                reads.append(Read(rule["fact"], items, min(spans)[0], max(spans)[1]))
            elif rule.get("none"):
                reads += [
                    Read(rule["fact"], [], sentence.start + match.start(), sentence.start + match.end())
                    for sentence in self.sentences
                    if (match := found(rule["none"], sentence.text))
                ][:1]
        return reads

    def _request(self) -> list[Read]:
        """The procedure that is asked for, with its day, place, guidance and technique."""
        asked = self.events.request
        if asked is None:
            return []
        reads = [Read("request.procedure", asked.procedure, asked.start, asked.end)]
        if asked.procedure not in KNOWN:
            reads = [Read("request.procedure_text", asked.procedure.replace("_", " "), asked.start, asked.end)]
        reads += [Read(f"request.{name}", value, start, end) for name, value, start, end in asked.details]
        sentence = asked.sentence
        for key in ("guidance", "technique"):
            reads += self._named(key, [sentence, *self.sentences] if key == "guidance" else [sentence])
        reads += self._codes()
        program = self._named("programs", self.sentences)
        if program:
            reads += [*program, *self._named("states", self.sentences)]
        return reads

    def _codes(self) -> list[Read]:
        """Procedure codes that stand behind the word CPT or code."""
        match = CPT.search(self.text)
        codes = re.findall(r"\b(?:\d{5}|\d{4}T)\b", match[0]) if match else []
        return [Read("request.codes", list(dict.fromkeys(codes)), match.start(), match.end())] if match else []

    def _named(self, sort: str, sentences: list[Sentence]) -> list[Read]:
        key = {"programs": "program", "states": "state"}.get(sort, sort)
        for sentence in sentences:
            for rule in rules()[sort]:
                match = re.search(rule["says"], sentence.text, 0 if sort == "states" else re.IGNORECASE)
                if match:
                    start = sentence.start + match.start()
                    return [Read(f"request.{key}", rule["is"], start, sentence.start + match.end())]
        return []

    def _told(self) -> list[Read]:
        """Histories, therapy, and how long the pain has lasted."""
        return [Read(name, value, start, end) for name, value, start, end in self.events.facts()]


KNOWN = {
    "medial_branch_block", "facet_joint_injection", "facet_denervation", "interlaminar_epidural",
    "transforaminal_epidural", "caudal_epidural", "sacroiliac_joint_injection", "sympathetic_block",
    "stellate_ganglion_block", "celiac_plexus_block", "scs_trial", "scs_permanent", "scs_revision", "scs_removal",
    "intraspinal_drug_trial", "infusion_pump_permanent", "infusion_pump_replacement",
}  # fmt: skip
