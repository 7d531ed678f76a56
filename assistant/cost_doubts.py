"""The third layer of a cost question: what bears on the amount and no rule has understood is asked about."""

from __future__ import annotations

import re

from assistant.cost_facts import Told
from assistant.cost_numbers import Mark, cost_words
from assistant.cost_words import pattern

AMOUNT = r"\$?\d[\d,]*(?:\.\d+)?"
DENIED = re.compile(r"\b(?:no|not|without|never|isn't|aren't|don't|doesn't|nor|any) (?:\w+ ){0,3}$")


def vague(read: Told) -> list[tuple[Mark, str]]:
    """The amounts that are said to be no exact ones, each with the words."""
    words = cost_words()
    before = re.compile(
        rf"(?:\b(?:{words['vague_before']})(?: (?:it'?s?|is|was|there|i|have|has|of|the|my|a|an)\b){{0,4}} ?|~ ?)\$?$"
    )
    after = re.compile(rf"(?:{words['vague_after']})|\s?(?:-|–|to|or) ?{AMOUNT}(?! ?%)")
    found = []
    for mark in read.found:
        if mark.kind != "amount":
            continue
        head = before.search(read.text[: mark.start])
        tail = after.match(read.text[mark.end :])
        if (
            head and not re.search(r"(?:think|know|figure|worry|ask\w*|question) about $|\bjust about \$?$", head[0])
        ) or tail:
            low = head.start() if head else mark.start
            found.append((mark, read.text[low : mark.end + (tail.end() if tail else 0)].strip()))
    return found


def doubts(read: Told) -> list[tuple[str, str]]:
    """What changes the arithmetic and was not understood: its words, and what to say."""
    found = []
    for doubt in cost_words()["doubts"]:
        words = pattern(doubt["words"]) if doubt["words"] in cost_words() else re.compile(doubt["words"])
        for match in words.finditer(read.text):
            if read.understood(match):
                continue
            if DENIED.search(read.text[: match.start()]):
                continue
            found.append((f"what “{match[0].strip()}” means for the amount", doubt["ask"]))
            break
    return found
