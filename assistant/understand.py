"""From words to a frame: which procedures, guidelines, aspect, payer and subject a question means."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import yaml

from assistant.answer import Frame, Turn

CODE = re.compile(r"\b(?:\d{5}|\d{4}T)\b")
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|percent|months?|weeks?|days?|years?)?")


@cache
def vocabulary() -> dict[str, Any]:
    """The vocabulary file, with each pattern compiled on first use by `re`."""
    text = files("assistant").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled once: there are more of them than the 512 that `re` itself remembers."""
    return re.compile(pattern, flags)


def says(text: str, patterns: list[str]) -> bool:
    """Whether the lower-case text matches one of the patterns."""
    return any(compiled(pattern).search(text) for pattern in patterns)


def _named(sort: str, text: str) -> list[str]:
    return [name for name, item in vocabulary()[sort].items() if says(text, item["words"])]


def _procedures(text: str) -> list[str]:
    """The procedures named; by their weak words only where no other is."""
    known = vocabulary()["procedures"]
    return _named("procedures", text) or [n for n, item in known.items() if says(text, item.get("weak", []))]


def _aspects(text: str) -> tuple[str, ...]:
    """The aspects that the words name, in the order of the vocabulary."""
    return tuple(name for name, words in vocabulary()["aspects"].items() if says(text, words))


def plain(question: str) -> str:
    """The question in lower case, misspelt words of the trade mended, `pt` spelled out where it is a patient."""
    text = PATIENT.sub("patient", question.lower())
    known = vocabulary()["spelling"]
    return re.sub(r"[a-z]{7,}", lambda word: _mended(word[0], tuple(known)), text)


@cache
def _mended(word: str, known: tuple[str, ...]) -> str:
    return word if word in known else (get_close_matches(word, known, 1, 0.87) or [word])[0]


def _guidelines(text: str, procedures: list[str], payers: list[str]) -> list[str]:
    """The guidelines meant: those of the procedures under each payer named; without a procedure, the payers' own."""
    sides = [("medicare" if payer == "medicare" else "guidelines") for payer in payers or ["nia"]]
    found = [g for side in sides for name in procedures for g in vocabulary()["procedures"][name][side]]
    if not procedures:
        known = vocabulary()["payers"]
        found = [g for payer in payers if payer in known for g in known[payer]["guidelines"]]
    exact = [g for g in found if g[-1].isdigit() and re.search(rf"\b{re.escape(g.split('_')[-1].lower())}\b", text)]
    return list(dict.fromkeys(exact or found))


THERAPY_AFTER = r"(?:for|visits?|sessions?|x|weeks?|requirements?|rules?|and|or|counts?|notes?|is|was)"
PATIENT = re.compile(
    rf"(?<![\w/])(?<!\bof )(?<!weeks )(?<!wks )(?<!no )(?<!and )(?<!or )(?<!did )(?<!do )(?<!failed )(?<!months )"
    rf"(?<!sessions )pts?\b(?!\s*(?:{THERAPY_AFTER}\b|[/?.,;)]|$))"
)
WORTH = 3  # words that have to be left of a message for it to be answered
BRACKETS = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\([^()]*\)")
OPENER = r"(?:How|What|Which|When|Where|Who|Is|Are|Does|Do|Can|Could|Will|Should)"
SENTENCE = re.compile(rf"(?<=[.!?])\s+|\n+|(?<=>>)|(?=<<|>>)|\s+(?={OPENER}\b [a-z])")


def commands(text: str) -> bool:
    """Whether a sentence commands the program instead of saying or asking something."""
    return says(text.lower(), vocabulary()["hostile"])


def honest_part(text: str) -> str:
    """What a message asks: of several sentences those that speak of the trade, without those that command."""
    text = unquote(text) if "%20" in text else text
    text = BRACKETS.sub(lambda aside: "" if commands(aside[0][1:-1]) else aside[0], text)
    parts = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    honest = [part for part in parts if not commands(part)]
    on_topic = [part for part in honest if _of_the_trade(part.lower())]
    return " ".join(on_topic or honest) if len(parts) > 1 or commands(text) else text


def _of_the_trade(text: str) -> bool:
    """Whether a sentence names a procedure, a payer, an aspect or a subject."""
    words = vocabulary()
    subjects = any(says(text, item["asked"]) for item in words["subjects"].values())
    aspects = any(says(text, patterns) for patterns in words["aspects"].values())
    return bool(_procedures(text) or _named("payers", text)) or subjects or aspects


def understand(turn: Turn) -> Frame:
    """Read a turn. A question without a procedure of its own takes it from the reader's last question."""
    question = honest_part(turn.question)
    text = plain(question)
    procedures = _procedures(text)
    resolved = question
    earlier = [message.content for message in turn.history if message.role == "user"]
    if earlier and says(text, vocabulary()["follow_up"]):
        resolved = f"{earlier[-1]} {question}"
    if not procedures and earlier:
        procedures = _procedures(plain(earlier[-1]))
        resolved = f"{earlier[-1]} {question}"
    payers = _named("payers", f"{text} {(turn.payer or '').lower()}")
    payers = payers or ([turn.payer] if turn.payer else [])
    aspects = _aspects(text) or (_aspects(plain(earlier[-1])) if earlier and resolved != question else ())
    state = turn.state or next((s for s, words in vocabulary()["states"].items() if says(text, words)), None)
    return Frame(
        kind="cost"
        if asks_for_arithmetic(turn.question) or _goes_on_counting(turn)
        else "comparison"
        if not procedures and says(text, vocabulary()["comparison"])
        else _kind(text)
        if len(text.split()) >= WORTH or not any(commands(part) for part in SENTENCE.split(turn.question))
        else "hostile",
        procedures=tuple(procedures),
        guidelines=tuple(_guidelines(text, procedures, payers)),
        aspect=aspects[0] if aspects else None,
        aspects=aspects,
        subjects=tuple(name for name, item in vocabulary()["subjects"].items() if says(text, item["asked"])),
        numbers=tuple(dict.fromkeys(match.strip() for match in NUMBER.findall(question))),
        codes=tuple(dict.fromkeys(CODE.findall(question))),
        payer=payers[0] if len(payers) == 1 else None,
        state=state,
        date=turn.date,
        question=question,
        resolved_question=resolved if plain(resolved) == resolved.lower() else plain(resolved),
    )


def asks_for_arithmetic(question: str) -> bool:
    """Whether a message gives numbers of a plan and asks what they come to; what commands the program is left out."""
    text = " ".join(part for part in SENTENCE.split(question) if not commands(part)).lower()
    amounts = re.findall(r"\$?\b\d[\d,]*(?:\.\d\d)?\b|\b(?:hundred|thousand|twenty) ", text)
    terms = sum(says(text, [term]) for term in vocabulary()["plan_terms"])
    asked = says(text, vocabulary()["plan_questions"])
    return bool(amounts) and (terms >= 2 and (len(amounts) >= 2 or asked))


def _goes_on_counting(turn: Turn) -> bool:
    """Whether a short turn changes a number of the cost question before it."""
    earlier = [message.content for message in turn.history if message.role == "user"]
    terms = says(turn.question.lower(), vocabulary()["plan_terms"])
    return bool(earlier) and asks_for_arithmetic(earlier[-1]) and terms and re.search(r"\d", turn.question) is not None


def _kind(text: str) -> str:
    if text.lstrip().startswith("{"):
        return "case"
    return "article" if says(text, vocabulary()["article"]) else "lookup"
