"""Guidelines side by side: a small table of what each says on the aspects asked, naming what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Frame, Statement
from assistant.limits import limited_otherwise
from assistant.match import Point
from assistant.tell_policies import Teller
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement

COLUMNS = 3
MORE = "more below"  # in a cell, where a guideline says more on an aspect than one kind of bound
CASE = re.compile(rf" \([^)]*\)|, {MORE}")  # what a cell has beside its bounds
SHORT = 120  # characters of a statement that fits into a cell
NAME = re.compile(r"\b(?:NIA_\w+|NCD_[\d.]*\d|L\d{5})\b(?! \()")
LEAD = re.compile(r"(?:What )?(?:NIA_|NCD_|L\d)[^:“|\n]*")  # up to what the guideline says
UNITS = {"%": "%", "score": "of 10", "a year": "a year", "levels": "levels"}


def side_by_side(points: Sequence[Point], frame: Frame, teller: Teller) -> Statement | None:
    """The table, with the clauses behind it; None where fewer than two guidelines speak of an aspect asked."""
    on: dict[str, dict[str, list[Point]]] = {}
    for aspect in frame.aspects:
        for point in points:
            if point.item and point.item.aspect == aspect and not limited_otherwise(point.item, frame):
                on.setdefault(aspect, {}).setdefault(point.guideline, []).append(point)
    columns = [aspect for aspect, found in on.items() if len(found) > 1][:COLUMNS]
    cells = {a: {name: _cells([p.item for p in own if p.item], frame) for name, own in on[a].items()} for a in columns}
    columns = [aspect for aspect in columns if all(cells[aspect].values())]
    if not columns:
        return None
    names = list(dict.fromkeys(name for aspect in columns for name in on[aspect]))
    bare = {a: {CASE.sub("", cell) for cell in cells[a].values()} for a in columns}
    differ = [aspect.replace("_", " ") for aspect in columns if len(bare[aspect]) > 1]
    alike = all(len(set(cells[a].values())) == 1 and MORE not in next(iter(cells[a].values())) for a in columns)
    same = f"They say the same on {' and '.join(a.replace('_', ' ') for a in columns)}." if alike else "Side by side:"
    said = f"They differ on {' and '.join(differ)}." if differ else same
    said = " ".join([said, *(one for a in columns if (one := _stricter(a, on[a], frame)))])
    head = ["guideline", *(aspect.replace("_", " ") for aspect in columns)]
    rows = [[name, *(cells[aspect].get(name, "-") for aspect in columns)] for name in names]
    lines = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
    shown = [point for a in columns for own in on[a].values() for point in own]
    clauses = list(dict.fromkeys(clause for point in shown for clause in point.clauses))
    return Statement(text="\n".join([said, "", *lines]), citations=tuple(teller.with_items(clauses)))


def _stricter(aspect: str, on: Mapping[str, Sequence[Point]], frame: Frame) -> str:
    """Which guideline asks for more, where that is asked and the nearest bounds of all are of one kind and step."""
    best = {name: own[0].item for name, own in on.items() if own[0].item}
    steps = {tuple(tag for tag in vocabulary()["about"]["step"] if tag in item.about) for item in best.values()}
    if len(steps) > 1 or not says(frame.question.lower(), vocabulary()["stricter"]):
        return ""
    for bounds in ({n: i.bound for n, i in best.items()}, {n: i.lasting for n, i in best.items()}):
        found = {name: (bound.at_least or bound.above, bound.unit) for name, bound in bounds.items() if bound}
        numbers = {name: number for name, (number, _) in found.items() if number is not None}
        if len(numbers) < len(best) or len({unit for _, unit in found.values()}) > 1:
            return ""
        most = [name for name in numbers if numbers[name] == max(numbers.values())]
        if len(most) == 1:
            return f"{most[0]} asks for more {aspect.replace('_', ' ')}: {_cell(best[most[0]])}."
        if len(most) < len(best):
            return ""
    return ""


def _cells(items: Sequence[PolicyStatement], frame: Frame) -> str:
    """What one guideline says in one cell; several bounds each with the cases that it holds for.

    Empty where a bound has no case, as no cell holds two bounds then.
    """
    best = items[0]
    if best.bound is None:
        tags = {tag for item in items for tag in _cases(item) if tag in frame.about}
        return "" if len(tags) > 1 else _cell(best)
    same = [item for item in items if item.bound and item.bound.unit == best.bound.unit]
    cases: dict[str, list[str]] = {}
    for item in same:
        cases.setdefault(_cell(item), []).append(" ".join(_cases(item)).replace("_", " "))
    if len(cases) == 1 and len(same) == len(items):
        return _cell(best)
    said = [f"{bound} ({'; '.join(own)})" if all(own) else bound for bound, own in cases.items()]
    known = len(said) == 1 or all(all(own) for own in cases.values())
    return ", ".join([*said, *([MORE] if len(same) < len(items) else [])]) if known else ""


def _cases(item: PolicyStatement) -> list[str]:
    """The steps, courses, regions or the like for which a statement holds."""
    return [tag for family in vocabulary()["about"].values() for tag in family if tag in item.about]


def titled(statements: Iterable[Statement], titles: Mapping[str, str]) -> list[Statement]:
    """The statements, each guideline called by its title where it speaks first; a patient's words stay."""
    called: set[str] = set()
    found = []
    for one in statements:
        lead, rest = LEAD.match(one.text), one.text
        cited = {citation.guideline for citation in one.citations}
        for name in NAME.findall(lead[0]) if lead else ():
            if name in titles and name in cited and name not in called:
                called.add(name)
                rest = rest.replace(name, f"{name} ({titles[name]})", 1)
        found.append(one.model_copy(update={"text": rest, "plain": one.plain or one.text}) if rest != one.text else one)
    return found


def _cell(item: PolicyStatement) -> str:
    """A statement in a few words: its bound, or all of it where that is short; empty where it does not fit."""
    if item.bound is None:
        said = item.say.removeprefix("Medicare: ")
        return said if len(said) <= SHORT else ""
    words = {"at_least": "at least", "above": "more than", "at_most": "at most", "below": "less than"}
    parts = []
    for bound in (one for one in (item.bound, item.lasting) if one):
        key, number = next((k, n) for k in words if (n := getattr(bound, k)) is not None)
        parts.append(f"{words[key]} {number} {UNITS.get(bound.unit, bound.unit)}")
    return " for ".join(parts)
