"""Citations: made from a clause and verified against the source each time they are made or shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.answer import Citation, ClauseView
from assistant.errors import InputRefusedError
from checks import load_policies
from index import Clause, Document, Library, clean

MANY = 14  # items below a lead-in; of more, the next level only is quoted
TIERS = ("payer_policy", "government_policy", "digest", "worked_example", "article")


class Citer:
    """Makes citations from one library; one that does not resolve to its quote is not made."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def document(self, clause: Clause) -> Document:
        """The document that a clause stands in."""
        return next(d for d in self.library.documents() if d.id == clause.document)

    def cite(self, clause: Clause, start: int = 0, end: int | None = None) -> Citation | None:
        """Cite a span of the clause's cleaned text (end exclusive; None: all); None if the pin does not hold."""
        quote = clause.text[start:end]
        raw_start, raw_end = clause.raw_span(start, len(clause.text) if end is None else end)
        document = self.document(clause)
        if not quote or clean(self.library.raw(document.id, raw_start, raw_end)) != quote:
            return None
        return Citation(
            document=document.id,
            authority=document.authority,
            guideline=clause.guideline,
            clause=clause.id,
            edition=document.edition,
            page=document.page(raw_start),
            quote=quote,
            start=raw_start,
            end=raw_end,
            sha256=document.sha256,
        )

    def of_clauses(self, clause_ids: Iterable[str]) -> tuple[Citation, ...]:
        """Whole clauses cited; one that is not indexed or does not hold is left out."""
        return self.cited(clause for clause in map(self.library.clause, clause_ids) if clause)

    def context(self, citation: Citation) -> str:
        """What a cited clause stands under: guideline and document, section, and the clauses that lead to it."""
        clause = self.library.clause(citation.clause)
        if clause is None:
            return ""
        parts = clause.id.split(".")
        leads = [self.library.clause(".".join(parts[:depth])) for depth in range(1, len(parts))]
        words = [described(self.document(clause)), clause.section_title, *(lead.text for lead in leads if lead)]
        return " ".join([*words, *(policy.title for policy in load_policies() if policy.id == clause.guideline)])

    def cited(self, clauses: Iterable[Clause]) -> tuple[Citation, ...]:
        """Whole clauses cited; one whose pin does not hold is left out."""
        return tuple(citation for citation in map(self.cite, clauses) if citation)

    def items(self, clause: Clause) -> tuple[Clause, ...]:
        """The items that a clause introduces: all below it, or where these are many, the next level only.

        `subject to these conditions:` before headings introduces what stands under the heading on conditions.
        """
        known = self.library.clauses(clause.guideline)
        below = [one for one in known if one.id.startswith(f"{clause.id}.")]
        if not below and clause.text.rstrip().endswith(":"):
            after = known[known.index(clause) + 1 :]
            kind = after[0].kind if after else ""
            below = list(takewhile(lambda one: one.kind == kind and one.section == clause.section, after))
            if kind != "list_item":  # a document without lists: paragraphs up to the next that introduces others
                below = list(takewhile(lambda one: not one.text.rstrip().endswith(":"), below))
            below = below or _announced(clause, after)
        depth = min((one.id.count(".") for one in below), default=0)
        return tuple(one for one in below if len(below) <= MANY or one.id.count(".") == depth)

    def lead(self, clause: Clause) -> Clause | None:
        """The clause that introduces an item of a list; None where none does."""
        above = self.library.clause(clause.id.rpartition(".")[0])
        if above:
            return above
        known = self.library.clauses(clause.guideline)
        before = [one for one in known[: known.index(clause)] if one.section == clause.section]
        found = next((one for one in reversed(before) if one.text.rstrip().endswith(":")), None)
        return found if found and clause in self.items(found) else None

    def view(self, clause_id: str, start: int, end: int, sha256: str) -> ClauseView:
        """The clause of a pin with the pinned words marked; `holds` is false where the source has changed.

        Raises:
            InputRefusedError: there is no such clause.
        """
        clause = self.library.clause(clause_id)
        if clause is None:
            raise InputRefusedError(
                f"no clause '{clause_id[:80]}' is indexed: run `guideline index list` to see what is"
            )
        document = self.document(clause)
        inside = clause.start <= start < end <= clause.end
        marked = clean(self.library.raw(document.id, start, end)) if inside else ""
        at = clause.text.find(marked) if marked else -1
        holds = at >= 0 and document.sha256.startswith(sha256) and bool(sha256)
        return ClauseView(
            clause=clause.id,
            document=document.id,
            title=document.title,
            section=clause.section_title,
            authority=document.authority,
            edition=document.edition,
            exact_wording=document.authority != "digest",
            before=clause.text[:at] if holds else "",
            marked=marked if holds else "",
            after=clause.text[at + len(marked) :] if holds else clause.text,
            holds=holds,
        )


def described(document: Document) -> str:
    """What the manifest says of a document: title, edition, and from and until when it holds."""
    facts = (document.title, document.edition, document.in_force_from, document.in_force_until)
    return " ".join(str(fact) for fact in facts if fact)


def _announced(clause: Clause, after: Sequence[Clause]) -> list[Clause]:
    """What stands under the first heading further on that names what a clause announces with its last word."""
    word = clause.text.rstrip(" :").rpartition(" ")[2].lower()
    heads = [one for one in after if one.kind == "heading"]
    head = next((one for one in heads if word in one.text.lower().split()), None)
    return [one for one in after if head and one.section == head.section and one != head]
