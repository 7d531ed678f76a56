"""Three readers: the same statements, said for staff, a patient or a reviewer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.answer import Citation, Frame, Persona, Statement

TERMS = 3  # words of the trade that are explained below an answer
GUIDELINE = re.compile(r"\b(?:NIA_(?:CG_\d{3}|SCS|IIP)|NCD_\d+\.\d+|L\d{5})\b")
CLAUSE = re.compile(r"\b[A-Z]\w+(?:\.\d+)?/[\w./-]+")
SAYS = re.compile(rf"({GUIDELINE.pattern}) says:")  # "rules" are many
NOTICE = "This does not decide what your plan will pay. It is not medical advice."


@cache
def wording() -> dict[str, Any]:
    """Names, words and questions for patients: `assistant/voices.yaml`."""
    found: dict[str, Any] = yaml.safe_load(files("assistant").joinpath("voices.yaml").read_text(encoding="utf-8"))
    return found


def grade(text: str) -> float:
    """The school grade that a text asks for (Flesch and Kincaid); 0 for a text without words."""
    words = re.findall(r"[a-z']+", text.lower())
    sentences = max(len(re.findall(r"[.!?:]+(?:\s|$)", text)), 1)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The syllables of a word, by its groups of vowels."""
    short = re.sub(r"(?:es|ed|e)$", "", word) if not re.search(r"(?:le|ted|ded|[csxz]es)$", word) else word
    return max(len(re.findall(r"[aeiouy]+", short)), 1)


def compose(
    statements: tuple[Statement, ...], persona: Persona, searched: tuple[str, ...] = (), frame: Frame | None = None
) -> str:
    """The whole answer as Markdown for one reader; `searched` is named where the documents do not answer."""
    say = {Persona.PATIENT: _patient, Persona.REVIEWER: _reviewer, Persona.STAFF: _staff}[persona]
    lines = say(statements, frame or Frame())
    if searched:
        lines.append(f"Searched: {', '.join(searched)}.")
    return "\n\n".join(lines)


def numbered(statements: Iterable[Statement]) -> dict[tuple[str, int, int], int]:
    """The number of each cited place, in order of first mention."""
    places = (place(citation) for statement in statements for citation in statement.citations)
    return {where: number for number, where in enumerate(dict.fromkeys(places), start=1)}


def place(citation: Citation) -> tuple[str, int, int]:
    """What makes two citations one."""
    return citation.clause, citation.start, citation.end


def _cited(statements: Iterable[Statement]) -> dict[tuple[str, int, int], Citation]:
    return {place(citation): citation for statement in statements for citation in statement.citations}


def _marks(statement: Statement, numbers: dict[tuple[str, int, int], int]) -> str:
    """The numbers of a statement's sources; a table has none, as the statements below it name the same."""
    if "\n| " in statement.text:
        return ""
    return " ".join(f"[{numbers[key]}]" for key in dict.fromkeys(map(place, statement.citations)))


def _staff(statements: tuple[Statement, ...], _: Frame) -> list[str]:
    """The statement in terms of the trade, then each clause with its words."""
    numbers = numbered(statements)
    lines = [f"{one.text} {_marks(one, numbers)}".rstrip() for one in statements]
    cited = _cited(statements).items()
    return lines + [f"[{numbers[key]}] {_words(one, statements)}({one.clause}; {tier(one)})" for key, one in cited]


def _reviewer(statements: tuple[Statement, ...], _: Frame) -> list[str]:
    """The clause first, verbatim, with id, edition and offsets, then what follows from it."""
    numbers, shown = numbered(statements), set[tuple[str, int, int]]()
    lines = []
    for statement in statements:
        for citation in statement.citations:
            key = place(citation)
            if key not in shown:
                shown.add(key)
                edition = f", edition {citation.edition}" if citation.edition else ""
                where = f"{citation.document}, characters {citation.start} to {citation.end}"
                lines.append(
                    f"> [{numbers[key]}] {citation.clause}{edition}: “{citation.quote}”\n> {where}; {tier(citation)}"
                )
        if not any(citation.quote in statement.text for citation in statement.citations):
            lines.append(f"{statement.text} {_marks(statement, numbers)}".rstrip())
    return lines


def _patient(statements: tuple[Statement, ...], frame: Frame) -> list[str]:
    """Short plain sentences, what to ask, words explained; the documents' own words stand last."""
    numbers = numbered(statements)
    lines = [f"{lay(one)} {_marks(one, numbers)}".rstrip() for one in statements]
    if not any(one.citations for one in statements) and frame.kind in {"lookup", ""} and len(statements) == 1:
        return lines
    ask = wording()["ask"].get(frame.aspect or "other", wording()["ask"]["other"])
    lines.append(f"**Ask your doctor:** {ask['doctor']}\n\n**Ask your plan:** {ask['plan']}")
    said = " ".join(lines)
    terms = [term for term in wording()["terms"] if re.search(term["says"], said, re.IGNORECASE)][:TERMS]
    lines += ["\n".join(["**Words:**", *(f"- {term['word']}: {term['means']}" for term in terms)])] if terms else []
    lines.append(NOTICE)
    cited = _cited(statements).items()
    quotes = [f"[{numbers[key]}] {_words(one, statements)}({source(one)})" for key, one in cited]
    return lines + (["**The exact words of the documents:**", *quotes] if quotes else [])


def _words(citation: Citation, statements: tuple[Statement, ...]) -> str:
    """The quote of a citation; nothing where a statement has it already."""
    return "" if any(citation.quote in one.text for one in statements) else f"“{citation.quote}” "


def lay(statement: Statement) -> str:
    """A statement for a patient: its plain words, or its text with guidelines called by what they are for."""
    text = SAYS.sub(r"\1 say:", CLAUSE.sub("the rule", statement.plain or statement.text))
    named = GUIDELINE.sub(lambda name: wording()["names"].get(name[0], name[0]), text)
    return re.sub(r"^(Medicare's [^:]*): Medicare: ", r"\1: ", named)


def source(citation: Citation) -> str:
    """Where a quote stands, in a patient's words."""
    return str(wording()["names"].get(citation.guideline or "", citation.document.replace("-", " ").replace("_", " ")))


def tier(citation: Citation) -> str:
    """The rank of a citation's source in words."""
    return citation.authority.replace("_", " ")
