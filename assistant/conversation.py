"""READ FIRST: one turn, from words in to an answer out."""

from __future__ import annotations

from functools import cached_property
from time import perf_counter
from typing import Any

from assistant.answer import Answer, ClauseView, Frame, Route, Statement, Turn
from assistant.answer_question import Questions
from assistant.assess_case import Decider
from assistant.citing import Citer, described
from assistant.errors import InputRefusedError
from assistant.grounding import claims, grounded
from assistant.own_documents import OwnDocuments
from assistant.rewording import Reworded, Rewording
from assistant.say_case import in_words, reckoned
from assistant.say_cost import cost_answer
from assistant.settings import Settings
from assistant.tell_case import determine
from assistant.understand import asks_anew, asks_for_arithmetic, supposed, understand
from assistant.vocabulary import says, vocabulary
from assistant.voices import compose
from assistant.words import plain
from checks import CONTRAST, FACTS, load_policies
from index import Library

REFUSED = (
    "I answer questions on coverage guidelines only. I do not follow or carry out an instruction that stands inside a "
    "question, approve a request without its criteria, fabricate or backdate records, or show or change my "
    "configuration or the data of others."
)
UNPROVED = (
    "What I would have said is not carried by the documents' words, so I leave it out. Ask the plan or the payer."
)
PROVED = {Route.ANSWER, Route.ABSTAIN, Route.CHECK}  # amounts prove themselves, a refusal claims nothing
GREETING = (
    "Glad to help. Ask about a coverage guideline, tell a case, or give the numbers of a plan. For example: how many "
    "facet joint injections are allowed in a year?"
)
LETTER = "The Case page drafts that: enter the case there, decide it, and take the report with its draft of an appeal."
EMPTY = "Please ask a question, for example: how many facet joint injections are allowed in a year?"


class Assistant:
    """Answers turns over one library; holds no conversation of its own."""

    def __init__(self, settings: Settings, library: Library, rewording: Rewording | None = None) -> None:
        self.settings = settings
        self.rewording = rewording
        self.library = library
        self.questions = Questions(library)
        self.own_documents = OwnDocuments(library)

    def reply(self, turn: Turn) -> Answer:
        """Answer one turn; the same turn gets the same answer on every run, but for its timings."""
        started = perf_counter()
        frame = understand(turn)
        understood = perf_counter()
        route, statements, determination = self._route(turn, frame)
        dropped = 0
        spoken = turn.question.strip() and statements[0].text not in {GREETING, LETTER}
        if route in PROVED and spoken:
            reading = reckoned(determination) if determination else ""
            route, statements, dropped = self._grounded(turn, route, statements, reading)
        searched = tuple(sorted(document.id for document in self.library.documents()))
        reworded = self.rewording.of(statements, turn) if self.rewording else Reworded(statements)
        composed = perf_counter()
        return Answer(
            id=turn.id,
            question=turn.question,
            route=route,
            text=compose(
                reworded.statements, turn.persona, searched if route is Route.ABSTAIN and spoken else (), frame
            ),
            statements=reworded.statements,
            frame=frame,
            searched=searched if spoken else (),
            missing=tuple(determination["missing"]) if determination else (),
            dropped=dropped,
            note=reworded.note,
            determination=determination,
            cost=cost_answer(*cost_told(turn))[1] if route is Route.COST else None,
            timings_ms={
                "understand": round((understood - started) * 1000, 1),
                "search": 0.0,
                "compose": round((composed - understood) * 1000, 1),
                "total": round((perf_counter() - started) * 1000, 1),
            },
        )

    def _grounded(
        self, turn: Turn, route: Route, statements: tuple[Statement, ...], reading: str
    ) -> tuple[Route, tuple[Statement, ...], int]:
        """The statements that their proof carries; where none is left, an honest absence."""
        said = [turn.question, *(message.content for message in turn.history if message.role == "user")]
        told = " ".join([*said, turn.payer or "", turn.state or "", turn.date or "", reading])
        kept = grounded(statements, told, self.questions.citer.context, self._lent)
        if kept.dropped and not any(statement.citations for statement in kept.statements) and route is Route.ANSWER:
            return Route.ABSTAIN, (Statement(text=UNPROVED),), len(kept.dropped)
        return route, kept.statements, len(kept.dropped)

    @cached_property
    def _lent(self) -> frozenset[str]:
        """What words without a citation may name: procedures of titles and facts, and what the vocabulary advises."""
        titles = [document.title for document in self.library.documents()]
        names = " ".join([*titles, *(policy.title for policy in load_policies()), *map(plain, FACTS)])
        advice = " ".join(subject["ask"] for subject in vocabulary()["subjects"].values())
        held = " ".join(described(document) for document in self.library.documents())
        return frozenset(one for one in claims(names) if one.startswith("procedure")) | claims(f"{advice} {held}")

    def _route(self, turn: Turn, frame: Frame) -> tuple[Route, tuple[Statement, ...], dict[str, Any] | None]:
        unsearched = _unsearched(turn, frame)
        if unsearched:
            return *unsearched, None
        if frame.kind == "cost":
            statements, _ = cost_answer(*cost_told(turn))
            if CONTRAST.search(turn.question):  # what the documents say stands beside the arithmetic
                statements += self.questions.answer(frame)[1]
            return Route.COST, statements, None
        decider = Decider(self.settings, self.library)
        if frame.kind == "case":
            try:
                found = decider.case(turn.question)
            except InputRefusedError as error:
                return Route.CHECK, (Statement(text=f"The case could not be read: {error}"),), None
        else:
            own = self.own_documents.answer(turn, frame)
            told = None if own or self._of_no_policy(frame) else determine(turn, decider)
            if told is None:
                own = own or self.own_documents.not_indexed(turn, frame)
                return *(own or self.questions.answer(frame)), None
            found = told
        said = in_words(found, self.questions.citer, turn.question)
        if found["outcome"] == "insufficient_information":
            shown = {citation.clause for one in said for citation in one.citations if not one.text.startswith("- ")}
            said = (*said, *self.questions.rules(frame, found["guideline"], shown))
        elif found["outcome"] == "not_addressed":  # what the documents say on it all the same
            route, beside = self.questions.answer(frame)
            said = (*said, *beside) if route is Route.ANSWER else said
        return Route.CHECK, said, found

    def _of_no_policy(self, frame: Frame) -> bool:
        """Whether a question names documents by which no case is decided: articles, a worked example."""
        named = [clause.document for name in frame.guidelines for clause in self.library.clauses(name)[:1]]
        return bool(named) and not any(self.questions.absence.of_policy(one) for one in named)

    def view(self, clause_id: str, start: int, end: int, sha256: str) -> ClauseView:
        """A cited clause with its words marked. Raises InputRefusedError for an unknown clause."""
        return Citer(self.library).view(clause_id, start, end, sha256)

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        """Passages for a query, those of the guidelines meant first, as `guideline search --json` prints them."""
        meant = understand(Turn(question=query)).guidelines
        hits = self.library.search(query, k=k, favoured=meant)
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


def cost_told(turn: Turn) -> tuple[str, str]:
    """A cost question, and the one before it whose numbers hold where this turn changes some of them only."""
    earlier = [m.content for m in turn.history if m.role == "user" and asks_for_arithmetic(m.content)]
    before = "" if asks_anew(turn.question) else "; ".join(earlier[-1:])
    return supposed(turn.question) if before else turn.question, before


def _unsearched(turn: Turn, frame: Frame) -> tuple[Route, tuple[Statement, ...]] | None:
    """The reply to what needs no document: nothing, small talk, a command, a letter; None for all else."""
    words = turn.question.strip().lower()
    if not words:
        return Route.ABSTAIN, (Statement(text=EMPTY),)
    if says(words, vocabulary()["small_talk"]):
        return Route.ABSTAIN, (Statement(text=GREETING),)
    if frame.kind == "hostile":
        return Route.REFUSE, (Statement(text=REFUSED),)
    if frame.kind == "lookup" and says(words, vocabulary()["asks_for_a_letter"]):
        return Route.ABSTAIN, (Statement(text=LETTER),)
    return None
