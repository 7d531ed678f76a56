"""Questions about payers whose rules stand only in documents of the user, and about payers that no document has."""

from __future__ import annotations

import re

from assistant.answer import Frame, Route, Statement, Turn
from assistant.citing import Citer
from assistant.vocabulary import says, vocabulary
from index import Document, Library, Scope, SentenceHit, names_payer, state_codes

SCORE = 0.55  # similarity and shared words together from which a sentence answers
CLOSE = 0.85  # a further sentence is quoted where its score is this share of the best one's
MOST = 3
ASKS = re.compile(
    r"\b(?:[Dd]oes|[Ww]ill|[Ww]ould|[Cc]an|[Dd]o|[Dd]id|[Ii]f)\s+((?:[A-Z][A-Za-z&'’-]+\s+){1,4})"
    r"(?:cover|pay|allow|require|accept|approve|reimburse|authorize|limit|permit|deny|want|need)s?\b"
)
UNDER = re.compile(
    r"\b(?:[Uu]nder|[Ww]ith|[Ff]or|[Bb]y|[Tt]o)\s+((?:[A-Z][A-Za-z&'’-]+\s+){0,3}"
    r"(?:Health Plan|Health Insurance|Insurance|Mutual|HMO|PPO|Healthcare))\b"
)
DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
GENERIC = frozenset(
    [
        "insurance",
        "insurer",
        "insurers",
        "plan",
        "plans",
        "payer",
        "payers",
        "health",
        "my",
        "our",
        "your",
        "the",
        "it",
        "they",
        "you",
        "he",
        "she",
        "we",
    ]
)
Answered = tuple[Route, tuple[Statement, ...]]


class OwnDocuments:
    """Answers from what is in force for the payer, the state and the day that a question names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)

    def answer(self, turn: Turn, frame: Frame) -> Answered | None:
        """The answer for a payer that the vocabulary does not know; None where none is named."""
        payer = self._named(turn)
        if payer is None:
            unknown = self._unknown(turn)
            return self._not_here(f"No document of {unknown} is indexed here.") if unknown else None
        day = turn.date or next(iter(DAY.findall(turn.question)), None)
        named = state_codes(turn.state or "", postal=True) + state_codes(turn.question)
        state = next(iter(named), frame.state)
        documents = self.library.in_force(Scope(payer, state, frame.program, day))
        if not documents:
            return self._not_here(self._why_none(payer, state, day))
        return self._quoted(turn.question, payer, documents)

    def _named(self, turn: Turn) -> str | None:
        """The payer of a user's document that the turn names, the longest name first."""
        named = f"{turn.question}\n{turn.payer or ''}"
        found = [name for name in self.library.payers() if names_payer(named, name) and not _has_rules(name)]
        return max(found, key=lambda name: (len(name), name), default=None)

    def _unknown(self, turn: Turn) -> str | None:
        """A payer that is named and that neither the vocabulary nor a document knows."""
        for pattern in (ASKS, UNDER):
            for name in pattern.findall(turn.question):
                words = name.strip()
                if not _is_known(words) and not all(word.lower() in GENERIC for word in words.split()):
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
        asked = re.sub(re.escape(payer), " ", question, flags=re.IGNORECASE)
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


def _has_rules(name: str) -> bool:
    """Whether the vocabulary leads from a payer's name to guidelines: those questions have a road of their own."""
    return any(payer["guidelines"] and says(name.lower(), payer["words"]) for payer in vocabulary()["payers"].values())


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
