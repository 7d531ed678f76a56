"""Who issued a document, and where and when it holds: as it says itself, or as `documents.yaml` beside it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from index.errors import CorpusError
from index.scope import is_known, own_words, state_codes, states

FILE = "documents.yaml"
TIERS = ("payer_policy", "government_policy", "worked_example", "article")
LISTED = ("payers", "programs", "states")
KEYS = ("title", "issuer", "authority", "guideline", "edition", "in_force_from", "in_force_until", *LISTED)
MONTH = r"[A-Z][a-z]+"
DAY = rf"(\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}}|{MONTH}\.? \d{{1,2}}, \d{{4}}|(?:\d{{1,2}} )?{MONTH} \d{{4}})"
FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%B %Y")
FROM = re.compile(
    rf"(?:effective|implementation|in force)(?: date)?(?: of this version)?(?: from| on)?\s*[:\-–]?\s*{DAY}",
    re.IGNORECASE,
)
UNTIL = re.compile(
    rf"(?:retire[ds]?|retirement|end|termination|expiration|expires|in force until|valid until)(?: date| on)?"
    rf"\s*[:\-–]?\s*{DAY}",
    re.IGNORECASE,
)
RANGE = re.compile(
    rf"(?:in force|effective|valid)(?: from)?\s*[:\-–]?\s*{DAY}\s*(?:to|until|through|–|-)\s*{DAY}", re.IGNORECASE
)
EDITION = re.compile(r"\b(?:version|edition|revision)(?: number| no\.?)?\s*[:#]?\s*(v?\d+(?:\.\d+)*)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:guideline|policy|lcd|ncd|document)\s*(?:number|no\.?|id|#)\s*[:#]?\s*([A-Z][\w.-]*\d[\w.]*)", re.IGNORECASE
)
LINE = r"\s*(?:[:\t]|(?<=\S)\s{2,})\s*([^\n]{2,160}?)\s*$"
ISSUER = re.compile(
    rf"^(?:issued by|issuer|published by|publisher|contractor|health plan|insurer|company){LINE}",
    re.IGNORECASE | re.MULTILINE,
)
PAYERS = re.compile(
    rf"^(?:payers?|applies to(?: plans?)?|health plans|plans?|applicable plans?){LINE}", re.IGNORECASE | re.MULTILINE
)
PROGRAMS = re.compile(
    rf"^(?:lines? of business|products?|programm?e?s?|applicable programs?){LINE}", re.IGNORECASE | re.MULTILINE
)
STATES = re.compile(rf"^(?:applicable )?(?:states?|jurisdictions?|service area){LINE}", re.IGNORECASE | re.MULTILINE)
ISSUED = re.compile(
    r"\b(?:[Pp]olicy|[Gg]uidelines?|[Cc]riteria) (?:of|(?:issued|published) by) (?:the )?"
    r"((?:[A-Z][\w&'’-]*)(?: (?:of |and |& )?[A-Z][\w&'’-]*){0,6})"
)
LOCAL = re.compile(r"L\d{5}|[LN]CD", re.IGNORECASE)  # numbers of Medicare's determinations
TITLED = re.compile(r"\b(?:polic(?:y|ies)|guidelines?|coverage)\b", re.IGNORECASE)
PARTED = re.compile(r"\s*(?:[,;/]|\band\b)\s*(?!inc\b|llc\b|ltd\b|l\.l\.c)", re.IGNORECASE)
HEAD = 3000


def _day(text: str) -> str | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


def _names(text: str) -> tuple[str, ...]:
    """The names in a list of them; none where the words are a sentence."""
    names = [name.strip(" .") for name in PARTED.split(text)]
    return tuple(name for name in names if name and len(name.split()) <= 6) if len(text.split()) <= 24 else ()


def _issuer(text: str) -> str | None:
    """A name of a company; None where the words are a sentence."""
    return text.strip(" .") if len(text.split()) <= 10 and text[:1].isupper() else None


def read_metadata(text: str) -> dict[str, Any]:
    """What the first page says of the document: number, edition, issuer, payers, programmes, states, from and until."""
    head = text[:HEAD]
    found: dict[str, Any] = {}
    asked: tuple[tuple[str, re.Pattern[str], Callable[[str], Any]], ...] = (
        ("guideline", NUMBER, str),
        ("edition", EDITION, str),
        ("issuer", ISSUER, _issuer),
        ("payers", PAYERS, _names),
        ("programs", PROGRAMS, _names),
        ("states", STATES, partial(state_codes, postal=True)),
        ("in_force_from", FROM, _day),
        ("in_force_until", UNTIL, _day),
    )
    for key, pattern, read in asked:
        match = pattern.search(head)
        value = read(match.group(1)) if match else None
        if value:
            found[key] = value
    said = ISSUED.search(head)
    if said and "issuer" not in found and own_words(said[1]):
        found["issuer"] = said[1]
    between = RANGE.search(head)
    if between and _day(between[1]) and _day(between[2]):
        found |= {"in_force_from": _day(between[1]), "in_force_until": _day(between[2])}
    return found


def ranked(facts: Mapping[str, Any], title: str) -> str:
    """The rank of a document that nobody ranked: the payer's policy where its issuer and a number or title say so."""
    if not is_known(facts.get("issuer", "unknown")) or not (facts.get("guideline") or TITLED.search(title)):
        return "article"
    return "government_policy" if LOCAL.match(facts.get("guideline", "")) else "payer_policy"


def described_in(path: Path) -> Path:
    """The file that describes a document: `documents.yaml` in its folder."""
    return path.with_name(FILE)


def described(path: Path) -> dict[str, Any]:
    """What `documents.yaml` says of a file, under the file's name; empty where it says nothing.

    Raises:
        CorpusError: an unknown key, authority, state or date; names it and what is allowed.
    """
    beside = described_in(path)
    if not beside.exists():
        return {}
    try:
        entries = yaml.safe_load(beside.read_text(encoding="utf-8")) or {}
        entry = dict(entries.get(path.name) or {})
    except (yaml.YAMLError, OSError, AttributeError, ValueError, TypeError, RecursionError):
        raise CorpusError(f"{beside.name}: not a list of file names with their facts; see the README") from None
    where = f"{beside.name}: {path.name}"
    return {key: _described(where, key, value) for key, value in entry.items()}


def describe(path: Path, facts: Mapping[str, Any]) -> None:
    """Put facts on a file into `documents.yaml` beside it, over what that says of the file already.

    Raises:
        CorpusError: as `described`, or the folder cannot be written; nothing is changed then.
    """
    known = described(path)
    checked = {key: _described(f"{FILE}: {path.name}", key, value) for key, value in facts.items()}
    beside = described_in(path)
    whole = beside.read_text(encoding="utf-8") if beside.exists() else ""
    entries = yaml.safe_load(whole) or {}
    entry = {key: list(value) if isinstance(value, tuple) else value for key, value in (known | checked).items()}
    more = {path.name: entry} if path.name not in entries else entries | {path.name: entry}
    text = yaml.safe_dump(more, allow_unicode=True, sort_keys=False, default_flow_style=None)
    before = f"{whole.rstrip()}\n" if whole.strip() and path.name not in entries else ""
    try:
        beside.write_text(before + text, encoding="utf-8")
    except OSError as error:
        raise CorpusError(f"{beside}: cannot be written ({error.strerror}); write the facts there yourself") from None


def _described(where: str, key: str, value: Any) -> Any:
    """One fact of `documents.yaml`, checked."""
    if key not in KEYS:
        raise CorpusError(f"{where}: unknown key '{key}'; allowed: {', '.join(KEYS)}")
    if key in LISTED:
        names = tuple(str(name) for name in (value if isinstance(value, list) else [value]))
        unknown = [name for name in names if key == "states" and name not in states()]
        if unknown:
            raise CorpusError(f"{where}: state '{unknown[0]}' is none; write two capitals, such as WA")
        return names
    words = value.isoformat() if isinstance(value, date) else str(value)
    if key.startswith("in_force") and _day(words) != words:
        raise CorpusError(f"{where}: {key} '{value}' is no date; write YYYY-MM-DD")
    if key == "authority" and words not in TIERS:
        raise CorpusError(f"{where}: authority '{words}' is none of {', '.join(TIERS)}")
    return words
