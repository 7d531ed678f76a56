"""Guidelines side by side: a small table of what each says on the aspects asked, naming what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Frame, Statement
from assistant.limits import limited_otherwise
from assistant.match import Point
from assistant.tell_policies import Teller
from assistant.vocabulary import vocabulary
from checks import PolicyStatement

COLUMNS = 3
SHORT = 120  # characters of a statement that fits into a cell
NAME = re.compile(r"\b(?:NIA_\w+|NCD_[\d.]*\d|L\d{5})\b(?! \()")
LEAD = re.compile(r"(?:What )?(?:NIA_|NCD_|L\d)[^:“|\n]*")  # up to what the guideline says
UNITS = {"%": "%", "score": "of 10", "a year": "a year", "levels": "levels"}


def side_by_side(points: Sequence[Point], frame: Frame, teller: Teller) -> Statement | None:
    """The table, with the clauses behind it; None where fewer than two guidelines speak of an aspect asked."""
    on: dict[str, dict[str, Point]] = {}
    for aspect in frame.aspects:
        for point in points:
            if point.item and point.item.aspect == aspect and not limited_otherwise(point.item, frame):
                on.setdefault(aspect, {}).setdefault(point.guideline, point)
    columns = [a for a, found in on.items() if len(found) > 1 and not _several(a, points, frame)][:COLUMNS]
    cells = {
        aspect: {name: _cell(point.item) for name, point in on[aspect].items() if point.item} for aspect in columns
    }
    columns = [aspect for aspect in columns if all(cells[aspect].values())]
    if not columns:
        return None
    names = list(dict.fromkeys(name for aspect in columns for name in on[aspect]))
    differ = [aspect.replace("_", " ") for aspect in columns if len(set(cells[aspect].values())) > 1]
    said = f"They differ on {' and '.join(differ)}." if differ else "They say the same."
    head = ["guideline", *(aspect.replace("_", " ") for aspect in columns)]
    rows = [[name, *(cells[aspect].get(name, "-") for aspect in columns)] for name in names]
    lines = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
    clauses = list(dict.fromkeys(clause for a in columns for point in on[a].values() for clause in point.clauses))
    return Statement(text="\n".join([said, "", *lines]), citations=tuple(teller.with_items(clauses)))


def _several(aspect: str, points: Sequence[Point], frame: Frame) -> bool:
    """Whether a guideline has an own statement on an aspect for each of several limits named: no cell holds them."""
    for family in vocabulary()["about"].values():
        for name in {point.guideline for point in points}:
            own = [p.item for p in points if p.item and p.guideline == name and p.item.aspect == aspect]
            if len({tag for item in own for tag in item.about if tag in family and tag in frame.about}) > 1:
                return True
    return False


def titled(statements: Iterable[Statement], titles: Mapping[str, str]) -> list[Statement]:
    """The statements, each guideline called by its title where it speaks first; a patient's words stay."""
    called: set[str] = set()
    found = []
    for one in statements:
        lead, rest = LEAD.match(one.text), one.text
        for name in NAME.findall(lead[0]) if lead else ():
            if name in titles and name not in called:
                called.add(name)
                rest = rest.replace(name, f"{name} ({titles[name]})", 1)
        found.append(one.model_copy(update={"text": rest, "plain": one.plain or one.text}) if rest != one.text else one)
    return found


def _cell(item: PolicyStatement) -> str:
    """A statement in a few words: its bound, or all of it where that is short; empty where it does not fit."""
    if item.bound is None:
        said = item.say.removeprefix("Medicare: ")
        return said if len(said) <= SHORT else ""
    unit = UNITS.get(item.bound.unit, item.bound.unit)
    words = {"at_least": "at least", "above": "more than", "at_most": "at most", "below": "less than"}
    key, number = next((k, n) for k in words if (n := getattr(item.bound, k)) is not None)
    return f"{words[key]} {number} {unit}"
