"""Questions about payers whose rules stand only in documents of the user, and about payers that no document has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answer import Frame, Route, Statement, Turn
from assistant.citing import Citer
from assistant.honest_part import honest_part
from assistant.vocabulary import says, vocabulary
from index import Document, Library, Scope, SentenceHit, names_payer, own_words, payer_words, state_codes

SCORE = 0.55  # similarity and shared words together from which a sentence answers
CLOSE = 0.85  # a further sentence is quoted where its score is this share of the best one's
MOST = 3
ASKS = re.compile(
    r"\b(?:[Dd]oes|[Ww]ill|[Ww]ould|[Cc]an|[Dd]o|[Dd]id|[Ii]f)\s+((?:[A-Z][A-Za-z&'’-]+\s+){1,4})"
    r"(?:cover|pay|allow|require|accept|approve|reimburse|authorize|limit|permit|deny|want|need|set|ask|demand)s?\b"
)
UNDER = re.compile(
    r"\b(?:[Uu]nder|[Ww]ith|[Ff]or|[Bb]y|[Tt]o)\s+((?:[A-Z][A-Za-z&'’-]+\s+){0,3}"
    r"(?:Health Plan|Health Insurance|Insurance|Mutual|HMO|PPO|Healthcare))\b"
)
NAME = r"[A-Z][a-z]+(?:['’-]?[A-Za-z][a-z]*)*"
NAMED = re.compile(
    r"\b(?:[Uu]nder|[Ww]ith|[Ff]or|[Bb]y|[Aa]t|[Ff]rom|[Oo]f|[Tt]o|[Tt]hrough)\s+"
    rf"((?:{NAME} ){{0,3}}{NAME})(?:['’]s\b|(?=\s*(?:[?.,;:!]|$)))"
)
DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
Answered = tuple[Route, tuple[Statement, ...]]


class OwnDocuments:
    """Answers from what is in force for the payer, the state and the day that a question names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)

    def answer(self, turn: Turn, frame: Frame) -> Answered | None:
        """The answer for a payer of a user's document, or for one that is asked whether it covers and has no document.

        None where neither is named, in the question, beside it, or in the turns that it follows on.
        """
        for text in _said(turn, frame):
            payers = self._named(text)
            if len(payers) > 1:
                return self._not_here(f"Several payers here are named so: {'; '.join(payers)}. Name the one you mean.")
            if payers:
                return self._of(payers[0], turn, frame)
            stranger = self._unknown(text, (ASKS,))
            if stranger:
                return self._not_here(f"No document of {stranger} is indexed here.")
            if _has_rules(text):
                return None
        return None

    def not_indexed(self, turn: Turn, frame: Frame) -> Answered | None:
        """That no document is here of a payer that a question names in passing; None where it names none."""
        for text in _said(turn, frame):
            stranger = self._unknown(text, (UNDER, NAMED))
            if stranger:
                return self._not_here(f"No document of {stranger} is indexed here.")
            if _has_rules(text):
                return None
        return None

    def _of(self, payer: str, turn: Turn, frame: Frame) -> Answered:
        day = turn.date or next(iter(DAY.findall(turn.question)), None)
        named = state_codes(turn.state or "", postal=True) + state_codes(turn.question)
        state = next(iter(named), frame.state)
        documents = self.library.in_force(Scope(payer, state, frame.program, day))
        if not documents:
            return self._not_here(self._why_none(payer, state, day))
        return self._quoted(turn.question, payer, documents)

    def _named(self, text: str) -> tuple[str, ...]:
        """The payer of a user's document that a text names, the longest name; several that are named alike."""
        found = [name for name in self.library.payers() if names_payer(text, name) and not _is_ruled(name)]
        whole = [name for name in found if name.lower() in text.lower()]
        if whole:
            return (max(whole, key=lambda name: (len(name), name)),)
        longest = max((len(own_words(name)) for name in found), default=0)
        return tuple(name for name in found if len(own_words(name)) == longest)

    def _unknown(self, text: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
        """A payer that is named and that neither the vocabulary nor a document knows."""
        titled = sum(word[0].isupper() for word in text.split()) > len(text.split()) / 2
        for pattern in patterns:
            for name in pattern.findall(text):
                words = name.strip()
                if pattern is NAMED and (titled or not self.library.unknown_words(words)):
                    continue
                if not _is_known(words) and not _is_generic(words):
                    return str(words)
        return None

    def _why_none(self, payer: str, state: str | None, day: str | None) -> str:
        there = self.library.in_force(Scope(payer, state))
        anywhere = self.library.in_force(Scope(payer))
        if day and there:
            held = "; ".join(f"{document.title}: {_held(document)}" for document in there)
            return f"On {day} no document of {payer} that is indexed here was in force. {held}."
        if state and anywhere:
            where = ", ".join(sorted({code for document in anywhere for code in document.states}))
            return f"The documents of {payer} here hold for {where}, not for {state}."
        return f"No document of {payer} that is indexed here is in force."

    def _quoted(self, question: str, payer: str, documents: tuple[Document, ...]) -> Answered:
        by_id = {document.id: document for document in documents}
        scope = [guideline.id for guideline in self.library.guidelines() if guideline.document in by_id]
        names = "|".join(re.escape(name) for name in (payer, own_words(payer)) if name)
        asked = re.sub(names, " ", question, flags=re.IGNORECASE)
        hits = self.library.sentences(asked, scope, k=8)
        if not hits:
            return self._not_here(f"The documents of {payer} do not answer this.")
        near = [hit for hit in hits if hit.score >= max(SCORE, CLOSE * hits[0].score)][:MOST]
        if not near:
            return self._not_here(f"The documents of {payer} do not answer this.", hits[0])
        kept: list[Statement] = []
        for statement in (self._statement(hit, payer, by_id[hit.clause.document]) for hit in near):
            told = {citation for earlier in kept for citation in earlier.citations}
            if not told.issuperset(statement.citations):
                kept.append(statement)
        return (Route.ANSWER, tuple(kept)) if kept else self._not_here(f"The documents of {payer} do not answer this.")

    def _statement(self, hit: SentenceHit, payer: str, document: Document) -> Statement:
        """A clause in its words, with its items, and what it stands in."""
        below = [c for c in self.library.clauses(hit.clause.guideline) if c.lead_in == hit.clause.id]
        cited = [self.citer.cite(clause) for clause in (hit.clause, *below)]
        citations = tuple(citation for citation in cited if citation)
        unconfirmed = (
            "" if document.authority != "article" else "; that it is a policy is not confirmed in documents.yaml"
        )
        words = " ".join(citation.quote for citation in citations)
        told = f"{payer}, {document.title} ({_held(document)}{unconfirmed}): “{words}”"
        return Statement(text=told, citations=citations)

    def _not_here(self, why: str, nearest: SentenceHit | None = None) -> Answered:
        said = [Statement(text=f"{why} I will not answer with another payer's rule.")]
        citation = self.citer.cite(nearest.clause) if nearest else None
        if citation:
            said.append(Statement(text="The nearest clause, which does not answer it, is this.", citations=(citation,)))
        said.append(Statement(text="Ask the plan or the payer that decides on this request."))
        return Route.ABSTAIN, tuple(said)


def _said(turn: Turn, frame: Frame) -> Iterator[str]:
    """Where a payer may be named, the first that names one counts: the question, beside it, the turns before it."""
    yield honest_part(turn.question)
    if turn.payer:
        yield turn.payer
    elif frame.resolved_question.lower() != frame.question.lower():  # it follows on what was said before
        earlier = (message.content for message in reversed(turn.history) if message.role == "user")
        yield from map(honest_part, earlier)


def _has_rules(text: str) -> bool:
    """Whether the vocabulary leads from a payer named to guidelines: those questions have a road of their own."""
    return any(payer["guidelines"] and says(text.lower(), payer["words"]) for payer in vocabulary()["payers"].values())


def _is_ruled(name: str) -> bool:
    """The same of a payer's name, by the words of its own where it has such: a plan may be named after Medicare."""
    return _has_rules(own_words(name) or name)


def _is_generic(name: str) -> bool:
    """Whether no word of a name is of its own, or one is that of a person."""
    words = [word.lower().strip(".") for word in name.split()]
    person = any(word in payer_words("no_names") for word in words)
    return person or all(word in payer_words("generic") for word in words)


def _is_known(name: str) -> bool:
    """Whether the vocabulary knows a name: as a payer with rules here, or as something that is no payer."""
    low, words = name.lower(), vocabulary()
    payers = any(says(low, payer["words"]) for payer in words["payers"].values())
    others = any(says(low, patterns) for patterns in words["states"].values())
    procedures = any(says(low, procedure["words"]) for procedure in words["procedures"].values())
    return payers or others or procedures or bool(state_codes(name))


def _held(document: Document) -> str:
    """When and where a document holds, in words."""
    parts = [f"edition {document.edition}"] if document.edition else []
    parts += [f"in force from {document.in_force_from}"] if document.in_force_from else []
    parts += [f"until {document.in_force_until}"] if document.in_force_until else []
    parts += [f"for {', '.join(document.states)}"] if document.states else []
    parts += [f"followed by {document.superseded_by}"] if document.superseded_by else []
    return ", ".join(parts) or "the document does not say since when"
