"""What the documents themselves say: the fewest sentences that answer, verbatim, best authority first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Frame, Statement
from assistant.citing import TIERS, Citer
from assistant.match import PAYERS
from assistant.vocabulary import vocabulary
from index import Clause, Library, SentenceHit, asks_for_history

QUOTED = 0.58  # nearness from which a passage answers
BESIDE = 0.66  # and from which it is quoted beside what a policy settles
SPREAD = 0.08  # how far below the best a further passage may lie
WORDS = 0.15  # what shared words add to the meaning of a sentence
LOWER = 0.06  # what an article or a worked example lies behind a policy, where it is not asked for
MOST = 3  # passages of one answer
LONG = 700  # characters; a longer clause is quoted by its sentences
YEAR = re.compile(r"\b(20[12]\d)\b|\b\d{1,2}/(\d\d)\b")
MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause that may answer, how near it is, and those of its sentences that were found."""

    clause: Clause
    score: float
    hits: tuple[SentenceHit, ...] = ()


class Quoter:
    """Finds passages over one library and quotes them."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    def find(self, frame: Frame, asked_for: Iterable[tuple[str, float]]) -> list[Passage]:
        """The passages that may answer, best first; of clauses with the same words the first."""
        scope = self._scope(frame)
        question = PAYERS.sub(" ", frame.resolved_question).strip() or frame.resolved_question
        hits = self.library.sentences(question, scope, k=24)
        if asks_for_history(question):
            return self._dated(frame, hits, scope)
        scores: dict[str, float] = {}
        for clause_id, near in asked_for:
            clause = self.library.clause(clause_id)
            if clause and (not scope or clause.guideline in scope):
                scores[clause_id] = near
        for hit in hits:
            score = hit.meaning + WORDS * hit.words - (WORDS if hit.score < hit.meaning else 0.0)
            scores[hit.clause.id] = max(scores.get(hit.clause.id, 0.0), score)
        found = [self._passage(frame, clause_id, score, hits) for clause_id, score in scores.items()]
        ranked = sorted(found, key=lambda one: (-one.score, one.clause.id))
        return list({one.clause.text: one for one in reversed(ranked)}.values())[::-1]

    def _scope(self, frame: Frame) -> tuple[str, ...]:
        if frame.kind == "article":
            return tuple(g for g in frame.guidelines if "_CG_" not in g) or tuple(vocabulary()["articles"])
        if not frame.guidelines:
            return ()
        general = ("NIA_PREAMBLE",) if any(g.startswith("NIA") for g in frame.guidelines) else ()
        return (*frame.guidelines, *general)

    def _passage(self, frame: Frame, clause_id: str, score: float, hits: Sequence[SentenceHit]) -> Passage:
        clause = self.library.clause(clause_id)
        assert clause is not None
        tier = self.citer.document(clause).authority
        lower = tier in {"article", "worked_example"} and frame.kind != "article" and not frame.guidelines
        own = tuple(hit for hit in hits if hit.clause.id == clause_id)
        return Passage(clause, round(score - (LOWER if lower else 0.0), 6), own)

    def _dated(self, frame: Frame, hits: Sequence[SentenceHit], scope: Collection[str]) -> list[Passage]:
        """What an edition changed: the entries of the date named, else the header that prints the dates."""
        text = frame.resolved_question.lower()
        years = {a or f"20{b}" for a, b in YEAR.findall(text)}
        months = {name for name in MONTHS if name in text} | {
            MONTHS[int(m) - 1] for m in re.findall(r"\b(\d{1,2})/\d\d\b", text) if 0 < int(m) < 13
        }
        found = [hit for hit in hits if hit.clause.section.startswith("history")]
        if years:
            found = [h for h in found if self._under(h.clause, years, months)]
        headers = [] if years else [c for g in scope for c in self.library.clauses(g) if c.kind == "header"]
        return [Passage(c, 1.0) for c in headers[:MOST]] + [
            Passage(hit.clause, round(hit.meaning + WORDS * hit.words + LOWER, 6), (hit,)) for hit in found
        ]

    def _under(self, clause: Clause, years: Collection[str], months: Collection[str]) -> bool:
        """Whether an entry of a history stands under one of the dates."""
        known = self.library.clauses(clause.guideline)
        before = [c.text for c in known[: known.index(clause) + 1] if c.section == clause.section]
        dates = [d for text in before if (d := re.match(r"([A-Z][a-z]+) (20\d\d)\b", text))]
        return bool(dates) and dates[-1][2] in years and (not months or dates[-1][1].lower() in months)

    def quote(self, passages: Sequence[Passage]) -> list[Statement]:
        """The passages as statements, best authority first."""
        made = [self._statement(passage) for passage in passages]
        found = [statement for statement in made if statement]
        return sorted(dict.fromkeys(found), key=lambda one: TIERS.index(one.citations[0].authority))

    def _statement(self, passage: Passage) -> Statement | None:
        clause = passage.clause
        first = self._sentences(passage) if len(clause.text) > LONG else self.citer.cited([clause])
        citations = (*first, *self.citer.cited(self.citer.items(clause)))
        if not citations:
            return None
        words = {"article": "An article, which is no policy, says", "worked_example": "A worked example says"}
        who = words.get(citations[0].authority, f"{self._names(clause)}")
        return Statement(text=f"{who}: “{' '.join(part.quote for part in citations)}”", citations=citations)

    def _names(self, clause: Clause) -> str:
        """The guidelines that have these words: a twin is named beside the one that is quoted."""
        same = [c.guideline for c in self.library.clauses() if c.text == clause.text and len(c.text) > 60]
        names = list(dict.fromkeys([clause.guideline or clause.document, *same]))
        return f"{names[0]} says" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} say"

    def _sentences(self, passage: Passage) -> tuple[Citation, ...]:
        """The best sentences of a long clause, in its order; neighbours become one quote."""
        best = sorted(passage.hits, key=lambda hit: (-hit.score, hit.start))[:2]
        if not best:
            found = self.citer.cite(passage.clause)
            return (found,) if found else ()
        spans: list[tuple[int, int]] = []
        for start, end in sorted((hit.start, hit.end) for hit in best):
            if spans and start - spans[-1][1] <= 2:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        made = [self.citer.cite(passage.clause, start, end) for start, end in spans]
        return tuple(citation for citation in made if citation)
