"""READ FIRST of answers: from policy data, from verbatim passages, or honestly not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.answer import Frame, Route, Statement
from assistant.citing import Citer
from assistant.comparison import side_by_side
from assistant.limits import limited_otherwise
from assistant.match import Matcher, Point
from assistant.quote_passages import Quoter
from assistant.say_absent import YEAR, Absence, Answered
from assistant.tell_policies import Teller
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement
from index import Library, asks_for_history

# In units of `match.py`: a point 3 behind is 20 times less likely.
SPREAD = 3.0  # how far below the best a further point may lie
FURTHER = 7.0  # how far the best on a further aspect
MOST = 5  # points of an answer
ASPECTS = 3  # aspects asked of which each gets its best statement
PART_MOST = 5  # points that may be nearest to a part
PART = 0.5  # meaning from which what answers a part of the question is told
DATED = 0.3  # likeness from which an entry of a history answers
RULES = 2  # beside a case that is open
ALIKE = 2  # guidelines of one payer beyond which, with no procedure named, the payer alone is meant
CLOSE = 1.0  # how far below the best a point answers as well
WIDE = 6  # quotes of a statement that is told only where it answers as well as the best or is asked for
OF_EACH = 2  # points of each of several guidelines that are compared


class Questions:
    """Answers questions over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)
        self.matcher = Matcher(library, self.citer)
        self.teller = Teller(library, self.citer)
        self.quoter = Quoter(library, self.citer)
        self.absence = Absence(library, self.citer)

    def answer(self, frame: Frame) -> Answered:
        """The statements that answer, best authority first; `abstain` with the nearest clause where nothing does."""
        frame = self._meant_before(frame)
        absent = self.absence.certain(frame)
        if absent:
            return absent[0], (*absent[1], *self._nearby(frame))
        hint = self.absence.hinted(frame)
        points = self.points(frame, hinted=hint is not None)
        if not points and hint:
            return hint[0], (*hint[1], *self._nearby(frame))
        points = [p for p in points if p.score > points[0].score - CLOSE or not self._wide(p, frame)]
        codes = list(self.teller.from_codes(frame)) if "codes" in frame.aspects else []
        told = self.teller.tell(points, frame)
        table = side_by_side(points, frame, self.teller) if frame.kind == "comparison" else None
        shown = {citation.clause for one in told for citation in one.citations}
        passages = [point for point in points if point.item is None and not shown.issuperset(point.clauses)]
        quoted = self.quoter.quote(passages, frame.resolved_question)
        said = (*quoted, *told) if points and points[0].item is None else (*told, *quoted)
        statements = tuple(dict.fromkeys((*codes, *([table] if table else []), *said)))
        if not statements:
            return self.absence.absent(frame, "The indexed documents do not answer this.")
        other = self.absence.other_payers(frame)
        return Route.ANSWER, (*statements, *([Statement(text=other)] if other else []))

    def rules(self, frame: Frame, guideline: str, shown: Collection[str]) -> list[Statement]:
        """The rules of one guideline that come nearest to a case as told, beyond the clauses judged already."""
        points = [
            p
            for p in self.matcher.points(frame, (guideline,))
            if p.item and not (limited_otherwise(p.item, frame) or self._wide(p, frame))
        ]
        told = self.teller.tell(points[:RULES], frame.model_copy(update={"question": ""}))  # the case holds the numbers
        return [
            Statement(text=_rule(one.text), plain=_rule(one.plain or one.text), citations=one.citations)
            for one in told
            if not {citation.clause for citation in one.citations} <= set(shown)
        ]

    def _wide(self, point: Point, frame: Frame) -> bool:
        """Whether a statement sums up many clauses, and neither is on what is asked nor are several things asked."""
        several = frame.kind == "comparison" or len(point.parts) > 1
        asked = point.item is None or point.item.aspect in frame.aspects or several
        return not asked and len(list(self.teller.with_items(point.clauses))) > WIDE

    def _meant_before(self, frame: Frame) -> Frame:
        """The frame of a follow-up; where no turn names a guideline, with the one that answers the turns before it."""
        said = frame.resolved_question.split()
        earlier = " ".join(said[: len(said) - len(frame.question.split())])
        if not earlier or frame.guidelines or frame.payer:
            return frame
        before = frame.model_copy(update={"question": earlier, "resolved_question": earlier, "aspects": ()})
        points = self.matcher.points(before, ())
        found = self.matcher.sure(points, before, hinted=False) >= 0
        return frame.model_copy(update={"guidelines": (points[0].guideline,)}) if found else frame

    def _nearby(self, frame: Frame) -> list[Statement]:
        """Beside a silence: what the guidelines meant do say on the aspect asked."""
        if not frame.guidelines or not frame.aspects or frame.kind == "article" or frame.elsewhere:
            return []
        points = self.matcher.points(frame, frame.guidelines)[:1]
        told = self.teller.tell([p for p in points if p.item and p.item.aspect in frame.aspects], frame)
        lead = "What is said on it"
        return [
            Statement(text=f"{lead}: {one.text}", plain=f"{lead}: {one.plain or one.text}", citations=one.citations)
            for one in told
        ]

    def points(self, frame: Frame, *, hinted: bool = False) -> list[Point]:
        """What is told, best first; nothing where no point is near enough."""
        scope = self.quoter.scope(frame)
        points, sure = self._in_scope(frame, scope, hinted=hinted)
        edition = says(frame.resolved_question.lower(), vocabulary()["edition"])
        if edition or asks_for_history(frame.resolved_question):
            every = frame.model_copy(update={"resolved_question": YEAR.sub(" ", frame.resolved_question)})
            dated = self.quoter.dated(frame, scope)
            entries = [point for point in dated if point.score >= DATED]
            if edition and not dated and YEAR.search(frame.question) and self.quoter.dated(every, scope):
                return []  # an edition that the history does not have
            if entries and (edition or entries[0].near >= points[0].near):
                stated = [p for p in points[:1] if p.item and p.item.aspect in frame.aspects]
                return [*stated, *of_dates(entries, frame)]
        return chosen(points, frame) if sure else []

    def _in_scope(self, frame: Frame, scope: Sequence[str], *, hinted: bool) -> tuple[list[Point], bool]:
        """What can be told, and whether it answers: where no payer is named and it does not, what Medicare's have."""
        points = self.matcher.points(frame, scope)
        sure = self._sure(points, frame, hinted=hinted)
        if sure or frame.payer or frame.kind != "lookup" or not frame.procedures:
            return points, sure
        known = vocabulary()["procedures"]
        other = tuple(dict.fromkeys(g for name in frame.procedures for g in known[name]["medicare"]))
        wider = frame.model_copy(update={"guidelines": other})
        found = self.matcher.points(wider, other) if other else []
        return (found, True) if self._sure(found, wider, hinted=hinted) else (points, False)

    def _sure(self, points: Sequence[Point], frame: Frame, *, hinted: bool) -> bool:
        return bool(points) and (_compared(points, frame) or self.matcher.sure(points, frame, hinted=hinted) >= 0)


def _compared(points: Sequence[Point], frame: Frame) -> bool:
    """Whether guidelines named are to be compared on an aspect named."""
    on_aspect = any(point.item and point.item.aspect in frame.aspects for point in points[:2])
    return frame.kind == "comparison" and len(frame.guidelines) != 1 and on_aspect


def chosen(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best points, the best of each guideline that is compared, and the best on each aspect and part asked."""
    best = points[0]
    if not meant_by_name(frame) and frame.kind != "comparison":  # which procedure is meant shows from the best alone
        points = [p for p in points if p.guideline == best.guideline or p.score >= best.score - SPREAD / 2]
    stated = {c for p in points if p.item and p.score >= best.score - FURTHER for c in p.clauses}
    points = [p for p in points if p.item or not stated.issuperset(p.clauses)]  # a statement quotes its own clause
    further = [point for point in points if point.score >= best.score - FURTHER]
    kept = [point for point in points if point.score >= best.score - SPREAD][:MOST]
    kept += [*_of_each(points, frame), *_of_each_limit(further, frame)]
    for aspect in frame.aspects[:ASPECTS]:
        on_it = (point for point in further if point.item and point.item.aspect == aspect)
        kept += [point for point in on_it if point.item and not limited_otherwise(point.item, frame)][:1]
    kept = list(dict.fromkeys([*_apt(kept, frame), *_on_parts(further)]))
    return sorted(kept, key=lambda point: (-point.score, point.guideline, point.clauses))


def _of_each(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best of each guideline, where several are named or compared."""
    named, compared = meant_by_name(frame), frame.kind == "comparison"
    if compared and not named:
        on_it = tuple(dict.fromkeys(p.guideline for p in points if p.item and p.item.aspect in frame.aspects))
        named = _beside(points[0].guideline, frame) or on_it
    found: list[Point] = []
    for guideline in named if len(named) > 1 else ():
        own = [p for p in points if p.guideline == guideline and (compared or p.score >= points[0].score - FURTHER)]
        found += [point for point in own if point.score >= own[0].score - SPREAD / 2][:OF_EACH]
    return found


def _of_each_limit(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The best statement for each step, course or the like named, where several are; where none is, as they differ."""
    best = points[0].item
    if best is None:
        return []
    same = [p for p in points if p.item and p.item.aspect == best.aspect and p.guideline == points[0].guideline]
    found: list[Point] = []
    for family in vocabulary()["about"].values():
        named = [tag for tag in family if tag in frame.about]
        for tag in named if len(named) > 1 else ():
            found += [point for point in same if point.item and tag in point.item.about][:1]
        found += _that_differ(best, same, set(family)) if not named and best.aspect in frame.aspects else []
    return found


def _that_differ(best: PolicyStatement, same: Sequence[Point], family: set[str]) -> list[Point]:
    """The statements on the best's aspect that hold for another course or the like, where their limits are not one."""
    limited = [p for p in same if p.item and p.item.bound and set(p.item.about) & family] if best.bound else []
    alike = [p for p in limited if p.item and p.item.bound and best.bound and p.item.bound.unit == best.bound.unit]
    differ = set(best.about) & family and any(p.item and p.item.bound != best.bound for p in alike)
    return alike if differ else []


def of_dates(entries: Sequence[Point], frame: Frame) -> list[Point]:
    """The entries of histories that answer: those as near as the best, and of each guideline that is compared."""
    found = [one for one in entries if one.score >= entries[0].score - DATED / 2.5][:MOST]
    if frame.kind == "comparison":
        each = {one.guideline: one for one in reversed(entries) if one.score >= entries[0].score - DATED / 1.5}
        found += [each[name] for name in frame.guidelines if name in each]
    return list(dict.fromkeys(found))


def _rule(told: str) -> str:
    """A statement beside a case, whose guideline is named already."""
    return f"A rule on this: {told.partition(': ')[2]}"


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
