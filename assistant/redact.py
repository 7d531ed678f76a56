"""Redaction of exports: who the patient is goes; clinical durations, scores, levels and days of service stay.

What is hidden keeps its length, so that offsets into a record hold. The patterns are in `assistant/redact.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

import yaml

from assistant.document import Document

WORD = r"(?:[A-Z]\.|[A-Z][A-Za-z'’\-]+(?!\w))"
NAME = rf"(?<!\w){WORD}(?:,? (?:{WORD}|[A-Z](?!\w))){{0,3}}"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = (
    rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|(?i:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?[ -](?i:{MONTH})\.?,?[ -]\d{{2,4}}|(?:19|20)\d{{2}}\b)"
)
ID = r"(?:(?-i:[A-Z]{1,4}) )?(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?: \d{2,})*"
FILL = "█"
Span = tuple[int, int, str]


@cache
def _rules() -> tuple[list[tuple[str, re.Pattern[str], bool]], frozenset[str], frozenset[str]]:
    """The patterns with what they hide and whether they follow a name, words that are no names, and that may be."""
    read = yaml.safe_load(files("assistant").joinpath("redact.yaml").read_text(encoding="utf-8"))
    rules = []
    for rule in read["patterns"]:
        says = re.sub(r"\b(NAME|DATE|ID)\b(?=\))", lambda m: {"NAME": NAME, "DATE": DATE, "ID": ID}[m[1]], rule["says"])
        flags = re.IGNORECASE if rule.get("any_case") else 0
        rules.append((rule["what"], re.compile(says, flags | re.MULTILINE), bool(rule.get("after_name"))))
    return rules, frozenset(read["not_names"].split()), frozenset(read["also_words"].split())


def redacted(value: Any) -> Any:
    """A value of plain JSON with every text in it redacted; numbers, dates and keys stay."""
    return _walk(value, names_in(_texts(value)))


def redacted_documents(documents: Sequence[Document]) -> list[Document]:
    """Documents without who the patient is, named by number."""
    names = names_in(one.text for one in documents)
    return [
        Document(f"document {i}{PurePath(one.name).suffix}", masked(one.text, names), one.warnings)
        for i, one in enumerate(documents, 1)
    ]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The single words of all names that the texts give as such, to be hidden wherever they stand alone."""
    return frozenset(
        word
        for text in texts
        for start, end, what in _spans(text)
        if what == "name"
        for word in re.findall(r"[^\W\d_][\w'’-]+", text[start:end])
        if _is_name(word)
    )


def masked(text: str, names: frozenset[str] = frozenset()) -> str:
    """A text of the same length without identifiers; `names` are hidden wherever they stand as words."""
    spans = _spans(text)
    known = names | names_in([text])
    if known:
        alone = "|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word)))
        found = re.finditer(rf"(?<![\w-])(?:{alone})(?:['’]s)?(?![\w])", text, re.IGNORECASE)
        spans += [(m.start(), m.end(), "name") for m in found if m[0][0].isupper()]
    for start, end, what in _joined(spans):
        text = text[:start] + _hidden(text[start:end], what) + text[end:]
    return text


def _spans(text: str) -> list[Span]:
    """Where identifiers stand."""
    spans: list[Span] = []
    for what, pattern, after_name in _rules()[0]:
        if after_name:
            ends = [end for _, end, kind in spans if kind == "name"]
            hits = [match for end in ends if (match := pattern.match(text, end))]
        else:
            hits = list(pattern.finditer(text))
        for match in hits:
            start, end = match.span("who")
            if what == "name":
                end = start + _length(match["who"])
            if end > start:
                spans.append((start, end, what))
    return spans


def _joined(spans: list[Span]) -> list[Span]:
    """The spans with those that overlap as one."""
    joined: list[Span] = []
    for start, end, what in sorted(spans):
        if joined and start < joined[-1][1]:
            first = joined.pop()
            joined.append((first[0], max(end, first[1]), first[2]))
        else:
            joined.append((start, end, what))
    return joined


def _length(words: str) -> int:
    """How many characters of the words are a name: up to a word that is none, or a short form in capitals."""
    length, shouted = 0, None
    said = list(re.finditer(r"[^\s,]+", words))
    for i, match in enumerate(said):
        word = match[0]
        capitals = len(word) > 1 and word.isupper() and "." not in word
        beside = i > 0 or (i + 1 < len(said) and _plain(said[i + 1][0]) not in _rules()[1])
        named = _is_name(word) or (beside and _plain(word) in _rules()[2])
        if not named or (shouted is False and capitals and len(word) <= 5):
            break
        shouted = capitals if shouted is None else shouted
        length = match.end()
    return length


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$|\.$", "", word.lower())


def _is_name(word: str) -> bool:
    """Whether a word is hidden wherever it stands once it was given as a name."""
    return _plain(word) not in _rules()[1] | _rules()[2]


def _hidden(words: str, what: str) -> str:
    """A mark of the same length; line breaks stay."""
    mark = f"[{what}]"
    line = mark + FILL * (len(words) - len(mark)) if len(words) >= len(mark) else FILL * len(words)
    return "".join("\n" if sign == "\n" else line[i] for i, sign in enumerate(words))


def _walk(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _walk(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, names) for item in value]
    return masked(value, names) if isinstance(value, str) else value


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
