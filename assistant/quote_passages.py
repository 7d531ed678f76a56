"""What the documents themselves say: the fewest sentences that answer, verbatim, best authority first."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from assistant.answer import Citation, Frame, Statement
from assistant.asking import STUDY
from assistant.citing import TIERS, Citer
from assistant.match import Point
from assistant.units import PAYERS
from assistant.vocabulary import says, vocabulary
from index import Clause, Library, SentenceHit, spelled_out

LONG = 1300  # characters; a longer clause is quoted by its sentences
SHORT, LINE = 60, 120  # characters of a line that is no sentence by itself, and of those that may belong to it
HEADING = 3  # words up to which a line of a history is a heading
FEW = 2  # sentences of a longer one, by meaning alone and again by meaning and words
FOLLOWING = 6  # sentences that tell a study, its name in the first
ONE_OF = re.compile(r"\b(?:one|any)\b(?: or more)? of\b", re.IGNORECASE)
AGAINST = re.compile(r"(?:In|By) contrast\b|Conversely\b|On the other hand\b")
STOP = re.compile(r"[.!?] (?=[A-Z])")  # between two sentences
DATE = re.compile(r"([A-Z][a-z]+) (20\d\d)\b")
YEAR = re.compile(
    r"\b(20[12]\d)\b|\b(?:\d{1,2}/|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? [’']?)([12]\d)\b"
)
BEFORE_YEAR = r"\.?,? (?:of )?(?:[’']?[12]\d|20\d\d)\b"
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def _is_entry(clause: Clause) -> bool:
    """Whether a clause of a history tells a change: an item, or a line alone under its date."""
    return clause.kind == "list_item" or (len(clause.text.split()) > HEADING and not DATE.match(clause.text))


class Quoter:
    """Finds passages over one library and quotes them."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    def scope(self, frame: Frame) -> tuple[str, ...]:
        """The guidelines and documents to look into; none: all."""
        if frame.kind == "article":
            articles: list[str] = vocabulary()["articles"]
            known = {*articles, *vocabulary()["examples"]}
            return tuple(g for g in frame.guidelines if g in known) or tuple(articles)
        payers = [p for p in vocabulary()["payers"].values() if set(p["guidelines"]) & set(frame.guidelines)]
        general = [name for payer in payers for name in payer.get("general", ())]
        return tuple(dict.fromkeys((*frame.guidelines, *general)))

    def dated(self, frame: Frame, scope: Collection[str], rule: str = "") -> list[Point]:
        """What editions changed, nearest to the question or the rule first: the entries of the date named, else all."""
        text = frame.resolved_question.lower()
        years = {a or f"20{b}" for a, b in YEAR.findall(text)}
        months = {name for name in MONTHS if re.search(rf"\b{name[:3]}(?:t|{name[3:]})?{BEFORE_YEAR}", text)} | {
            MONTHS[int(m) - 1] for m in re.findall(r"\b(\d{1,2})/\d\d\b", text) if 0 < int(m) < 13
        }
        known = [c for guideline in scope or (None,) for c in self.library.clauses(guideline)]
        found = [c for c in known if c.section.startswith("history") and _is_entry(c)]
        found = [c for c in found if not years or self._under(c, years, months)]
        found = self._newest(found) if says(text, vocabulary()["newest"]) else found
        texts = tuple(c.text for c in found)
        near = self.library.likeness(spelled_out(PAYERS.sub(" ", frame.resolved_question)), texts)
        if rule:  # `when did that come in?`
            near = [max(both) for both in zip(near, self.library.likeness(rule, texts), strict=True)]
        points = [Point(c.guideline, (c.id,), score, score) for c, score in zip(found, near, strict=True)]
        return sorted(points, key=lambda point: (-point.score, point.clauses))

    def _newest(self, clauses: Sequence[Clause]) -> list[Clause]:
        """Of each guideline the entries under the date printed last in time."""
        days = {c.id: (c.guideline, self._day(c)) for c in clauses}
        last = {
            guideline: max(day for other, day in days.values() if other == guideline) for guideline, _ in days.values()
        }
        return [c for c in clauses if days[c.id][1] == last[c.guideline]]

    def _day(self, clause: Clause) -> tuple[int, int]:
        """Year and month under which an entry of a history stands; zeros where none is printed."""
        date = self._date(clause)
        month, year = DATE.findall(date.text)[0] if date else ("", "0")
        return int(year), MONTHS.index(month.lower()) + 1 if month else 0

    def _under(self, clause: Clause, years: Collection[str], months: Collection[str]) -> bool:
        """Whether an entry of a history stands under one of the dates."""
        date = self._date(clause)
        month, year = DATE.findall(date.text)[0] if date else ("", "")
        return year in years and (not months or month.lower() in months)

    def _date(self, clause: Clause) -> Clause | None:
        """The line of a history that prints the date of an entry."""
        known = self.library.clauses(clause.guideline)
        before = known[: known.index(clause)]
        return next((c for c in reversed(before) if c.section == clause.section and DATE.match(c.text)), None)

    def quote(self, points: Sequence[Point], question: str) -> list[Statement]:
        """Passages as statements, best authority first; of clauses with the same words the first.

        Items of one list are one statement, opened by what introduces them.
        """
        clauses = [clause for point in points for name in point.clauses if (clause := self.library.clause(name))]
        hits = {hit.clause.id: point.hits for point in points for hit in point.hits}
        once = {clause.text: clause for clause in reversed(clauses)}.values()
        lists: dict[str, list[Clause]] = {}
        for clause in list(once)[::-1]:
            lead = self._lead(clause)
            lists.setdefault(lead.id if lead else clause.id, []).append(clause)
        made = [self._statement(found, hits, question) for found in lists.values()]
        found = [statement for statement in made if statement]
        return sorted(dict.fromkeys(found), key=lambda one: TIERS.index(one.citations[0].authority))

    def _lead(self, clause: Clause) -> Clause | None:
        """What introduces an item of a list, where that is short."""
        lead = None if clause.section.startswith("history") else self.citer.lead(clause)
        return lead if lead and len(lead.text) <= LONG else None

    def _statement(
        self, clauses: Sequence[Clause], hits: Mapping[str, Sequence[SentenceHit]], question: str
    ) -> Statement | None:
        clause = clauses[0]
        date = self._date(clause) if clause.section.startswith("history") else None
        lead = self._lead(clause)
        if lead and ONE_OF.search(lead.text):  # one reason alone would pass for the only one
            whole = self.citer.items(lead)
            clauses = whole if sum(len(one.text) for one in whole) <= LONG else clauses
        before = [*self.citer.cited(one for one in (date, lead) if one), *self._other_side(clause)]
        quoted = [part for one in sorted(clauses, key=lambda one: one.start) for part in self._of(one, hits, question)]
        citations = tuple(dict.fromkeys((*before, *quoted)))
        if not quoted:
            return None
        words = {"article": "An article, which is no policy, says", "worked_example": "A worked example says"}
        who = words.get(citations[0].authority, f"{self._names(clause)}")
        said = " ".join(part.quote for part in citations if date is None or part.clause != date.id)
        who = f"{who} under {' '.join(DATE.findall(date.text)[0])}" if date else who
        return Statement(text=f"{who}: “{said}”", citations=citations)

    def _other_side(self, clause: Clause) -> tuple[Citation, ...]:
        """What a clause sets itself against with its first words: the last sentence of the paragraph before it."""
        known = self.library.clauses(clause.guideline)
        at = known.index(clause)
        if not at or not AGAINST.match(clause.text) or known[at - 1].section != clause.section:
            return ()
        start = max((end.end() for end in STOP.finditer(known[at - 1].text)), default=0)
        found = self.citer.cite(known[at - 1], start)
        return (found,) if found else ()

    def _of(self, clause: Clause, hits: Mapping[str, Sequence[SentenceHit]], question: str) -> tuple[Citation, ...]:
        """What is quoted of one clause: all, or the best sentences of a long one, and the items that it introduces."""
        long = len(clause.text) > LONG
        first = (
            self._sentences(clause, hits.get(clause.id, ()), question)
            if long
            else self.citer.cited(self._around(clause))
        )
        return (*first, *self.citer.cited(self.citer.items(clause)))

    def _around(self, clause: Clause) -> list[Clause]:
        """A clause with the short lines around it, which are no sentences by themselves."""
        known = self.library.clauses(clause.guideline)
        at = known.index(clause)

        def near(one: Clause) -> bool:
            return one.section == clause.section and len(one.text) < LINE

        if clause.kind != "paragraph" or len(clause.text) > SHORT:
            return [clause]
        before = known[at - 1 : at] if at and near(known[at - 1]) else ()
        return [*before, clause, *takewhile(near, known[at + 1 : at + 3])]

    def _names(self, clause: Clause) -> str:
        """The guidelines that have these words: a twin is named beside the one that is quoted."""
        same = [c.guideline for c in self.library.clauses() if c.text == clause.text and len(c.text) > 60]
        names = list(dict.fromkeys([clause.guideline or clause.document, *same]))
        return f"{names[0]} says" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} say"

    def _sentences(self, clause: Clause, hits: Sequence[SentenceHit], question: str) -> tuple[Citation, ...]:
        """The best sentences of a long clause, in its order; neighbours become one quote."""
        own = sorted({(hit.start, hit.end) for hit in hits if hit.clause.id == clause.id})
        near = self.library.likeness(question, tuple(clause.text[start:end] for start, end in own))
        found = {(hit.start, hit.end): hit.score for hit in hits if hit.clause.id == clause.id}
        best = [span for _, span in sorted(zip((-score for score in near), own, strict=True))[:FEW]]
        best = list(dict.fromkeys([*best, *sorted(found, key=lambda span: (-found[span], span))[:FEW]]))
        named = [name for name in STUDY.findall(question) if name in clause.text]
        if named:  # what a study found stands in the sentences that follow its name
            at = next(at for at, span in enumerate(own) if named[0] in clause.text[slice(*span)])
            best += own[at : at + FOLLOWING]
        if not best:
            return self.citer.cited([clause])
        spans: list[tuple[int, int]] = []
        for start, end in sorted(set(best)):
            if spans and start - spans[-1][1] <= 2:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        made = [self.citer.cite(clause, start, end) for start, end in spans]
        return tuple(citation for citation in made if citation)
