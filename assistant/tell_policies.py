"""What the policies settle, stated in plain words with their clauses as proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.answer import Citation, Frame, Statement
from assistant.citing import Citer
from assistant.limits import limited_otherwise
from assistant.match import Point
from assistant.numbers_asked import Held, held_against
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement, load_policies
from index import Library

MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DATE = re.compile(rf"\b({MONTH})[a-z]*\.?,? (?:of )?(20\d\d)\b")
PARTS = re.compile(r"[,;.] ")
SHORT = 150  # characters up to which words that a twin has too are quoted of both
TITLED = ("dates", "codes")  # aspects whose answers say what the guideline is on


class Verdict(NamedTuple):
    """What a statement's bound says of a number; `alone`: no other step's bound says otherwise."""

    words: str = ""
    alone: bool = True

    def of(self, say: str) -> str:
        """The statement with the verdict: before it, or behind it where it holds of that step alone."""
        return (
            f"{self.words}{say}"
            if self.alone or self.words.startswith(("Yes", "No, not"))
            else f"{say} There {self.words.removeprefix('No, ').replace(' for this', '').strip()}"
        )


def _judged(points: Iterable[Point], frame: Frame) -> list[tuple[Point, PolicyStatement, Verdict]]:
    """The statements; the nearest of a guideline judges a number, where no step is named that of each step."""
    items = [(point, point.item) for point in points if point.item]
    said = [Held() if limited_otherwise(item, frame) else held_against(item, frame) for _, item in items]
    on = _judging(items, said, frame)
    signs: dict[str, set[bool]] = {}
    taken: set[tuple[str, str, frozenset[str]]] = set()
    held = []
    for (point, item), own in zip(items, said, strict=True):
        keys = {(point.guideline, measure, _step(item, frame)) for measure in own.measures}
        judges = bool(keys) and not keys & taken and all(on[key[:2]] == item.aspect for key in keys)
        if judges:
            taken |= keys
            for measure in own.measures:
                signs.setdefault(measure, set()).add(own.fails)
        held.append((point, item, own if judges else Held()))

    def alone(item: PolicyStatement, own: Held) -> bool:
        return not (_step(item, frame) and any(len(signs[measure]) > 1 for measure in own.measures))

    return [(point, item, Verdict(own.words, alone(item, own))) for point, item, own in held]


def _judging(
    items: Sequence[tuple[Point, PolicyStatement]], said: Sequence[Held], frame: Frame
) -> dict[tuple[str, str], str]:
    """For each measure of each guideline the aspect that judges a number: the one asked about, else the nearest.

    None where a time is told and its rule is not asked for, or it keeps one rule and not another: a time is one of
    pain, of therapy, of relief or between two injections. Nor where a number told as the rule is of none asked for.
    """
    on: dict[tuple[str, str], str] = {}
    signs: dict[tuple[str, str], dict[str, bool]] = {}
    claimed: set[tuple[str, str]] = set()
    for (point, item), own in zip(items, said, strict=True):
        for unit in ((point.guideline, measure) for measure in own.measures):
            if unit not in on or (item.aspect in frame.aspects and on[unit] not in frame.aspects):
                on[unit] = item.aspect
            signs.setdefault(unit, {}).setdefault(item.aspect, own.fails)
            claimed |= {unit} if own.claimed else set()
    for unit, aspect in on.items():
        open_ = unit in claimed or len({*signs[unit].values()}) > 1 or (unit[1] == "time" and frame.aspects)
        on[unit] = "" if open_ and aspect not in frame.aspects else aspect
    return on


def _step(item: PolicyStatement, frame: Frame) -> frozenset[str]:
    """The steps, courses or the like that a statement is limited to, of a kind of which the question names none."""
    open_ = [set(family) for family in vocabulary()["about"].values() if not set(family) & set(frame.about)]
    return frozenset(tag for family in open_ for tag in family & set(item.about))


class Teller:
    """States what policies settle, over one library."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    def tell(self, points: Iterable[Point], frame: Frame) -> list[Statement]:
        """The statements in words, what a premise has wrong first; two guidelines that say the same are one."""
        said: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
        for point, item, verdict in _judged(points, frame):
            titled = item.aspect in TITLED and point.phrases
            name = f"{point.guideline} ({point.phrases[0].split(': ')[0]})" if titled else point.guideline
            words = (verdict.of(item.say), verdict.of(item.plain or item.say))
            said.setdefault(words, []).append((name, point.clauses))
        told = []
        for (text, plain), found in said.items():
            citations = self._once(found)
            if citations:
                names = " and ".join(name for name, _ in found)
                told.append(Statement(text=f"{names}: {text}", plain=f"{names}: {plain}", citations=citations))
        return sorted(told, key=lambda one: ": No, " not in one.text)  # what is corrected stands first

    def _once(self, found: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Citation, ...]:
        """The citations of several guidelines; words that a twin has too are quoted once."""
        kept: dict[str, Citation] = {}
        for _, clauses in found:
            for citation in self.with_items(clauses):
                key = citation.quote if len(citation.quote) > SHORT else citation.clause
                kept.setdefault(key, citation)
        return tuple(kept.values())

    def with_items(self, clause_ids: Iterable[str]) -> Iterator[Citation]:
        """The clauses cited, each lead-in with its items."""
        for clause_id in clause_ids:
            clause = self.library.clause(clause_id)
            if clause:
                yield from self.citer.cited([clause, *self.citer.items(clause)])

    def from_codes(self, frame: Frame) -> Iterator[Statement]:
        """Where the policies print a code that was asked about, for which region, and whether it is an add-on."""
        for policy in load_policies():
            for code in policy.codes:
                if code.code in frame.codes:
                    add_on = "an add-on code" if code.add_on else "a base code, not an add-on"
                    place = code.region.replace("_", " and ")
                    words = f"{policy.id} ({policy.title}) prints {code.code} for the region {place}: {add_on}."
                    yield Statement(text=words, citations=tuple(self.with_items([f"{policy.id}/header"])))

    def from_dates(self, frame: Frame) -> list[Statement]:
        """Which of the policies meant bear a month and year, where it is asked which do; those without it are left out.

        A date counts for what is asked of it: when a text was written, revised or came into force.
        """
        text, known = frame.question.lower(), vocabulary()["bears_a_date"]
        days = DATE.findall(text)
        meant = [part for part, words in known["parts"].items() if says(text, words)]
        if not (days and meant and says(text, known["asked"])) or set(frame.aspects) - {"dates"}:
            return []
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for policy in load_policies():
            for item in policy.statements:
                parts = [part for part in PARTS.split(item.say.lower()) if says(part, meant)]
                dated = item.aspect == "dates" and {*days} & {day for part in parts for day in DATE.findall(part)}
                if dated and (not frame.guidelines or policy.id in frame.guidelines):
                    found.setdefault(item.say, []).append((f"{policy.id} ({policy.title})", item.clauses))
        said = ((" and ".join(name for name, _ in own), say, self._once(own)) for say, own in found.items())
        return [Statement(text=f"{names}: {say}", citations=cited) for names, say, cited in said if cited]
