"""READ FIRST: one turn, from words in to an answer out."""

from __future__ import annotations

import re
from time import perf_counter
from typing import Any

from assistant.answer import Answer, ClauseView, Frame, Persona, Route, Statement, Turn
from assistant.answer_question import Questions
from assistant.assess_case import Decider, outcome_in_words
from assistant.citing import Citer
from assistant.errors import InputRefusedError
from assistant.read_cost import cost_answer
from assistant.read_note import Note
from assistant.settings import Settings
from assistant.understand import asks_for_arithmetic, understand
from checks import CONTRAST
from index import Library

VERDICT = re.compile(
    r"\b(approv\w*|meets?|qualif\w+|check|eligible|authoriz\w*|can we (do|get)|criteria|chart|determination|decision|"
    r"good to go|per \d{3})\b|\bok(?:ay)? ?\?",
    re.IGNORECASE,
)
COMPARES = re.compile(r"\b(rank|vs\.?|versus|compared? (?:to|with)|difference between)\b", re.IGNORECASE)
REFUSED = (
    "I answer questions on coverage guidelines only. I do not show or change my settings, and I follow no instructions "
    "that stand inside a question."
)
EMPTY = "Please ask a question, for example: how many facet joint injections are allowed in a year?"


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
            cost=cost_answer(cost_told(turn))[1] if route is Route.COST else None,
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
            statements, _ = cost_answer(cost_told(turn))
            if CONTRAST.search(turn.question):  # what the documents say stands beside the arithmetic
                statements += self.questions.answer(frame)[1]
            return Route.COST, statements, None
        if frame.kind == "case":
            try:
                found = Decider(self.settings, self.library).case(turn.question)
            except InputRefusedError as error:
                return Route.CHECK, (Statement(text=f"The case could not be read: {error}"),), None
            return Route.CHECK, (Statement(text=outcome_in_words(found)),), found
        record = told(turn)
        if record:
            found = Decider(self.settings, self.library).note(record)
            return Route.CHECK, self._determined(found), found
        route, statements = self.questions.answer(frame)
        return route, statements, None

    def _determined(self, found: dict[str, Any]) -> tuple[Statement, ...]:
        """A determination in words: the outcome, what was read, and each clause that fails with its own words."""
        read = "; ".join(f"{fact['name']}: {fact['value']} (“{fact['quote'].strip()[:80]}”)" for fact in found["facts"])
        said = [
            Statement(text=outcome_in_words(found)),
            Statement(text=f"As read from your words, not confirmed: {read}."),
        ]
        for row in found["clauses"]:
            if row["clause"] in found["unmet"] and row["verdict"] == "not_met":
                clause = self.library.clause(row["clause"])
                citation = self.questions.citer.cite(clause) if clause else None
                text = f"Not met: {row['label']} ({row['because']})."
                said.append(Statement(text=text, citations=(citation,) if citation else ()))
        if found["next_questions"]:
            said.append(Statement(text=f"To go on, say: {', '.join(found['next_questions'][:5])}."))
        return tuple(said)

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
        """One clause with its words, or a document's whole text. Raises InputRefusedError where there is neither."""
        clause = self.library.clause(clause_id)
        whole = self.library.text(clause_id)
        if clause is None and whole is not None:
            return {"id": clause_id, "text": whole, "start": 0, "end": len(whole)}
        if clause is None:
            raise InputRefusedError(
                f"no clause '{clause_id[:80]}' is indexed: run `guideline index list` to see what is"
            )
        raw = self.library.raw(clause.document, clause.start, clause.end)
        keys = ("id", "document", "guideline", "section", "section_title", "kind", "text", "start", "end")
        return {key: getattr(clause, key) for key in keys} | {"raw": raw}


def cost_told(turn: Turn) -> str:
    """The numbers of a cost question, this turn's first; a turn that lacks them takes those told before."""
    earlier = [m.content for m in turn.history if m.role == "user" and asks_for_arithmetic(m.content)]
    return turn.question if asks_for_arithmetic(turn.question) else "; ".join([turn.question, *earlier[-1:]])


def told(turn: Turn) -> str | None:
    """The words of a case told in chat, with those told before it; None where the turn is a question."""
    note = Note(turn.question)
    earlier = [m.content for m in turn.history if m.role == "user" and is_case(Note(m.content), m.content)]
    if is_case(note, turn.question):
        return "\n".join([*earlier[-1:], turn.question]) if note.request is None else turn.question
    if earlier and len(note.reads) >= 1 and "?" not in turn.question:
        return "\n".join([earlier[-1], turn.question])
    return None


def is_case(note: Note, text: str) -> bool:
    """Whether a text tells a case: a procedure and several facts of one patient, and fewer where a verdict is asked."""
    names = {read.name for read in note.reads if not read.name.startswith("request.")}
    names |= {read.name for read in note.reads if read.name in {"request.levels", "request.date_of_service"}}
    said = note.request is not None and len(text) > 60 and not COMPARES.search(text)
    return said and len(names) >= (2 if VERDICT.search(text) else 3 if "?" not in text else 4)


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
