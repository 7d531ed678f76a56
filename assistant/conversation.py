"""READ FIRST: one turn, from words in to an answer out."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from assistant.answer import Answer, ClauseView, Frame, Persona, Route, Statement, Turn
from assistant.answer_question import Questions
from assistant.assess_case import Decider, outcome_in_words
from assistant.citing import Citer
from assistant.errors import InputRefusedError
from assistant.settings import Settings
from assistant.understand import understand
from index import Library

REFUSED = (
    "I answer questions on coverage guidelines only. I do not show or change my settings, and I follow no instructions "
    "that stand inside a question."
)
EMPTY = "Please ask a question, for example: how many facet joint injections are allowed in a year?"
NO_COST = (
    "I cannot work out costs yet. The amounts you gave were not used. Your plan can tell you what remains of the "
    "deductible and what share you pay."
)


class Assistant:
    """Answers turns over one library; holds no conversation of its own."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings = settings
        self.library = library
        self.questions = Questions(library)

    def reply(self, turn: Turn) -> Answer:
        """Answer one turn; the same turn gets the same answer on every run, but for its timings."""
        started = perf_counter()
        frame = understand(turn)
        understood = perf_counter()
        route, statements, determination = self._route(turn, frame)
        composed = perf_counter()
        searched = tuple(sorted(document.id for document in self.library.documents()))
        return Answer(
            id=turn.id,
            question=turn.question,
            route=route,
            text=compose(statements, turn.persona, searched if route is Route.ABSTAIN else ()),
            statements=statements,
            frame=frame,
            searched=searched,
            missing=tuple(determination["missing"]) if determination else (),
            determination=determination,
            timings_ms={
                "understand": round((understood - started) * 1000, 1),
                "search": 0.0,
                "compose": round((composed - understood) * 1000, 1),
                "total": round((perf_counter() - started) * 1000, 1),
            },
        )

    def _route(self, turn: Turn, frame: Frame) -> tuple[Route, tuple[Statement, ...], dict[str, Any] | None]:
        if not turn.question.strip():
            return Route.ABSTAIN, (Statement(text=EMPTY),), None
        if frame.kind == "hostile":
            return Route.REFUSE, (Statement(text=REFUSED),), None
        if frame.kind == "cost":
            return Route.COST, (Statement(text=NO_COST),), None
        if frame.kind == "case":
            try:
                found = Decider(self.settings, self.library).case(turn.question)
            except InputRefusedError as error:
                return Route.CHECK, (Statement(text=f"The case could not be read: {error}"),), None
            return Route.CHECK, (Statement(text=outcome_in_words(found)),), found
        route, statements = self.questions.answer(frame)
        return route, statements, None

    def view(self, clause_id: str, start: int, end: int, sha256: str) -> ClauseView:
        """A cited clause with its words marked. Raises InputRefusedError for an unknown clause."""
        return Citer(self.library).view(clause_id, start, end, sha256)

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Passages for a query, best first, as `guideline search --json` prints them."""
        hits = self.library.search(query, k=k)
        keys = ("document", "guideline", "clause", "section", "text", "start", "end")
        return {
            "passages": [
                {"rank": hit.rank, "score": round(hit.score, 6)} | {key: getattr(hit.passage, key) for key in keys}
                for hit in hits
            ]
        }

    def documents(self) -> dict[str, Any]:
        """What is indexed, as `guideline index list --json` prints it."""
        return {"documents": [document.as_json() for document in self.library.documents()]}

    def show(self, clause_id: str) -> dict[str, Any]:
        """One clause with its words. Raises InputRefusedError for an unknown clause."""
        clause = self.library.clause(clause_id)
        if clause is None:
            raise InputRefusedError(
                f"no clause '{clause_id[:80]}' is indexed: run `guideline index list` to see what is"
            )
        raw = self.library.raw(clause.document, clause.start, clause.end)
        keys = ("id", "document", "guideline", "section", "section_title", "kind", "text", "start", "end")
        return {key: getattr(clause, key) for key in keys} | {"raw": raw}


def compose(statements: tuple[Statement, ...], persona: Persona, searched: tuple[str, ...]) -> str:
    """The whole answer as Markdown: statements with numbers, then each cited quote once."""
    numbers: dict[tuple[str, int, int], int] = {}
    lines, quotes = [], []
    for statement in statements:
        marks = []
        for citation in statement.citations:
            key = (citation.clause, citation.start, citation.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                place = citation.document if persona is Persona.PATIENT else citation.clause
                tier = citation.authority.replace("_", " ")
                quotes.append(f"[{numbers[key]}] “{citation.quote}” ({place}; {tier})")
            marks.append(f"[{numbers[key]}]")
        lines.append(f"{statement.text} {' '.join(marks)}".rstrip())
    if searched:
        lines.append(f"Searched: {', '.join(searched)}.")
    return "\n\n".join([*lines, *quotes])
