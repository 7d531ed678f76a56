"""What the policies settle, stated in plain words with their clauses as proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Citation, Frame, Statement
from assistant.citing import Citer
from assistant.match import Match, limited_otherwise
from assistant.numbers_asked import held_against
from checks import load_policies
from index import Library

STATED = 0.52  # score from which a statement answers
SPREAD = 0.1  # how far below the best of its guideline a further statement may lie
BESIDE = 0.2  # and a guideline's best below the best of all
MOST_ASPECTS = 3  # aspects of one question that are answered
MOST = 3  # statements of one guideline


class Teller:
    """States what policies settle, over one library."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self.library = library
        self.citer = citer

    def choose(self, matches: Sequence[Match], frame: Frame, least: float = STATED) -> list[Match]:
        """The statements that answer: of each guideline the best few, and the best on each aspect asked."""
        of: dict[str, list[Match]] = {}
        for match in matches:
            of.setdefault(match.policy.id, []).append(match)
        best = matches[0].score if matches else 0.0
        several = len({policy for policy, found in of.items() if found[0].score >= best - BESIDE})
        chosen: list[Match] = []
        for found in of.values():
            if found[0].score < max(least, best - (2 * BESIDE if frame.kind == "comparison" else BESIDE)):
                continue
            near = [m for m in found if m.score >= max(least, found[0].score - SPREAD)]
            chosen += near[: MOST if several <= 2 else 1 if several > 4 else 2]
            for aspect in frame.aspects[:MOST_ASPECTS]:
                on_it = [m for m in found if m.item.aspect == aspect and m.score >= least]
                chosen += on_it[:1]
        return sorted(dict.fromkeys(chosen), key=lambda m: (-m.score, m.policy.id, m.item.clauses))

    def tell(self, chosen: Iterable[Match], frame: Frame) -> list[Statement]:
        """The statements in words, what a premise has wrong first; two guidelines that say the same are one."""
        said: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for match in chosen:
            fits = not limited_otherwise(match.item, frame)
            words = f"{held_against(match.item, frame) if fits else ''}{match.item.say}"
            said.setdefault(words, []).append((match.policy.id, match.item.clauses))
        told = []
        for words, found in said.items():
            citations = self._once(found)
            if citations:
                told.append(Statement(text=f"{' and '.join(name for name, _ in found)}: {words}", citations=citations))
        return sorted(told, key=lambda one: ": No, " not in one.text)

    def _once(self, found: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Citation, ...]:
        """The citations of several guidelines; words that a twin has too are quoted once."""
        kept: dict[str, Citation] = {}
        for _, clauses in found:
            for citation in self.with_items(clauses):
                kept.setdefault(citation.quote, citation)
        return tuple(kept.values())

    def with_items(self, clause_ids: Iterable[str]) -> Iterator[Citation]:
        """The clauses cited, each lead-in with its items."""
        for clause_id in clause_ids:
            clause = self.library.clause(clause_id)
            if clause:
                yield from self.citer.cited([clause, *self.citer.items(clause)])

    def from_codes(self, frame: Frame) -> Iterator[Statement]:
        """Where the policies print a code that was asked about, for which region, and whether it is an add-on."""
        for policy in load_policies():
            for code in policy.codes:
                if code.code in frame.codes:
                    add_on = "an add-on code" if code.add_on else "a base code, not an add-on"
                    place = code.region.replace("_", " and ")
                    words = f"{policy.id} ({policy.title}) prints {code.code} for the region {place}: {add_on}."
                    yield Statement(text=words, citations=tuple(self.with_items([f"{policy.id}/header"])))
