"""What of a message asks something: sentences that command the program are left out."""

from __future__ import annotations

import re
from urllib.parse import unquote

from assistant.vocabulary import named, says, vocabulary

TEMPLATE = re.compile(r"\{\{.*?\}\}", re.DOTALL)  # what is to be filled in by a program
ASIDE = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\([^()]*\)|\"[^\"]*\"|“[^”]*”|#{3}.+?#{3}")  # in brackets, quoted, fenced
INTRODUCED = re.compile(r"(?:^|(?<=[.!?\n]))[^.!?:\n]{0,60}:\s*$")  # what only leads to an aside: "pasted from a fax:"
CODED = re.compile(r"\S{60,}|[\U000e0020-\U000e007f]{4,}")  # words in code, or of signs that nobody sees
OPENER = r"(?:How|What|Which|When|Where|Who|Is|Are|Does|Do|Can|Could|Will|Should)"
SENTENCE = re.compile(rf"(?<=[.!?])\s+|\n+|(?<=>>)|(?=<<|>>)|\s+(?={OPENER}\b [a-z])|,?\s+(?=then\b)")


def commands(text: str) -> bool:
    """Whether a sentence commands the program instead of saying or asking something."""
    return says(text.lower(), vocabulary()["hostile"])


def honest_part(text: str) -> str:
    """What a message asks: of several sentences those that speak of the trade, without orders and code."""
    text = unquote(text) if "%20" in text else text
    told = _without_introductions(text)
    text = text if told == text else re.sub(r" {2,}", " ", told).strip()
    parts = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    commanded = any(commands(part) for part in [*parts, text])
    honest = [part for part in parts if not commands(part) and not CODED.search(part)]
    if not commanded and (honest == parts or not honest):
        return text
    named_in = [part for part in honest if names(part.lower())]
    on_topic = [part for part in honest if of_the_trade(part.lower())]
    return " ".join(named_in or on_topic or honest)


def without_sighs(text: str) -> str:
    """A message without the sentences after its last question that only tell how its writer feels."""
    asked, mark, after = text.rpartition("?")
    kept = [part for part in SENTENCE.split(after) if part.strip() and not _sighs(part.lower())]
    return " ".join([asked + mark, *(part.strip() for part in kept)]) if mark else text


def _sighs(text: str) -> bool:
    return says(text, vocabulary()["aside"]) and not of_the_trade(text) and not re.search(r"\d", text)


def without_asides(text: str) -> str:
    """A text with asides that command the program, and what a template marks, blanked; every offset stays."""
    text = TEMPLATE.sub(lambda aside: " " * len(aside[0]), text)
    return ASIDE.sub(lambda aside: " " * len(aside[0]) if commands(aside[0][1:-1]) else aside[0], text)


def _without_introductions(text: str) -> str:
    """A text without its asides that command, and without the words that only lead to one."""
    told = without_asides(text)
    for aside in ASIDE.finditer(text):
        opening = INTRODUCED.search(told, 0, aside.start())
        if opening and told[aside.start() : aside.end()].isspace():
            told = told[: opening.start()] + " " * len(opening[0]) + told[opening.end() :]
    return told


def of_the_trade(text: str) -> bool:
    """Whether a sentence names a procedure, a payer, an aspect or a subject."""
    return names(text) or any(says(text, item["asked"]) for item in vocabulary()["subjects"].values())


def names(text: str) -> bool:
    """Whether a sentence names a procedure, a payer, an aspect or the course of an illness."""
    weak = any(says(text, item.get("weak", [])) for item in vocabulary()["procedures"].values())
    course = any(says(text, ways) for ways in vocabulary()["about"]["course"].values())
    return weak or course or bool(named("procedures", text) or named("payers", text) or named("aspects", text))
