"""A chat model may say a statement in other words; words that say more, less or something else are not shown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.answer import Persona, Statement, Turn
from assistant.chat_model import ChatModel
from assistant.grounding import lacking, numbers
from assistant.voices import wording

ASK = (
    "Reword each numbered line in plain words for {reader}. Keep every number, unit and condition. Add nothing. "
    "Answer with the same numbers, one line each, and nothing else."
)
READERS = {Persona.STAFF: "clinic staff", Persona.PATIENT: "a patient", Persona.REVIEWER: "a medical reviewer"}
LINE = re.compile(r"^\s*(\d+)[.)]\s+(.+)$", re.MULTILINE)
SIGNS = {  # words that turn what a sentence says; how many of each there are has to stay the same
    "not": r"\b(?:no|not|never|none|nothing|neither|nor|without|cannot)\b|n't\b",
    "unless": r"\b(?:unless|except\w*)\b",
    "only": r"\b(?:only|just|solely)\b",
    "at least": r"\b(?:at least|minimum|or more|no sooner|no less)\b",
    "at most": r"\b(?:at most|up to|maximum|no more|or fewer|or less|limit\w*)\b",
    "above": r"\b(?:above|over|more than|greater|exceed\w*)\b",
    "below": r"\b(?:below|less than|fewer than|under \d)",
    "or": r"\bor\b",
    "has to": r"\b(?:must|requir\w*|has to|have to|needs?|needed)\b",
    "may": r"\b(?:may|can|could|allow\w*|accept\w*)\b",
    "covers": r"\b(?:cover\w*|pays?|paid)\b",
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """The statements to show, and one line on what became of the model's words; None where no model is set."""

    statements: tuple[Statement, ...]
    note: str | None = None


class Rewording:
    """Rewords statements through one chat model."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    def of(self, statements: tuple[Statement, ...], turn: Turn) -> Reworded:
        """The statements, each in the model's words where those hold; its own words where they do not."""
        patient = turn.persona is Persona.PATIENT
        ours = [i for i, one in enumerate(statements) if one.citations and "“" not in one.text and "?" not in one.text]
        if not ours:
            return Reworded(statements)
        lines = "\n".join(
            f"{n}. {(patient and statements[i].plain) or statements[i].text}" for n, i in enumerate(ours, start=1)
        )
        reply = self._model.ask(ASK.format(reader=READERS[turn.persona]), lines)
        if self._model.failure and not reply:
            return Reworded(statements, f"The chat model {self._model.failure}; this is the composed answer.")
        said = {int(number): words.strip() for number, words in LINE.findall(reply or "")}
        shown, taken = list(statements), 0
        for number, i in enumerate(ours, start=1):
            old, new = statements[i], said.get(number, "")
            text = (patient and old.plain) or old.text
            proof = " ".join(citation.quote for citation in old.citations)
            if new and faithful(new, text, f"{proof} {turn.question}"):
                shown[i] = old.model_copy(update={"plain": new} if patient else {"text": new})
                taken += 1
        return Reworded(tuple(shown), f"Reworded by a chat model where its words held: {taken} of {len(ours)}.")


def faithful(new: str, old: str, proof: str) -> bool:
    """Whether new words say what the old ones do.

    The same numbers with the same units, the same negations, bounds and conditions, no word that neither the old
    words nor their proof has, and nothing left without proof.
    """
    if numbers(new) != numbers(old) or _measures(new) != _measures(old) or _signs(new) != _signs(old):
        return False
    common = set(wording()["common"].split())
    known = {word[:5] for word in _words(f"{old} {proof}")}
    strange = [word for word in _words(new) if word not in common and word[:5] not in known]
    kept = {word[:5] for word in _words(new)}
    lost = [word for word in _words(old) if word not in common and word[:5] not in kept]
    return not strange and len(lost) <= len(_words(old)) // 4 and not lacking(new, f"{old} {proof}")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", text.lower())


def _signs(text: str) -> Counter[str]:
    return Counter({name: len(re.findall(words, text.lower())) for name, words in SIGNS.items()})


def _measures(text: str) -> Counter[tuple[str, str]]:
    """Each number with the word or sign behind it."""
    return Counter((number, unit[:4]) for number, unit in re.findall(r"(\d+(?:\.\d+)?)[ -]?(%|[a-z]+)?", text.lower()))
