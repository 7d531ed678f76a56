"""READ FIRST of answers: from policy data, from verbatim passages, or honestly not at all."""

from __future__ import annotations

from assistant.answer import Frame, Route, Statement
from assistant.citing import Citer
from assistant.match import Match, Matcher
from assistant.quote_passages import BESIDE, MOST, QUOTED, SPREAD, Passage, Quoter
from assistant.say_absent import Absence, Answered
from assistant.tell_policies import STATED, Teller
from index import Library, asks_for_history

OPEN = 0.08  # how much nearer an answer has to be where no guideline is named
STRANGE = 0.12  # and where the question has technical words that no document knows
NARRATIVE = 0.1  # how much nearer a passage than any statement makes the question one of narrative


class Questions:
    """Answers questions over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)
        self.matcher = Matcher(library)
        self.teller = Teller(library, self.citer)
        self.quoter = Quoter(library, self.citer)
        self.absence = Absence(library, self.citer)

    def answer(self, frame: Frame) -> Answered:
        """The statements that answer, best authority first; `abstain` with the nearest clause where nothing does."""
        absent = self.absence.beforehand(frame)
        if absent:
            return absent
        near = self.matcher.meanings(frame)
        passages = self.quoter.find(frame, self.matcher.passages(near))
        history = asks_for_history(frame.resolved_question)
        matches = [] if frame.kind == "article" or history else self.matcher.statements(frame, near)
        harder = self._harder(frame)
        told = self._told(frame, matches, passages, harder)
        cited = {citation.clause for statement in told for citation in statement.citations}
        chosen = self._chosen(passages, matches, told, cited, harder)
        statements = (*told, *self.quoter.quote(chosen))
        if not statements:
            return self.absence.absent(frame, "The indexed documents do not answer this.")
        other = self.absence.other_payers(frame)
        return Route.ANSWER, (*statements, *([Statement(text=other)] if other else []))

    def _harder(self, frame: Frame) -> float:
        """How much nearer than usual an answer has to be."""
        strange = self.library.strange_words(frame.question)
        return (0.0 if frame.guidelines else OPEN) + (STRANGE if strange else 0.0)

    def _told(
        self, frame: Frame, matches: list[Match], passages: list[Passage], harder: float
    ) -> list[Statement]:
        told = [] if frame.kind == "article" else list(self.teller.from_codes(frame))
        best = matches[0].meaning if matches else 0.0
        narrative = passages and passages[0].score > max(best + NARRATIVE, QUOTED)
        aspect = any(match.item.aspect in frame.aspects for match in matches[:5])
        if narrative and not aspect:
            return told
        return [*told, *self.teller.tell(self.teller.choose(matches, frame, STATED + harder), frame)]

    def _chosen(
        self, passages: list[Passage], matches: list[Match], told: list[Statement], cited: set[str], harder: float
    ) -> list[Passage]:
        if not passages:
            return []
        best = max(passages[0].score, matches[0].meaning if told and matches else 0.0)
        least = max(best - SPREAD, (BESIDE if told else QUOTED) + harder)
        near = [p for p in passages if p.score >= least and p.clause.id not in cited]
        return near[: MOST if not told else 2]
