"""How near a question is to each thing that can be told: the policies' statements and the documents' passages."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean
from typing import NamedTuple

import numpy as np

from assistant.answer import Frame
from assistant.asking import bare_of, earlier, queries, studies
from assistant.citing import Citer
from assistant.likeness import Columns, Likeness
from assistant.limits import governs, kinds_of, of_a_state
from assistant.units import Unit, units_of
from assistant.vocabulary import silent_questions, vocabulary
from checks import PolicyStatement
from index import Library, SentenceHit, Vectors


class Signals(NamedTuple):
    """What speaks for a point: likenesses and shares (0 to 1), flags, counts; weights have the same names."""

    said: float = 0.0  # meaning of the nearest phrase of its own: what a statement says
    asked: float = 0.0  # meaning of the nearest way in which readers ask for its clauses
    sentence: float = 0.0  # meaning of the nearest sentence of its clauses
    words: float = 0.0  # share of the question's words, by weight, that this sentence has
    shared: float = 0.0  # share of the question's words that the phrases have
    aspect: float = 0.0  # a statement on the aspect that the words name
    fits: float = 0.0  # how often it is limited to what the question names
    conflict: float = 0.0  # and how often to something else of that kind
    statement: float = 0.0  # a statement, not a passage
    plain: float = 0.0  # a passage for which no phrase stands
    behind: float = 0.0  # an article or a worked example, where it is not asked for
    studied: float = 0.0  # a passage that tells a study which the question names
    named: float = 0.0  # of a guideline that the question means
    repeated: float = 0.0  # what answers the turns before a follow-up


# Fitted (`python -m eval.fit_match`) on the labelled questions of nine sets by softmax over what can be told. With
# each set left out in turn, the clause sought is the best in 80 to 97 %, among the best three in 92 to 100 %.
WEIGHTS = Signals(
    said=2.5, asked=9.4, sentence=4.3, words=5.0, shared=8.9, aspect=2.9, fits=1.0, conflict=-1.3, statement=-1.8,
    plain=0.0, behind=0.2, studied=1.1, named=0.2, repeated=-1.5,
)  # fmt: skip
NONE = Signals()


class Sure(NamedTuple):
    """What shows that a question can be answered; the weights have the same names."""

    bare: float = 0.0  # meaning of the best point's phrases and the question without the names of procedures
    near: float = 0.0  # meaning of the nearest phrases, each of a point of its own
    out: float = 0.0  # by how much the best point's score stands out of its guideline
    named: float = 0.0  # the question means a guideline
    silent: float = 0.0  # meaning of the nearest questions that no document answers
    beyond: float = 0.0  # on which side of the line learned from them the question lies
    hinted: float = 0.0  # words show a subject of which the guidelines meant do not speak (`say_absent.py`)
    always: float = 1.0


# With each set left out in turn 80 to 100 % of the questions not answered have no answer, and of those that have none
# 80 to 100 % are not answered. The last weight is a little lower than fitted: better silent than wrong.
SURE = Sure(bare=3.3, near=13.7, out=0.35, named=1.4, silent=-13.4, beyond=-0.6, hinted=-4.3, always=-3.4)
NEAREST = 3  # phrases that are looked at together, so that one odd one does not decide
RANK = 5  # the point that stands for the rest of a guideline
BARE = 0.15  # what a sentence that no phrase stands for loses without the procedure's name
VOTERS, KEEN, AGREED = 15, 8.0, 0.8  # ways to ask that vote on the procedure meant, by nearness, and what share settles


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One thing that can be told, and how near the question is to it; `near` is by meaning alone (cosine).

    `parts` is that of the whole question and then of each of its parts.
    """

    guideline: str
    clauses: tuple[str, ...]
    score: float
    near: float
    item: PolicyStatement | None = None
    phrases: tuple[str, ...] = ()
    signals: Signals = NONE
    hits: tuple[SentenceHit, ...] = field(default=(), repr=False)
    parts: tuple[float, ...] = ()


class Seen(NamedTuple):
    """What a question was compared with: the phrases of each unit, its stems, and sentences.

    `said` and `asked` have a row for each text that is looked up, and a column for each unit; 0 where it has no phrase.
    """

    said: Vectors
    asked: Vectors
    stems: frozenset[str]
    hits: dict[str, list[SentenceHit]]
    told: Container[tuple[str, ...]]


class Matcher:
    """Compares questions with the statements and passages of one library."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return units_of(self.library)

    @cached_property
    def _likeness(self) -> Likeness:
        phrases = [phrase for unit in self._units for phrase in unit.phrases]
        return Likeness(self.library, [*phrases, *silent_questions()])

    @cached_property
    def _columns(self) -> tuple[Columns, Columns]:
        """Where the phrases of each unit stand: what it says, and what it is asked by."""
        rows, width = self._likeness.rows, len(self._likeness)
        said, asked = zip(*((rows(unit.said), rows(unit.asked)) for unit in self._units), strict=True)
        return Columns(said, width), Columns(asked, width)

    @cached_property
    def _phrased(self) -> frozenset[str]:
        """The clauses for which a unit stands."""
        return frozenset(clause for unit in self._units for clause in unit.clauses)

    @cached_property
    def _silent(self) -> list[int]:
        return self._likeness.rows(silent_questions())

    def procedure(self, text: str) -> str | None:
        """The procedure of which nearly all of the ways to ask speak that are nearest to a text; None where few do."""
        near = self._likeness.near(text)
        shares: dict[str, float] = {}
        for row in np.argsort(-near, kind="stable")[:VOTERS].tolist():
            for name in self._spoken_of[row]:
                shares[name] = shares.get(name, 0.0) + float(np.exp(near[row] * KEEN))
        whole = float(np.exp(np.sort(near)[-VOTERS:] * KEEN).sum())
        name = max(sorted(shares), key=lambda one: shares[one], default="")
        return name if name and shares[name] >= AGREED * whole else None

    @cached_property
    def _spoken_of(self) -> list[tuple[str, ...]]:
        """For each row of the phrases the procedures of the guideline that it asks for."""
        known = vocabulary()["procedures"]
        of = {
            u.guideline: tuple(n for n, i in known.items() if u.guideline in (*i["guidelines"], *i["medicare"]))
            for u in self._units
        }
        found: list[tuple[str, ...]] = [()] * len(self._likeness)
        for unit in self._units:
            for row in self._likeness.rows(unit.asked):
                found[row] = of[unit.guideline]
        return found

    def prepare(self) -> None:
        """Encode the phrases now, so that the first question does not wait for them; they are kept with the index."""
        self._likeness.near("")

    def points(self, frame: Frame, scope: Sequence[str]) -> list[Point]:
        """What can be told of the guidelines in scope (none: of all), best first."""
        before = earlier(frame)
        told = {point.clauses for point in self._points(before, scope, set())[:1]} if before else set()
        return self._points(frame, scope, told)

    def _points(self, frame: Frame, scope: Sequence[str], told: Container[tuple[str, ...]]) -> list[Point]:
        asked = queries(frame)
        near = np.array([self._likeness.near(text) for text in asked])
        hits: dict[str, list[SentenceHit]] = {}
        for hit in self.library.sentences(asked[0], scope, k=400):
            hits.setdefault(hit.clause.id, []).append(hit)
        said, ways = self._columns
        seen = Seen(said.greatest(near), ways.greatest(near), self.library.stems(asked[0]), hits, told)
        found = [
            self._of_unit(at, frame, seen)
            for at, unit in enumerate(self._units)
            if (not scope or unit.guideline in scope) and governs(unit, frame)
        ]
        found += [
            self._of_clause(one, frame, told)
            for name, one in hits.items()
            if name not in self._phrased and not of_a_state(name, frame)
        ]
        return sorted(found, key=lambda point: (-point.score, point.guideline, point.clauses))

    def sure(self, points: Sequence[Point], frame: Frame, *, hinted: bool) -> float:
        """How sure it is that the best point speaks of what is asked, not of its procedure alone; from 0: it does."""
        shown = self.shows(points, frame, hinted=hinted)
        return round(sum(weight * sign for weight, sign in zip(SURE, shown, strict=True)), 6)

    def shows(self, points: Sequence[Point], frame: Frame, *, hinted: bool) -> Sure:
        """What shows that the best point answers."""
        best = points[0]
        rest = [point for point in points if point.guideline == best.guideline][: RANK + 1][-1]
        bare = bare_of(frame)
        return Sure(
            bare=min(best.near, self.bare(bare, best)),
            near=nearest([max(point.signals.said, point.signals.asked) for point in points]),
            out=best.score - rest.score,
            named=float(bool(frame.guidelines)),
            silent=max(self.silent(text) for text in [*queries(frame), bare]),
            beyond=max(self._likeness.silence(text) for text in (frame.question, frame.resolved_question)),
            hinted=float(hinted),
        )

    def bare(self, text: str, point: Point) -> float:
        """How near a text is to the phrases of a point; a sentence that no phrase stands for loses a little."""
        rows = self._likeness.rows(point.phrases)
        return float(self._likeness.near(text)[rows].max()) if rows else point.near - BARE

    def silent(self, text: str) -> float:
        """How near a text is to what readers ask and no document answers."""
        return nearest(self._likeness.near(text)[self._silent].tolist())

    def _of_unit(self, at: int, frame: Frame, seen: Seen) -> Point:
        unit = self._units[at]
        own = tuple(hit for clause in unit.clauses for hit in seen.hits.get(clause, ()))
        said, ways = seen.said[:, at], seen.asked[:, at]
        parts = tuple(np.maximum(said, ways).tolist())
        limited = kinds_of(unit.item, frame) if unit.item else []
        signals = self._of_hits(own, frame)._replace(
            said=float(said.max()),
            asked=float(ways.max()),
            shared=len(seen.stems & unit.stems) / max(len(seen.stems), 1),
            aspect=float(unit.item is not None and unit.item.aspect in frame.aspects),
            fits=sum(bool(has & asked) for has, asked in limited),
            conflict=sum(bool(has and asked and not has & asked) for has, asked in limited),
            statement=float(unit.item is not None),
            named=float(unit.guideline in frame.guidelines),
            repeated=float(unit.clauses in seen.told),
        )
        if unit.item:
            signals = signals._replace(behind=0.0, studied=0.0)
        return Point(
            unit.guideline, unit.clauses, _score(signals), max(parts), unit.item, unit.phrases, signals, own, parts
        )

    def _of_clause(self, own: Sequence[SentenceHit], frame: Frame, told: Container[tuple[str, ...]]) -> Point:
        clause = own[0].clause
        guideline = clause.guideline or clause.document
        signals = self._of_hits(own, frame)._replace(
            plain=1.0, named=float(guideline in frame.guidelines), repeated=float((clause.id,) in told)
        )
        near = max(hit.meaning for hit in own)
        return Point(guideline, (clause.id,), _score(signals), near, signals=signals, hits=tuple(own))

    def _of_hits(self, own: Sequence[SentenceHit], frame: Frame) -> Signals:
        """What a clause's own sentences say for it."""
        return Signals(
            sentence=max((hit.meaning for hit in own), default=0.0),
            words=max((hit.words for hit in own), default=0.0),
            behind=float(self._behind(own, frame)),
            studied=float(any(studies(frame, hit.clause.text) for hit in own[:1])),
        )

    def _behind(self, own: Sequence[SentenceHit], frame: Frame) -> bool:
        """Whether a passage is of lower authority, and the question is not about such a document."""
        if not own or frame.kind == "article" or own[0].clause.guideline in frame.guidelines:
            return False
        return self.citer.document(own[0].clause).authority in {"article", "worked_example"}


def _score(signals: Signals) -> float:
    return round(sum(weight * signal for weight, signal in zip(WEIGHTS, signals, strict=True)), 6)


def nearest(values: Sequence[float]) -> float:
    """The mean of the greatest values; 0 for none."""
    return fmean(sorted(values)[-NEAREST:] or [0.0])
