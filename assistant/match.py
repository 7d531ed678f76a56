"""How near a question is to each thing that can be told: the policies' statements and the documents' passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from assistant.answer import Frame
from assistant.citing import Citer
from assistant.vocabulary import asked_passages, vocabulary
from checks import Policy, PolicyStatement, load_policies
from index import Clause, Library, SentenceHit

# Weights fitted on 194 labelled questions of four authors, each author's left out in turn: the clause sought is the
# best in 77 % and among the best three in 89 % (by meaning alone 69 and 86 %).
PHRASE = 3.8  # meaning of the nearest phrase: what a statement says, or a way in which readers ask for it
SENTENCE = 2.8  # meaning of the nearest sentence of the clause itself
WORDS = 3.0  # share of the question's words, by weight, that the sentence has
SHARED = 4.5  # share of the question's words that the phrases have
ASPECT = 3.7  # a statement on the aspect that the words name
FITS = 0.8  # one that is limited to what the question names
CONFLICT = 1.1  # and one that is limited to something else of that kind
STATEMENT = 1.4  # what a statement lies behind a passage as near
LOWER = 0.6  # what an article or a worked example lies behind a policy, where it is not asked for
# And of what shows that a question can be answered, fitted on 189 that can and 38 that cannot (0.91 of the area under
# the curve; the point's score alone 0.82). The last is set low on 105 questions of two further authors: all that can
# be answered lie above it, and what shows to be absent by its subject (`say_absent.py`) does not need it.
SURE_NEAR, SURE_BARE, SURE_OUT, SURE_ASPECT, SURE_NAMED, SURE = 3.1, 4.2, 0.47, 1.6, 1.7, 4.3
SURE_CARRIED = 1.0  # what a follow-up takes over is sure; its own words are few
RANK = 5  # the point that stands for the rest of a guideline
BARE = 0.15  # what a sentence that no phrase stands for loses without the procedure's name
PAYERS = re.compile(r"\b(?:nia|magellan|evolent|cgs|noridian|medicare)\b(?:'s)?:?", re.IGNORECASE)
STUDY = re.compile(  # how a reader names a study
    r"\b[A-Z][a-z]+[A-Z]?[a-z]+(?= et al| (?:and|&) [A-Z]\w+,? \(?20\d\d|,? \(?(?:19|20)\d\d|"
    r"'s (?:study|trial|review)| (?:study|trial|review)\b)"
)
STUDIED = 3.0  # a passage that tells a study which the question names
SAID_SO = ("approach", "stage")  # kinds of limits whose own word is looked up where readers use another
PART = re.compile(r"[?;+&]+|\s-\s|,? (?:and|also|plus) (?=\w+ )|(?<=[.!]) ")
PARTS = 3  # parts of a question that are looked up beside the whole
WORTH = 4  # words of a part


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of a policy, or a passage that readers ask for, with the phrases that stand for it."""

    guideline: str
    clauses: tuple[str, ...]
    phrases: tuple[str, ...]
    stems: frozenset[str]
    item: PolicyStatement | None = None
    policy: Policy | None = None


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
    hits: tuple[SentenceHit, ...] = field(default=(), repr=False)
    parts: tuple[float, ...] = ()


class Matcher:
    """Compares questions with the statements and passages of one library."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        found = []
        for policy in load_policies():
            for item in policy.statements:
                say = PAYERS.sub("", item.say).strip()
                stems = self.library.stems(" ".join([say, *item.asked]))
                phrases = (f"{policy.title}: {say}", *item.asked)
                found.append(Unit(policy.id, item.clauses, phrases, stems, item, policy))
        for clause_id, phrases in asked_passages().items():
            clause = self.library.clause(clause_id)
            if clause:
                found.append(Unit(clause.guideline, (clause_id,), phrases, self.library.stems(" ".join(phrases))))
        return tuple(found)

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase for unit in self._units for phrase in unit.phrases))

    def prepare(self) -> None:
        """Encode the phrases now, so that the first question does not wait for them; they are kept with the index."""
        self.library.likeness("", self._phrases)

    def points(self, frame: Frame, scope: Sequence[str]) -> list[Point]:
        """What can be told of the guidelines in scope (none: of all), best first."""
        asked = queries(frame)
        each = [self.library.likeness(text, self._phrases) for text in asked]
        near = dict(zip(self._phrases, zip(*each, strict=True), strict=True))
        hits: dict[str, list[SentenceHit]] = {}
        for hit in self.library.sentences(asked[0], scope, k=400):
            hits.setdefault(hit.clause.id, []).append(hit)
        stems = self.library.stems(asked[0])
        units = [unit for unit in self._units if (not scope or unit.guideline in scope) and _governs(unit, frame)]
        found = [self._of_unit(unit, frame, near, stems, hits) for unit in units]
        known = {clause for unit in self._units for clause in unit.clauses}
        found += [self._of_clause(one[0].clause, one, frame) for name, one in hits.items() if name not in known]
        return sorted(found, key=lambda point: (-point.score, point.guideline, point.clauses))

    def sure(self, points: Sequence[Point], frame: Frame) -> float:
        """How sure it is that the best point speaks of what is asked, and not of its procedure alone; from 0: it does.

        What is asked shows where the best point stands out of its guideline, and where the question without the names
        of procedures is near it too.
        """
        best = points[0]
        rest = [point for point in points if point.guideline == best.guideline][: RANK + 1][-1]
        on_aspect = best.item is not None and best.item.aspect in frame.aspects
        sure = SURE_NEAR * best.near + SURE_OUT * (best.score - rest.score)
        sure += SURE_ASPECT * on_aspect + SURE_NAMED * bool(frame.guidelines) - SURE
        sure += SURE_CARRIED * (frame.resolved_question != frame.question)
        for text in bare_of(frame):  # encoded only as far as it still matters
            if sure >= 0:
                return sure
            bare = max(self.library.likeness(text, best.phrases), default=best.near - BARE)
            if sure + SURE_BARE * min(best.near, bare) >= 0:
                return sure + SURE_BARE * min(best.near, bare)
        return min(sure, -1e-6)

    def _of_unit(
        self,
        unit: Unit,
        frame: Frame,
        near: dict[str, tuple[float, ...]],
        stems: frozenset[str],
        hits: dict[str, list[SentenceHit]],
    ) -> Point:
        own = tuple(hit for clause in unit.clauses for hit in hits.get(clause, ()))
        parts = tuple(max(near[phrase][at] for phrase in unit.phrases) for at in range(len(near[unit.phrases[0]])))
        phrase = max(parts)
        score = PHRASE * phrase + _sentence_score(own)
        score += SHARED * len(stems & unit.stems) / max(len(stems), 1)
        if unit.item:
            score += _limits(unit.item, frame) - STATEMENT
        else:
            score -= self._behind(own, frame)
            score += STUDIED * any(studies(frame, hit.clause.text) for hit in own[:1])
        return Point(unit.guideline, unit.clauses, round(score, 6), phrase, unit.item, unit.phrases, own, parts)

    def _of_clause(self, clause: Clause, own: Sequence[SentenceHit], frame: Frame) -> Point:
        score = _sentence_score(own) - self._behind(own, frame) + STUDIED * bool(studies(frame, clause.text))
        near = max(hit.meaning for hit in own)
        return Point(clause.guideline or clause.document, (clause.id,), round(score, 6), near, hits=tuple(own))

    def _behind(self, own: Sequence[SentenceHit], frame: Frame) -> float:
        """What a passage of lower authority lies behind, where the question is not about such a document."""
        if not own or frame.kind == "article" or own[0].clause.guideline in frame.guidelines:
            return 0.0
        return LOWER if self.citer.document(own[0].clause).authority in {"article", "worked_example"} else 0.0


def queries(frame: Frame) -> list[str]:
    """The texts that are looked up for a question: the whole, and the parts of one that asks several things."""
    whole = PAYERS.sub(" ", frame.resolved_question).strip() or frame.resolved_question
    families = vocabulary()["about"]
    said = [tag for kind in SAID_SO for tag in families[kind] if tag in frame.about and tag not in whole.lower()]
    whole = " ".join([whole, *said])
    parts = [part.strip() for part in PART.split(PAYERS.sub(" ", frame.question)) if len(part.split()) >= WORTH]
    return [whole, *(parts[:PARTS] if len(parts) > 1 else [])]


def studies(frame: Frame, text: str) -> list[str]:
    """The studies that a question names and a text tells."""
    return [name for name in STUDY.findall(frame.question) if re.search(rf"\b{name}\b", text)]


@cache
def _names() -> re.Pattern[str]:
    items = vocabulary()["procedures"].values()
    ways = [way for item in items for way in (*item["words"], *item.get("weak", ())) if not re.match(r"\\b\d", way)]
    return re.compile("|".join(f"(?:{way})" for way in ways))


def bare_of(frame: Frame) -> list[str]:
    """The question, and its parts, without the names of procedures and payers."""
    texts = [frame.question, *queries(frame)[1:]]
    return [" ".join(_names().sub(" ", PAYERS.sub(" ", text.lower())).split()) or text for text in texts]


def _sentence_score(hits: Sequence[SentenceHit]) -> float:
    meaning, words = max((h.meaning for h in hits), default=0.0), max((h.words for h in hits), default=0.0)
    return SENTENCE * meaning + WORDS * words


def _limits(item: PolicyStatement, frame: Frame) -> float:
    score = ASPECT if item.aspect in frame.aspects else 0.0
    for limited, asked in _kinds(item, frame):
        if limited and asked:
            score += FITS if limited & asked else -CONFLICT
    return score


def _kinds(item: PolicyStatement, frame: Frame) -> list[tuple[set[str], set[str]]]:
    families = vocabulary()["about"].values()
    return [(set(item.about) & set(family), set(frame.about) & set(family)) for family in families]


def limited_otherwise(item: PolicyStatement, frame: Frame) -> bool:
    """Whether a statement is limited to a step, region or the like other than the one that the question names."""
    return any(limited and asked and not limited & asked for limited, asked in _kinds(item, frame))


def _governs(unit: Unit, frame: Frame) -> bool:
    """Whether a statement holds in the reader's state: a state's own rule stands before the general one."""
    if unit.item is None or unit.policy is None:
        return True
    if set(unit.item.about) & set(vocabulary()["states"]):
        return frame.state in unit.item.about
    own = {one.aspect for one in unit.policy.statements if frame.state in one.about}
    return frame.state is None or unit.item.aspect not in own
