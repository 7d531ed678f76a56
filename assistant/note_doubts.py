"""Findings that a note affirms in one place and denies, doubts or gives to somebody else in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.note_concepts import Read, Rule, compiled, concerns, fits, rules
from assistant.note_context import Sentence, Status, status

AGAINST = {Status.DENIED, Status.UNSURE, Status.OTHER}


def doubts(reads: Sequence[Read], sentences: Sequence[Sentence], procedure: str | None) -> Iterator[Read]:
    """For each affirmed finding and each affirmed item of a list the first words that stand against it, as a read.

    So the fact has two values and is left open. What an earlier visit denied does not stand against a later finding.
    """
    for rule in rules()["values"]:
        for read in reads:
            if read.name == rule["fact"] and read.value is True and rule.get("is", True) is True:
                yield from _against(rule, read, False, sentences, procedure)
    for rule in rules()["lists"]:
        for read in reads:
            if read.name == rule["fact"] and isinstance(read.value, list) and concerns(rule, procedure):
                for name in (one for one in read.value if isinstance(one, str)):
                    item = {**rule.get("items", {}), **rule.get("items_more", {})}.get(name)
                    if isinstance(item, dict):
                        rest = [one for one in read.value if one != name]
                        yield from _against(item, read, rest, sentences, procedure)


def _against(
    rule: Rule, read: Read, value: object, sentences: Sequence[Sentence], procedure: str | None
) -> Iterator[Read]:
    """The first words of a rule that are denied, doubted or of another, since the visit of which a read is."""
    if rule.get("plain") or rule.get("other") or not concerns(rule, procedure):
        return
    since = max((one.visit or date.min for one in sentences if one.start <= read.start), default=date.min)
    for one in sentences:
        if one.heading == "family" or (one.visit or date.min) < since or not fits(rule, one):
            continue
        for match in compiled(rule["says"]).finditer(one.text):
            if status(one.text, *match.span()) in AGAINST:
                yield Read(read.name, value, one.start + match.start(), one.start + match.end())
                return
