"""Where and when a document holds: its payers, states, programmes, days, and the edition that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from index.passage import Document, Guideline

UNKNOWN = ("unknown", "unnamed", "this project")
LEGAL = re.compile(r",?\s*\b(?:inc|llc|ltd|corp(?:oration)?|company|co)\b\.?|\s*\([^)]*\)", re.IGNORECASE)
JOINING = ("of", "for", "and", "&")
OPEN_END = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question asks for: a payer as the library names it, a state's postal code, a programme, a day."""

    payer: str | None = None
    state: str | None = None
    program: str | None = None
    day: str | None = None


@cache
def states() -> dict[str, str]:
    """The names of the states by their postal codes."""
    found: dict[str, str] = yaml.safe_load(files("index").joinpath("states.yaml").read_text(encoding="utf-8"))
    return {str(code): name for code, name in found.items()}


def state_codes(text: str, *, postal: bool = False) -> tuple[str, ...]:
    """The states that a text names; by postal code too where `postal` says so: elsewhere CT is a scan and OR a word."""
    low = text.lower()
    found = []
    for code, name in states().items():
        west = name == "Virginia" and "west virginia" in low and low.count("virginia") == low.count("west virginia")
        if (postal and re.search(rf"\b{code}\b", text)) or (re.search(rf"\b{name.lower()}\b", low) and not west):
            found.append(code)
    return tuple(found)


@cache
def payer_words(sort: str) -> frozenset[str]:
    """Words of `payers.yaml`: those that many payers' names share, or those that are no name."""
    found: dict[str, list[str]] = yaml.safe_load(files("index").joinpath("payers.yaml").read_text(encoding="utf-8"))
    return frozenset(found[sort])


def is_known(issuer: str) -> bool:
    """Whether an issuer is one, and not the word for one that is not known."""
    return issuer.lower() not in UNKNOWN


def own_words(name: str) -> str:
    """The leading words of a payer's name that others do not share; empty where there are none or they are a state."""
    words = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE).split()
    shared = payer_words("generic") | payer_words("no_names")
    end = next((at for at, word in enumerate(words) if word.lower().strip(",.") in shared), len(words))
    joined = end < len(words) and words[:end][-1:] and words[end - 1].lower() in JOINING
    found = "" if joined else " ".join(words[:end]).strip(" ,")
    return "" if found.lower() in {state.lower() for state in states().values()} else found


def payer_names(document: Document) -> tuple[str, ...]:
    """Whose rules a document holds: the payers it names, else its issuer; without forms of companies."""
    named = document.payers or tuple(name for name in (document.issuer,) if is_known(name))
    return tuple(dict.fromkeys(LEGAL.sub("", name).strip() for name in named if LEGAL.sub("", name).strip()))


def names_payer(text: str, name: str) -> bool:
    """Whether a text names a payer, whole or by the words of its own, in any case; one such word keeps its capital."""
    own = own_words(name)
    if name and _stands(name, text.lower()):
        return True
    return bool(own) and (_stands(own, text.lower()) if " " in own else bool(re.search(rf"\b{re.escape(own)}\b", text)))


def _stands(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text))


def holds(document: Document, scope: Scope) -> bool:
    """Whether a document holds for a payer, state, programme and day; what it does not limit holds everywhere.

    Without a day, a document that a later edition follows does not hold.
    """
    if scope.payer and all(name.lower() != scope.payer.lower() for name in payer_names(document)):
        return False
    if scope.state and document.states and scope.state not in document.states:
        return False
    low = [program.lower() for program in document.programs]
    if scope.program and low and scope.program.lower() not in low:
        return False
    if scope.day is None:
        return document.superseded_by is None
    return (document.in_force_from or "") <= scope.day <= (document.in_force_until or OPEN_END)


def with_editions(documents: Sequence[Document], guidelines: Sequence[Guideline]) -> tuple[Document, ...]:
    """The documents, those that a later edition of the same guideline follows marked, and ended where it begins."""
    held: dict[str, set[str]] = {}
    for guideline in guidelines:
        held.setdefault(guideline.document, set()).add(guideline.id.partition("@")[0])

    def follows(later: Document, document: Document) -> bool:
        same = held.get(document.id, set()) & held.get(later.id, set())
        apart = document.states and later.states and not set(document.states) & set(later.states)
        return bool(same) and not apart and later.id != document.id and _order(later) > _order(document)

    found = []
    for document in documents:
        later = min((one for one in documents if follows(one, document)), key=_order, default=None)
        if later is None:
            found.append(document)
            continue
        until = min(document.in_force_until or OPEN_END, _day_before(later.in_force_from) or OPEN_END)
        found.append(replace(document, superseded_by=later.id, in_force_until=None if until == OPEN_END else until))
    return tuple(found)


def _order(document: Document) -> tuple[str, list[int]]:
    """What makes an edition later: the day from which it holds, then the figures of its number."""
    return document.in_force_from or "", [int(figure) for figure in re.findall(r"\d+", document.edition or "")[:6]]


def _day_before(day: str | None) -> str | None:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day and day > "0001-01-01" else None
