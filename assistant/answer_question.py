"""Questions: answered from policy data, from verbatim passages, or honestly not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answer import Citation, Frame, Route, Statement
from assistant.citing import TIERS, Citer, sentences
from assistant.understand import says, vocabulary
from checks import load_policies
from index import Clause, Library

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?")
FLOOR = 0.5
Answered = tuple[Route, tuple[Statement, ...]]


def stems(text: str) -> list[str]:
    """The content words of a text without endings that do not matter."""
    stop = vocabulary()["stop_words"]
    words = [word for word in WORD.findall(text.lower()) if word not in stop]
    return [re.sub(r"(?:ies|es|s|ed|ing|ly)$", "", word) if len(word) > 4 else word for word in words]


class Questions:
    """Answers questions over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.citer = Citer(library)

    def answer(self, frame: Frame) -> Answered:
        """The statements that answer, best authority first; `abstain` with the nearest clause where nothing does."""
        if frame.payer == "other" or (frame.payer and not self._covers(frame)):
            return self._absent(
                frame,
                f"No document of {frame.payer if frame.payer != 'other' else 'that payer'} is indexed here.",
            )
        silent = self._silent_subjects(frame)
        if silent:
            return self._silence(frame, silent)
        stated = tuple(self._from_policies(frame)) if frame.kind != "article" else ()
        if stated:
            return Route.ANSWER, stated
        quoted = self._from_passages(frame)
        return (Route.ANSWER, quoted) if quoted else self._absent(frame, "The indexed documents do not answer this.")

    def _covers(self, frame: Frame) -> bool:
        known = vocabulary()["payers"]
        return frame.payer in known and bool(known[frame.payer]["guidelines"])

    def _cited(self, clause_ids: Iterable[str]) -> tuple[Citation, ...]:
        clauses = [self.library.clause(clause_id) for clause_id in clause_ids]
        made = [self.citer.cite(clause) for clause in clauses if clause]
        return tuple(citation for citation in made if citation)

    def _from_policies(self, frame: Frame) -> Iterator[Statement]:
        for policy in load_policies():
            if policy.id not in frame.guidelines:
                continue
            for item in policy.statements:
                about_state = not item.about or frame.state in item.about
                if item.aspect == frame.aspect and about_state:
                    citations = self._cited(item.clauses)
                    if citations:
                        yield Statement(text=f"{policy.id}: {item.say}", citations=citations)

    def _silent_subjects(self, frame: Frame) -> tuple[str, ...]:
        """Subjects asked about that no clause of the guidelines meant (or of any policy) mentions."""
        if not frame.guidelines or frame.kind == "article":
            return ()
        text = " ".join(c.text for g in frame.guidelines for c in self.library.clauses(g)).lower()
        return tuple(s for s in frame.subjects if text and not says(text, vocabulary()["subjects"][s]))

    def _silence(self, frame: Frame, silent: tuple[str, ...]) -> Answered:
        names = " and ".join(frame.guidelines)
        subject = " and ".join(silent)
        said = [Statement(text=f"{names} says nothing on {subject}: neither that it is covered nor that it is not.")]
        for policy in load_policies():
            if policy.id in frame.guidelines:
                said += [
                    Statement(text=f"What {policy.id} does require: {item.say}", citations=self._cited(item.clauses))
                    for item in policy.statements
                    if item.aspect == "guidance"
                ]
        article = self._article(frame)
        if article:
            text = f"An article, which is no policy and binds no payer, says: “{article.quote}”"
            said.append(Statement(text=text, citations=(article,)))
        said.append(Statement(text=f"Ask the plan whether {subject} is paid for, and whether it is billed apart."))
        return Route.ABSTAIN, tuple(said)

    def _article(self, frame: Frame) -> Citation | None:
        wanted = set(stems(frame.resolved_question))
        best: tuple[float, str, Citation] | None = None
        for clause in self.library.clauses():
            if self.citer.document(clause).authority != "article":
                continue
            for start, end in sentences(clause.text):
                words = set(stems(clause.text[start:end])) if clause.text[end - 1] == "." else set()
                score = len(words & wanted) / (4 + len(words)) if words else 0.0
                if best is None or (score, clause.id) > (best[0], best[1]):
                    citation = self.citer.cite(clause, start, end)
                    best = (score, clause.id, citation) if citation else best
        return best[2] if best else None

    def _from_passages(self, frame: Frame) -> tuple[Statement, ...]:
        wanted = stems(frame.resolved_question)
        guideline = frame.guidelines[0] if len(frame.guidelines) == 1 and frame.kind != "article" else None
        hits = self.library.search(frame.resolved_question, k=8, guideline=guideline)
        scored = [
            (self._score(wanted, clause.text, rank), rank, clause)
            for rank, hit in enumerate(hits)
            for clause_id in hit.passage.clauses
            if (clause := self.library.clause(clause_id)) is not None
        ]
        if not scored or not self._enough(wanted, [clause for _, _, clause in scored]):
            return ()
        scored.sort(key=lambda item: (-item[0], item[1], item[2].id))
        top = [item for item in scored if item[0] >= 0.8 * scored[0][0]][:3]
        top.sort(key=lambda item: TIERS.index(self.citer.document(item[2]).authority))
        found = [self._quote(wanted, clause) for _, _, clause in top]
        return tuple(dict.fromkeys(statement for statement in found if statement))

    def _score(self, wanted: list[str], text: str, rank: int) -> float:
        have = set(stems(text))
        return len(have & set(wanted)) / (1 + len(set(wanted))) + 0.5 / (1 + rank)

    def _enough(self, wanted: list[str], clauses: list[Clause]) -> bool:
        """Whether what was found speaks of what was asked: enough of the question's own words occur in it."""
        have = {stem for clause in clauses for stem in stems(f"{clause.section_title} {clause.text}")}
        known = [word for word in wanted if word in have]
        strange = [word for word in wanted if re.fullmatch(r"\d{5}", word) and word not in have]
        return bool(wanted) and not strange and len(known) / len(wanted) >= FLOOR

    def _quote(self, wanted: list[str], clause: Clause) -> Statement | None:
        start, end = 0, len(clause.text)
        if len(clause.text) > 420:
            start, end = max(
                sentences(clause.text),
                key=lambda s: (len(set(stems(clause.text[s[0] : s[1]])) & set(wanted)), -s[0]),
            )
        citation = self.citer.cite(clause, start, end)
        if citation is None:
            return None
        words = {"article": "An article, which is no policy, says", "worked_example": "A worked example says"}
        who = words.get(citation.authority, f"{citation.guideline or citation.document} says")
        return Statement(text=f"{who}: “{citation.quote}”", citations=(citation,))

    def _absent(self, frame: Frame, why: str) -> Answered:
        said = [Statement(text=f"{why} I will not guess.")]
        hits = self.library.search(frame.resolved_question, k=1)
        clause = self.library.clause(hits[0].passage.clause) if hits else None
        citation = self.citer.cite(clause) if clause else None
        if citation:
            said.append(Statement(text="The nearest clause, which does not answer it, is this.", citations=(citation,)))
        said.append(Statement(text="Ask the plan or the payer that decides on this request."))
        return Route.ABSTAIN, tuple(said)
