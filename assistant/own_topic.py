"""Whether a turn is a whole question on something else than the trade, so that no turn before it bears on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from assistant.answer import Message
from assistant.honest_part import of_the_trade
from assistant.reading import Reading, read
from assistant.vocabulary import asked_passages, says, vocabulary

WORD = re.compile(r"[a-z]+")
WHOLE = 4  # words from which a message can be a whole question
KNOWN = 8  # clauses that readers ask for with a word, from which it is a word of the trade
RARE = 0.5  # share of words of no trade from which the question is of none


def of_another_topic(now: Reading) -> bool:
    """Whether a message asks a whole question, names nothing of the trade, points back at nothing, and is strange.

    Strange is a question of whose telling words half are hardly ever used to ask for a clause.
    """
    if _named(now) or says(now.text, vocabulary()["points_back"]) or re.search(r"\d", now.text):
        return False
    if len(now.text.split()) < WHOLE or not says(now.text, vocabulary()["opens_a_question"]):
        return False
    telling = [word for word in WORD.findall(now.text) if word not in vocabulary()["telling_nothing"]]
    strange = [word for word in telling if _clauses_asked_with()[_stem(word)] < KNOWN]
    return bool(strange) and len(strange) >= RARE * len(telling)


def without_other_topics(history: Sequence[Message]) -> list[Message]:
    """The messages before a turn, without whole questions on something else and what was replied to them."""
    kept: list[Message] = []
    left_out = False
    for message in history:
        if message.role == "user":
            left_out = of_another_topic(read(message.content))
        kept += [] if left_out else [message]
    return kept


def _named(now: Reading) -> bool:
    """Whether a message names anything that the vocabulary has."""
    parts = (now.procedures, now.guidelines, now.aspects, now.payers, now.contractors, now.states, now.about)
    others = (item["words"] for item in vocabulary()["elsewhere"].values())
    return any(parts) or of_the_trade(now.text) or any(says(now.text, words) for words in others)


@cache
def _clauses_asked_with() -> Counter[str]:
    """In how many clauses' questions each word stands."""
    asked = asked_passages().values()
    return Counter(
        stem for ways in asked for stem in {_stem(word) for way in ways for word in WORD.findall(way.lower())}
    )


def _stem(word: str) -> str:
    """A word without the ending of its plural or of its tense."""
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > WHOLE else word
