"""Which of what can be told is told: the best, and the best of each thing that is asked or compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Frame
from assistant.asking import OF_A_DOCUMENT
from assistant.limits import limited_otherwise
from assistant.match import Point
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement, load_policies

# In units of `match.py`: a point 3 behind is 20 times less likely.
SPREAD = 3.0  # how far below the best a further point may lie
FURTHER = 7.0  # how far the best on a further aspect
PARTED = 12.0  # how far what is near to a part of the question, which the whole does not bring near
WHOLE = 10  # entries of one edition's history that are told where all are asked for
MOST = 5  # points of an answer
ASPECTS = 3  # aspects asked of which each gets its best statement
PART_MOST = 5  # points that may be nearest to a part
PART = 0.5  # meaning from which what answers a part of the question is told
DATED = 0.3  # likeness from which an entry of a history answers
ALIKE = 2  # guidelines of one payer beyond which, with no procedure named, the payer alone is meant
REFUSED = re.compile(r"^No: |\b(?:do|does|is|are) not\b")
OF_EACH = 2  # points of each of several guidelines that are compared


def chosen(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best points, the best of each guideline that is compared, and the best on each aspect and part asked."""
    best = points[0]
    if not meant_by_name(frame) and frame.kind != "comparison":  # which procedure is meant shows from the best alone
        medicare = vocabulary()["payers"]["medicare"]["guidelines"]  # beside which the plans' own are looked up anyway
        on_aspect = best.item and best.item.aspect in frame.aspects and best.guideline not in medicare
        points = [
            p
            for p in points
            if p.guideline == best.guideline
            or p.score >= best.score - SPREAD / 2
            or (on_aspect and p.item and p.item.aspect in frame.aspects and p.score >= best.score - SPREAD)
        ]
    stated = {c for p in points if p.item and p.score >= best.score - FURTHER for c in p.clauses}
    points = [p for p in points if p.item or not stated.issuperset(p.clauses)]  # a statement quotes its own clause
    further = [point for point in points if point.score >= best.score - FURTHER]
    if out := _ruled_out(further, frame):
        return out
    kept = [point for point in points if point.score >= best.score - SPREAD][:MOST]
    kept += [*_of_each(points, frame), *on_each_aspect(points, frame), *_of_each_limit(further, frame)]
    kept += _refused(further, frame)
    for aspect in frame.aspects[:ASPECTS]:
        on_it = (point for point in further if point.item and point.item.aspect == aspect)
        kept += [point for point in on_it if point.item and not limited_otherwise(point.item, frame)][:1]
    parted = [point for point in points if point.score >= best.score - PARTED]
    kept = list(dict.fromkeys([*to_the_point(_apt(kept, frame), frame), *_on_parts(parted)]))
    kept = _on_one(kept, frame)
    return sorted(kept, key=lambda point: (-point.score, point.guideline, point.clauses))


def _of_each(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best of each guideline, where several are named or compared."""
    several = frame.kind == "comparison"
    found: list[Point] = []
    beside = _spoken_for(points, frame)
    points = [p for p in points if not p.item or p.item.aspect not in OF_A_DOCUMENT or p.item.aspect in frame.aspects]
    for guideline in sides(points, frame):
        apart = several and guideline not in beside
        own = [p for p in points if p.guideline == guideline and (apart or p.score >= points[0].score - FURTHER)]
        on_it = [p.score for p in own if several and p.item and p.item.aspect in frame.aspects]
        own = [p for p in own if p.score >= max(on_it, default=p.score)]
        found += [point for point in own if point.score >= own[0].score - SPREAD / 2][:OF_EACH]
    return found


def _spoken_for(points: Sequence[Point], frame: Frame) -> set[str]:
    """The guidelines without statements of their own, where another of the same payer on the procedure has some."""
    stating = {point.guideline for point in points if point.item}
    bare = set(frame.guidelines) - {policy.id for policy in load_policies()}
    known = vocabulary()["procedures"].values()
    return {name for item in known for name in bare & set(item["medicare"]) if stating & set(item["medicare"])}


def compared(points: Sequence[Point], frame: Frame) -> tuple[str, ...]:
    """The guidelines meant by name that are compared, without those that another of their payer speaks for."""
    named = meant_by_name(frame) if frame.kind == "comparison" else ()
    return tuple(name for name in named if name not in _spoken_for(points, frame))


def sides(points: Sequence[Point], frame: Frame) -> tuple[str, ...]:
    """The guidelines set side by side: those meant by name, else those that speak of the aspects compared."""
    named = meant_by_name(frame)
    if frame.kind == "comparison" and not named:
        on_aspect = [p for p in points if p.item and p.item.aspect in frame.aspects]
        on_it = tuple(dict.fromkeys(p.guideline for p in on_aspect if p.score >= on_aspect[0].score - FURTHER))
        named = _beside(points[0].guideline, frame) or on_it
    return named if len(named) > 1 else ()


def on_each_aspect(points: Sequence[Point], frame: Frame) -> list[Point]:
    """What each side of a comparison says on each aspect named; where several limits are named, for each of them."""
    if frame.kind != "comparison":
        return []
    found: list[Point] = []
    for guideline in sides(points, frame) or meant_by_name(frame):
        for aspect in frame.aspects[:ASPECTS]:
            own = [p for p in points if p.item and p.guideline == guideline and p.item.aspect == aspect]
            own = [p for p in own if p.item and not limited_otherwise(p.item, frame)]
            found += [*own[:1], *_other_bounds(own), *_for_each_tag(own, frame)]
    return found


def _other_bounds(points: Sequence[Point]) -> list[Point]:
    """What a side says besides its best on one aspect: other bounds first, then what has none.

    A bound holds for a phase, course or the like; alone beside another side's it would pass for the only one.
    """
    best = points[0].item if points else None
    if best is None or best.bound is None:
        return []
    near = [p for p in points[1:] if p.item and p.score >= points[0].score - FURTHER]
    found = [p for p in near if p.item and p.item.bound and p.item.bound != best.bound]
    return [*found, *(p for p in near if p.item and not p.item.bound)][:OF_EACH]


def _refused(points: Sequence[Point], frame: Frame) -> list[Point]:
    """Each statement on the best's aspect that refuses something, where all that is refused is asked for."""
    best = points[0].item
    if best is None or not says(frame.question.lower(), vocabulary()["refused"]):
        return []
    return [p for p in points if p.item and p.item.aspect == best.aspect and REFUSED.search(p.item.say)]


def _ruled_out(points: Sequence[Point], frame: Frame) -> list[Point]:
    """Where a state's rule refuses just what is asked for, as of one region: that alone, whatever else it rules."""
    limits = set(frame.about)
    refused = [p for p in points if p.item and frame.state in p.item.about and p.item.say.startswith("No: ")]
    return [p for p in refused if p.item and limits & set(p.item.about) and set(p.item.about) <= {frame.state, *limits}]


def to_the_point(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The points of a comparison without passages of a side that has a nearer statement on an aspect named."""
    if frame.kind != "comparison" or not sides(points, frame):
        return list(points)
    stated: dict[str, float] = {}
    for point in points:
        if point.item and point.item.aspect in frame.aspects:
            stated[point.guideline] = max(point.score, stated.get(point.guideline, point.score))
    return [p for p in points if p.item or p.guideline not in stated or p.score > stated[p.guideline]]


def _for_each_tag(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best statement for each step, region or the like, of a family of which the question names several."""
    named = [[tag for tag in family if tag in frame.about] for family in vocabulary()["about"].values()]
    tags = [tag for family in named for tag in family if len(family) > 1]
    return [point for tag in tags for point in [p for p in points if p.item and tag in p.item.about][:1]]


def _on_one(points: list[Point], frame: Frame) -> list[Point]:
    """Of guidelines compared without a word for the aspect, what they say on that of the nearest statement."""
    best = points[0].item
    if frame.kind != "comparison" or frame.aspects or best is None:
        return points
    same = [point for point in points if point.item and point.item.aspect == best.aspect]
    return same if {point.guideline for point in same} >= set(meant_by_name(frame)) else points


def _of_each_limit(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best statement for each step, course or the like named, where several are; where none is, as they differ."""
    best = points[0].item
    if best is None:
        return []
    same = [p for p in points if p.item and p.item.aspect == best.aspect and p.guideline == points[0].guideline]
    found = _for_each_tag(same, frame)
    for family in map(set, vocabulary()["about"].values()):
        if not family & set(frame.about) and best.aspect in frame.aspects:
            found += _that_differ(best, same, family)
    return found


def _that_differ(best: PolicyStatement, same: Sequence[Point], family: set[str]) -> list[Point]:
    """The statements on the best's aspect that hold for another course or the like, where their limits are not one."""
    limited = [p for p in same if p.item and p.item.bound and set(p.item.about) & family] if best.bound else []
    alike = [p for p in limited if p.item and p.item.bound and best.bound and p.item.bound.unit == best.bound.unit]
    differ = set(best.about) & family and any(p.item and p.item.bound != best.bound for p in alike)
    return alike if differ else []


def of_dates(entries: Sequence[Point], frame: Frame) -> list[Point]:
    """The entries of histories that answer: those as near as the best, and of each guideline that is compared.

    Where all that one edition of a guideline changed is asked for, all its entries.
    """
    if asks_all(frame):
        return sorted(entries[:WHOLE], key=lambda one: one.clauses)
    found = [one for one in entries if one.score >= entries[0].score - DATED / 2.5][:MOST]
    if frame.kind == "comparison":
        each = {one.guideline: one for one in reversed(entries) if one.score >= entries[0].score - DATED / 1.5}
        found += [each[name] for name in frame.guidelines if name in each]
    return list(dict.fromkeys(found))


def asks_all(frame: Frame) -> bool:
    """Whether all that one edition of one guideline changed is asked for."""
    text = frame.question.lower()
    whole = says(text, vocabulary()["whole_edition"])
    return whole and len(frame.guidelines) == 1 and re.search(r"\d\d\b", text) is not None


def meant_by_name(frame: Frame) -> tuple[str, ...]:
    """The guidelines that the reader names or whose procedures; none where those of a payer are meant alike."""
    payers = (set(item["guidelines"]) for item in vocabulary()["payers"].values())
    alike = not frame.procedures and any(len(own & set(frame.guidelines)) > ALIKE for own in payers)
    return () if alike else frame.guidelines


def _beside(guideline: str, frame: Frame) -> tuple[str, ...]:
    """Of several payers that are compared, the guidelines on the procedure that one guideline is on."""
    known = vocabulary()["procedures"].values()
    same = {g for item in known for g in (*item["guidelines"], *item["medicare"]) if guideline in item["guidelines"]}
    same |= {g for item in known for g in (*item["guidelines"], *item["medicare"]) if guideline in item["medicare"]}
    found = tuple(g for g in frame.guidelines if g in same)
    return found if frame.payer is None else ()


def _on_parts(points: Sequence[Point]) -> list[Point]:
    """The nearest to each part of a question that asks several things; where one is nearest to two, a next one too."""
    parts = range(1, max((len(point.parts) for point in points), default=0))
    told = [point for point in points if point.parts]
    near = [sorted(told, key=lambda p: (-p.parts[part], -p.score))[:PART_MOST] for part in parts]
    first = [one[0].clauses for one in near]
    found = [[*one[:1], *(p for p in one if p.item and first.count(one[0].clauses) > 1 and p.clauses != one[0].clauses)]
             for one in near]  # fmt: skip
    return [p for part, one in zip(parts, found, strict=True) for p in one[:2] if p.parts[part] >= PART]


def _apt(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The points without those limited to something else, where another on the same aspect is not."""
    off = [bool(point.item and limited_otherwise(point.item, frame)) for point in points]
    apt = {(p.guideline, p.item.aspect) for p, other in zip(points, off, strict=True) if p.item and not other}
    return [
        p
        for p, other in zip(points, off, strict=True)
        if not (other and p.item and (p.guideline, p.item.aspect) in apt)
    ]
