"""Whether a list that is said to be empty is denied as a whole: `complete` in `assistant/note_facts.yaml`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.note_concepts import Read, Rule, concerns, rules, says
from assistant.note_context import Sentence, pattern

ALONE = 1  # kinds denied that do not make a list complete


def complete(read: Read, sentences: Sequence[Sentence], procedure: str | None) -> bool:
    """Whether an empty list is denied in general, or in more than one of the kinds that matter for the procedure.

    A read of another sort is always complete.
    """
    rule = rules()["complete"].get(read.name) if read.value == [] else None
    if rule is None:
        return True
    kinds = [kind for kind in rule["kinds"].values() if concerns(kind, procedure)]
    text = _around(read, sentences, [*kinds, *rule["general"]])
    named = sum(bool(says(kind["says"], text)) for kind in kinds)
    in_general = any(
        concerns(words, procedure)
        and says(words["says"], text)
        and (not named or "beside_kinds" not in words or says(words["beside_kinds"], text))
        for words in rule["general"]
    )
    return in_general or named > ALONE


def _around(read: Read, sentences: Sequence[Sentence], words: Sequence[Rule]) -> str:
    """The sentences that hold a read, with those beside them in a row that call something of it absent or sound."""
    held = [i for i, one in enumerate(sentences) if one.start < read.end and read.start < one.start + len(one.text)]
    if not held:
        return ""
    first, last = held[0], held[-1]
    while first > 0 and _goes_on(sentences[first - 1], words):
        first -= 1
    while last + 1 < len(sentences) and _goes_on(sentences[last + 1], words):
        last += 1
    return " ".join(one.text for one in sentences[first : last + 1])


def _goes_on(sentence: Sentence, words: Sequence[Rule]) -> bool:
    """Whether a sentence calls something of a list absent or sound."""
    well = pattern("context.denied").search(sentence.text) or pattern("context.sound").search(sentence.text)
    return bool(well) and any(says(one["says"], sentence.text) for one in words)
