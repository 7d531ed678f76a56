"""READ FIRST of answers: from policy data, from verbatim passages, or honestly not at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from assistant.answer import Frame, Route, Statement
from assistant.asking import OF_A_DOCUMENT, each_asked, earlier
from assistant.choose_points import DATED, FURTHER, SPREAD, asks_all, chosen, compared, of_dates, on_each_aspect
from assistant.citing import Citer
from assistant.comparison import side_by_side, titled
from assistant.limits import limited_otherwise
from assistant.match import Matcher, Point
from assistant.quote_passages import Quoter
from assistant.reading import read
from assistant.say_absent import YEAR, Absence, Answered
from assistant.tell_policies import Teller
from assistant.vocabulary import says, vocabulary
from checks import load_policies
from index import Library, asks_for_history

RULES = 2  # beside a case that is open
CLOSE = 1.0  # how far below the best a point answers as well
WIDE = 6  # quotes of a statement that is told only where it answers as well as the best or is asked for
ALTERNATIVES = 2  # procedures between which a reader is asked to choose
FORMAL = re.compile(r"^.*Coverage Determination \(\w+\)(?: for\b|:)?|\s*\([^()]*\)")  # of a title, beside its subject
COVERAGE = re.compile(r"\b(?:cover\w*|exclu\w*|consider\w*|approv\w*|allow\w*|pay|pays|paid)\b", re.IGNORECASE)
SETTLED = {"exclusions", "frequency", "interval", "levels", "indications", "guidance"}  # where an exclusion leaves none
NEARBY = 2  # bounds told beside a silence where no guideline is named


class Questions:
    """Answers questions over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)
        self.matcher = Matcher(library, self.citer)
        self.teller = Teller(library, self.citer)
        self.quoter = Quoter(library, self.citer)
        self.absence = Absence(library, self.citer)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The title of each guideline, in our own words where a policy has them."""
        printed = {one.id: FORMAL.sub(" ", one.title or "").strip() for one in self.library.guidelines()}
        own = printed | {policy.id: FORMAL.sub(" ", policy.title).strip() for policy in load_policies()}
        words = vocabulary()
        by = dict.fromkeys(words["payers"]["medicare"]["guidelines"], "Medicare")
        for item in words["contractors"].values():
            by |= dict.fromkeys(item["guidelines"], f"Medicare, {item['called']}")
        return {name: f"{by[name]}: {title}" if name in by else title for name, title in own.items() if title}

    def answer(self, frame: Frame) -> Answered:
        """The statements that answer, best authority first; `abstain` with the nearest clause where nothing does.

        Of several questions in one message, those that can be answered are, and the silence on the others is told.
        """
        whole = self._one(frame)
        if whole[0] is not Route.ABSTAIN:
            return whole
        found = [self._one(part) for part in each_asked(frame)]
        told = [one for route, said in found if route is Route.ANSWER for one in said]
        silent = [said[0] for route, said in found if route is Route.ABSTAIN]
        return (Route.ANSWER, tuple(dict.fromkeys([*told, *silent]))) if told else whole

    def _one(self, frame: Frame) -> Answered:
        asked, frame = frame, self._meant(frame)
        absent = self.absence.certain(frame)
        if absent:
            return absent[0], (*absent[1], *self._nearby(frame))
        dated = self.teller.from_dates(frame)
        if dated:
            return Route.ANSWER, tuple(dated)
        hint = self.absence.hinted(frame)
        points = self.absence.on_it(self.points(frame, hinted=hint is not None), frame)
        out = self._excluded(frame)
        excluded = {point.clauses for point in out}
        points = [*out, *(p for p in points if p.clauses not in excluded)] if frame.procedures else out or points
        hint = hint if points else hint or self.absence.uncovered(frame)
        if not points and hint:
            return hint[0], (*hint[1], *self._nearby(frame))
        points = [p for p in points if p.score > points[0].score - CLOSE or not self._wide(p, frame)]
        points = [*self._of_plans(points, frame), *_by_state(points, frame)]
        codes = list(self.teller.from_codes(frame)) if "codes" in frame.aspects else []
        told = self.teller.tell(points, frame)
        table = side_by_side(points, frame, self.teller) if frame.kind == "comparison" else None
        shown = {citation.clause for one in told for citation in one.citations}
        passages = [point for point in points if point.item is None and not shown.issuperset(point.clauses)]
        quoted = self.quoter.quote(passages, frame.resolved_question)
        said = [*quoted, *told] if points and points[0].item is None else [*told, *quoted]
        said = titled(said, self._titles) if frame.kind == "comparison" else said
        beside = self.absence.beside(frame, self._plans(points, frame)) if points else []
        back = _asked_back(points, asked, self._titles) if said else []
        statements = tuple(dict.fromkeys((*beside, *back, *codes, *([table] if table else []), *said)))
        if not statements:
            near = self.matcher.points(frame, self.quoter.scope(frame))[:1]
            nearest = near[0].clauses[0] if near else None
            why = self.absence.unspoken(frame) or "The indexed documents do not answer this."
            return self.absence.absent(frame, why, near=nearest)
        beside = [] if beside or hint is None else self.absence.beside(frame, frame.guidelines)
        beside += self.absence.on_aspects(frame, compared(points, frame)) if points else []
        statements = (*statements, *beside)
        other = self.absence.other_payers(frame)
        return Route.ANSWER, (*statements, *([Statement(text=other)] if other else []))

    def rules(self, frame: Frame, guideline: str, shown: Collection[str]) -> list[Statement]:
        """The rules of one guideline that come nearest to a case as told, beyond the clauses judged already."""
        points = [
            p
            for p in self.matcher.points(frame, (guideline,))
            if p.item and not (limited_otherwise(p.item, frame) or self._wide(p, frame))
        ]
        bounds = [p for p in points[RULES : 2 * RULES] if p.item and p.item.bound and p.item.aspect in frame.aspects]
        near = [*points[:RULES], *(p for p in bounds if p.score >= points[RULES - 1].score - SPREAD)]
        told = self.teller.tell(near, frame.model_copy(update={"question": ""}))  # the case holds the numbers
        return [
            Statement(text=_rule(one.text), plain=_rule(one.plain or one.text), citations=one.citations)
            for one in told
            if not {citation.clause for citation in one.citations} <= set(shown)
        ]

    def _of_plans(self, points: Sequence[Point], frame: Frame) -> list[Point]:
        """What the plans' guidelines say on it, where Medicare's alone was found and no payer is named."""
        own = self._plans(points, frame)
        found = self.matcher.points(frame, own) if own and not frame.guidelines else []
        aspect = points[0].item.aspect if points and points[0].item else None
        same = [p for p in found if p.item and p.item.aspect == aspect and not limited_otherwise(p.item, frame)]
        return [point for point in same if point.score >= same[0].score - CLOSE]

    def _plans(self, points: Sequence[Point], frame: Frame) -> tuple[str, ...]:
        """The plans' guidelines on what Medicare alone was found to rule; none where a payer is named."""
        medicare = set(vocabulary()["payers"]["medicare"]["guidelines"])
        found = {point.guideline for point in points}
        if frame.payer or frame.kind != "lookup" or not found or not found <= medicare:
            return ()
        if frame.guidelines:
            return () if medicare & set(frame.guidelines) else frame.guidelines
        known = [item for item in vocabulary()["procedures"].values() if found & set(item["medicare"])]
        return tuple(dict.fromkeys(guideline for item in known for guideline in item["guidelines"]))

    def _wide(self, point: Point, frame: Frame) -> bool:
        """Whether a statement sums up many clauses, and neither is on what is asked nor are several things asked."""
        several = frame.kind == "comparison" or len(point.parts) > 1
        asked = point.item is None or point.item.aspect in frame.aspects or several
        return not asked and len(list(self.teller.with_items(point.clauses))) > WIDE

    def _meant(self, frame: Frame) -> Frame:
        """The frame of a question that names no guideline, with the one meant: before, or by its way of asking."""
        before = earlier(frame)
        if frame.guidelines or frame.payer or frame.kind == "article":
            return frame
        if before:
            points = self.matcher.points(before, ())
            found = self.matcher.sure(points, before, hinted=False) >= 0
            return frame.model_copy(update={"guidelines": (points[0].guideline,)}) if found else frame
        name = self.matcher.procedure(frame.question) if frame.kind == "lookup" else None
        if name is None:
            return frame
        own = tuple(vocabulary()["procedures"][name]["guidelines"])
        return frame.model_copy(update={"procedures": (*frame.procedures, name), "guidelines": own})

    def _excluded(self, frame: Frame) -> list[Point]:
        """The statements that exclude a procedure which no guideline here decides, where a rule on it is asked."""
        if not frame.elsewhere or not ({*frame.aspects} <= SETTLED or COVERAGE.search(frame.question)):
            return []
        ruled = self.absence.ruled(frame)
        names = tuple(dict.fromkeys(name.partition("/")[0] for name in ruled))
        points = self.matcher.points(frame, names) if names else []
        own = [p for p in points if p.item and p.item.aspect == "exclusions"]
        return [p for p in own if not ruled.keys().isdisjoint(c.clause for c in self.teller.with_items(p.clauses))]

    def _nearby(self, frame: Frame) -> list[Statement]:
        """Beside a silence: what the guidelines meant do say on the aspect asked."""
        own = frame.guidelines or (vocabulary()["payers"]["nia"]["guidelines"] if frame.numbers else ())
        if not own or not frame.aspects or frame.kind == "article" or frame.elsewhere:
            return []
        points = self.matcher.points(frame, own)
        on_it = [
            p for p in points if p.item and p.item.aspect in frame.aspects and not limited_otherwise(p.item, frame)
        ]
        fits = max((point.signals.fits for point in on_it), default=0)  # `the block`: what is limited to a block
        bounds = [p for p in on_it if p.item and p.item.bound and p.signals.fits == fits]
        near = [p for p in points[:1] if p in on_it] if frame.guidelines else bounds[:NEARBY]
        lead = "What is said on it"
        return [
            Statement(text=f"{lead}: {one.text}", plain=f"{lead}: {one.plain or one.text}", citations=one.citations)
            for one in self.teller.tell(near, frame)
        ]

    def points(self, frame: Frame, *, hinted: bool = False) -> list[Point]:
        """What is told, best first; nothing where no point is near enough."""
        scope = self.quoter.scope(frame)
        points, sure = self._in_scope(frame, scope, hinted=hinted)
        edition = says(frame.resolved_question.lower(), vocabulary()["edition"])
        dates = edition or asks_for_history(frame.resolved_question)
        if dates and points:
            every = frame.model_copy(update={"resolved_question": YEAR.sub(" ", frame.resolved_question)})
            stated = [p for p in points[:1] if p.item and p.item.aspect in frame.aspects]
            if len(points[0].parts) > 1:  # what holds now is asked for beside what was changed
                stated = on_each_aspect(points, frame) or stated
            rule = stated[0].item.say if edition and stated and stated[0].item else ""
            dated = self.quoter.dated(frame, scope, rule)
            entries = dated if asks_all(frame) else [point for point in dated if point.score >= DATED]
            if edition and not dated and YEAR.search(frame.question) and self.quoter.dated(every, scope):
                return []  # an edition that the history does not have
            if entries and (edition or entries[0].near >= points[0].near):
                told = of_dates(entries, frame)
                return [*told, *stated] if edition else [*stated, *told]
        taken = _taken_over(points, frame)
        told = taken or (points if dates else _settled(points, frame))
        return chosen(told, frame) if sure or (taken and not hinted) else []

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


def _by_state(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The points without general rules on what the rules of the state that is asked about settle."""
    if not frame.state or frame.kind == "comparison":
        return list(points)
    settled = {p.item.aspect for p in points if p.item and frame.state in p.item.about}
    return [p for p in points if not p.item or frame.state in p.item.about or p.item.aspect not in settled]


def _asked_back(points: Sequence[Point], frame: Frame, titles: Mapping[str, str]) -> list[Statement]:
    """A question back where a rule is asked for and no procedure is named: which is meant, or what it is taken for."""
    named = frame.procedures or frame.elsewhere or frame.guidelines
    if named or frame.kind != "lookup" or not set(frame.aspects) - set(OF_A_DOCUMENT):
        return []
    names = list(dict.fromkeys(p.guideline for p in points if p.item and p.item.aspect in frame.aspects))
    if not names or points[0].item is None or points[0].item.aspect not in frame.aspects:
        return []
    several = len({procedure for name in names for procedure in _decided_by(name)[:1]}) >= ALTERNATIVES
    back = "Which procedure do you mean? It differs by procedure; these are the rules of {}."
    taken = "I take this to be about {}; if not, name the procedure."
    words = back if several else taken
    called = [f"{name} ({titles[name]})" if name in titles else name for name in names]
    return [Statement(text=words.format(_and(called)), plain=words.format(_and(names)))]


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}".removeprefix(" and ")


def _decided_by(guideline: str) -> list[str]:
    """The procedures that a guideline is on."""
    known = vocabulary()["procedures"]
    return [name for name, item in known.items() if guideline in (*item["guidelines"], *item["medicare"])]


def _compared(points: Sequence[Point], frame: Frame) -> bool:
    """Whether guidelines named are to be compared on an aspect named."""
    on_aspect = any(point.item and point.item.aspect in frame.aspects for point in points[:2])
    return frame.kind == "comparison" and len(frame.guidelines) != 1 and on_aspect


def _taken_over(points: Sequence[Point], frame: Frame) -> list[Point]:
    """What a question asks that names a procedure alone: the statements on the aspects of the question before it."""
    now = read(frame.question)
    if now.aspects or not (now.procedures or now.guidelines):
        return []
    on_it = [p for p in points if p.item and p.item.aspect in frame.aspects and not limited_otherwise(p.item, frame)]
    return [point for point in on_it if point.score >= on_it[0].score - FURTHER]


def _settled(points: Sequence[Point], frame: Frame) -> list[Point]:
    """The points without what a history says was changed, where a statement settles the aspect asked about as well."""
    near = (point for point in points if point.score >= points[0].score - FURTHER)
    settled = any(point.item and point.item.aspect in frame.aspects for point in near)
    return [point for point in points if point.item or not (settled and "/history/" in point.clauses[0])]


def _rule(told: str) -> str:
    """A statement beside a case, whose guideline is named already."""
    return f"A rule on this: {told.partition(': ')[2]}"
