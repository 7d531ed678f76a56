"""One message read by the vocabulary: what it names, without what came before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from assistant.vocabulary import named, says, vocabulary

THERAPY_AFTER = (
    r"(?:for|visits?|sessions?|x|weeks?|requirements?|rules?|and|or|counts?|notes?|is|was|"
    r"be (?:tried|done|given|completed|attempted|required)|tried|first|before|needed|required)"
)
PATIENT = re.compile(
    rf"(?<![\w/])(?<!\bof )(?<!weeks )(?<!wks )(?<!no )(?<!and )(?<!or )(?<!did )(?<!do )(?<!failed )(?<!months )"
    rf"(?<!sessions )pts?\b(?!\s*(?:{THERAPY_AFTER}\b|[/?.,;)]|$))"
)
RULED_OUT = re.compile(  # `no disc or SI source`: as a source of pain it is no procedure
    r"\b(?:no|without|denies)\b[^.;?!]{0,50}\b(?:source|cause|origin|component|pathology|involvement)s?\b"
)
ADVANTAGE = re.compile(r"\bmedicare (?:advantage|adv|replacement|supplement)\b|\bmedigap\b")  # a private plan
AMOUNT = re.compile(r"\$ ?\d[\d,.]*|\b\d+ ?(?:mg|mcg|ml|dollars)\b")  # a dose or a price is no guideline's number


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message names; each part empty where it names none."""

    text: str
    procedures: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def plain(question: str) -> str:
    """The question in lower case, misspelt words of the trade mended, `pt` spelled out where it is a patient."""
    text = PATIENT.sub("patient", question.lower())
    known = vocabulary()["spelling"]
    return re.sub(r"[a-z]{7,}", lambda word: _mended(word[0], tuple(known)), text)


@cache
def _mended(word: str, known: tuple[str, ...]) -> str:
    return word if word in known else (get_close_matches(word, known, 1, 0.87) or [word])[0]


def read(message: str) -> Reading:
    """Read one message on its own."""
    text = plain(message)
    scope = RULED_OUT.sub(" ", AMOUNT.sub(" ", text))
    words = vocabulary()
    return Reading(
        text=text,
        procedures=tuple(_procedures(_without_others(scope))),
        guidelines=tuple(named("guidelines", scope)),
        aspects=tuple(named("aspects", text)),
        payers=tuple(_payers(text)),
        contractors=tuple(named("contractors", text)),
        states=tuple(named("states", text)),
        about=tuple(tag for family in words["about"].values() for tag, ways in family.items() if says(text, ways)),
    )


def _payers(text: str) -> list[str]:
    """The payers named; `Aetna Medicare Advantage` is Aetna."""
    found = named("payers", text)
    return [name for name in found if not (name == "medicare" and "other" in found and ADVANTAGE.search(text))]


def _without_others(text: str) -> str:
    """The text without the longer names of procedures that no guideline here decides: `knee RFA` is no facet RFA."""
    for item in vocabulary()["elsewhere"].values():
        text = re.sub("|".join(item["words"]), " ", text)
    return text


def _procedures(text: str) -> list[str]:
    """The procedures named; by their weak words only where no other is, or several are compared."""
    found = named("procedures", text)
    if found and not says(text, vocabulary()["comparison"]):
        return found
    weak = [n for n, item in vocabulary()["procedures"].items() if says(text, item.get("weak", []))]
    return list(dict.fromkeys([*found, *weak]))
