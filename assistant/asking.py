"""The texts that are looked up for a question: the whole, its parts, what a follow-up itself asks, without names."""

from __future__ import annotations

import re

from assistant.answer import Frame, Turn
from assistant.names import by_title, without_procedures
from assistant.understand import understand
from assistant.units import PAYERS
from assistant.vocabulary import vocabulary

STUDY = re.compile(  # how a reader names a study
    r"\b[A-Z][a-z]+[A-Z]?[a-z]+(?= et al| (?:and|&) [A-Z]\w+,? \(?20\d\d|,? \(?(?:19|20)\d\d|"
    r"'s (?:study|trial|review)| (?:study|trial|review)\b)"
)
OF_A_DOCUMENT = ("dates", "codes")  # aspects of a document, not of its procedure
SAID_SO = ("approach", "stage")  # kinds of limits whose own word is looked up where readers use another
PART = re.compile(r"[?;+&]+|\s-\s|,? (?:and|also|plus) (?=\w+ )|(?<=[.!]) ")
WORDS = r"(?:what|which|how|who|when|where|why|does|do|is|are|can|will|must|should|if)\b"
ASKS = re.compile(rf"(?<=\?)\s+|[,;]? (?:and|also|plus|but),? (?={WORDS})", re.IGNORECASE)  # between two of one message
TOLD = re.compile(rf"^(?!\W*(?:(?:and|also|plus|but|so|or|then)\W+)*{WORDS})[^?]*$", re.IGNORECASE)  # what asks nothing
PREMISE = re.compile(r"^(?:given|since|because|as|now that|seeing that)(?: that)? ([^,]+), (?=\w)", re.IGNORECASE)
POINTS_BACK = re.compile(r"\b(?:it|them|they)\b", re.IGNORECASE)  # what only the words before it explain
PARTS = 3  # parts of a question that are looked up beside the whole
WORTH = 4  # words of a part


def earlier(frame: Frame) -> Frame | None:
    """The question of the turns before a follow-up; None where the question stands alone."""
    said = frame.resolved_question.split()
    before = " ".join(said[: len(said) - len(frame.question.split())])
    return frame.model_copy(update={"question": before, "resolved_question": before, "aspects": ()}) if before else None


def queries(frame: Frame) -> list[str]:
    """The texts that are looked up for a question: the whole, and its parts or what a follow-up itself asks."""
    whole = PAYERS.sub(" ", frame.resolved_question).strip() or frame.resolved_question
    on_rule = set(frame.aspects) - set(OF_A_DOCUMENT)
    whole = by_title(whole) if on_rule else whole  # alone a title brings nearer what is not on the thing asked
    families = vocabulary()["about"]
    said = [tag for kind in SAID_SO for tag in families[kind] if tag in frame.about and tag not in whole.lower()]
    whole = " ".join([whole, *said])
    parts = [part.strip() for part in PART.split(PAYERS.sub(" ", frame.question)) if len(part.split()) >= WORTH]
    goes_on = len(frame.resolved_question.split()) > len(frame.question.split())
    return [whole, *(parts[:PARTS] if len(parts) > 1 or goes_on else [])]


def each_asked(frame: Frame) -> list[Frame]:
    """The questions of a message that asks several, each by itself, and what one takes for granted.

    What a part names no more is as in the whole.
    """
    premise = PREMISE.match(frame.question)
    asked = [premise[1], frame.question[premise.end() :]] if premise else _asking(frame.question)
    parts = [part.strip() for part in asked if len(part.split()) >= WORTH]
    parts = [part for part in parts if not POINTS_BACK.search(part)]
    if not parts or parts == [frame.question.strip().rstrip("?")] or frame.resolved_question != frame.question:
        return []
    found = [understand(Turn(question=part)) for part in parts]
    return [one if one.procedures or one.guidelines else _within(one, frame) for one in found if one.kind == "lookup"]


def _asking(message: str) -> list[str]:
    """The parts of a message that ask; all of one that has no question mark."""
    return [part.rstrip("?") for part in ASKS.split(message) if "?" not in message or not TOLD.match(part)]


def _within(part: Frame, frame: Frame) -> Frame:
    """A part of a question, on the procedures and guidelines that the whole names."""
    return part.model_copy(
        update={"procedures": frame.procedures, "guidelines": frame.guidelines, "payer": frame.payer}
    )


def studies(frame: Frame, text: str) -> list[str]:
    """The studies that a question names and a text tells."""
    return [name for name in STUDY.findall(frame.question) if re.search(rf"\b{name}\b", text)]


def bare_of(frame: Frame) -> str:
    """The question without the names of procedures and payers."""
    text = frame.question.lower()
    return " ".join(without_procedures(PAYERS.sub(" ", text)).split()) or text
