"""Facts that a note affirms in one place and denies, doubts, withdraws or gives to somebody else in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.note_concepts import Read, Rule, compiled, concerns, fits, rules
from assistant.note_context import NOT_SO, Sentence, Status, pattern, status

AGAINST = NOT_SO - {Status.PLANNED}


def doubts(reads: Sequence[Read], sentences: Sequence[Sentence], procedure: str | None) -> Iterator[Read]:
    """For each affirmed finding, item of a list and reason the first words that stand against it, as a read.

    So the fact has two values and is left open. What an earlier visit denied does not stand against a later finding.
    """
    for rule, read, value in _findings(reads):
        if concerns(rule, procedure) and not (rule.get("plain") or rule.get("other")):
            yield from _against(rule, read, value, sentences)
    for read in reads:
        if isinstance(read.value, str) and "reason" in read.name:
            yield from _withdrawn(read, sentences)


def _findings(reads: Sequence[Read]) -> Iterator[tuple[Rule, Read, object]]:
    """Each rule of an affirmed finding or item, its read, and the value that is left without it."""
    for rule in rules()["values"]:
        if rule.get("is", True) is True:
            yield from ((rule, read, False) for read in reads if read.name == rule["fact"] and read.value is True)
    for rule in rules()["lists"]:
        both = {**rule.get("items", {}), **rule.get("items_more", {})}
        items = {name: item for name, item in both.items() if isinstance(item, dict)}
        own = [read for read in reads if read.name == rule["fact"] and isinstance(read.value, list)]
        for read in own:
            known = (one for one in read.value if isinstance(one, str) and one in items)
            yield from ((items[name], read, [one for one in read.value if one != name]) for name in known)


def _against(rule: Rule, read: Read, value: object, sentences: Sequence[Sentence]) -> Iterator[Read]:
    """The first words of a rule that are denied, doubted or of another, since the visit of which a read is."""
    since = max((one.visit or date.min for one in sentences if one.start <= read.start), default=date.min)
    for one in sentences:
        if one.heading == "family" or (one.visit or date.min) < since or not fits(rule, one):
            continue
        for match in compiled(rule["says"]).finditer(one.text):
            if status(one.text, *match.span()) in AGAINST:
                yield Read(read.name, value, one.start + match.start(), one.start + match.end())
                return


def _withdrawn(read: Read, sentences: Sequence[Sentence]) -> Iterator[Read]:
    """The first words behind a reason that take it back: `the reason no longer stands`."""
    for one in sentences:
        match = pattern("therapy.reason_withdrawn").search(one.text)
        if match and one.start > read.start:
            yield Read(read.name, False, one.start + match.start(), one.start + match.end())
            return
