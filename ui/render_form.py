"""The form of a case: only the questions that are asked, each with its answer, its proof and its fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from ui.fields import NONE, RAW, Field, Pairs, in_words
from ui.text import listed, named, say, singular, spoken

FIRST = 5  # open questions that are shown at once
FEW = 5  # choices that are shown side by side; more stand in a list


@dataclass
class Filled:
    """What stands in a form: its values, what is wrong with them, and the record's words for each field."""

    values: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # the mark's number and its words
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)  # parts of entries that are still needed, as `list.part`

    @classmethod
    def of(cls, pairs: Pairs) -> Filled:
        """A form as it was handed in."""
        found = cls()
        for name, value in pairs:
            found.values.setdefault(name, []).append(value)
        return found

    def one(self, name: str) -> str:
        """The one value of a field; empty where there is none."""
        return (self.values.get(name) or [""])[0]


def form(groups: list[tuple[str, list[Field], str]], filled: Filled) -> str:
    """The groups of questions, each with its title and how it is shown: open, some (the first few) or answered."""
    body = "".join(_group(title, asked, how, filled) for title, asked, how in groups if asked)
    return f'<form id="ga-form" autocomplete="off" aria-label="{escape(say("case.form"))}">{body}</form>'


def _group(title: str, asked: list[Field], how: str, filled: Filled) -> str:
    """One group; of many open questions the first few stand open, the others one step away."""
    shown = [question(one, filled, folded=how == "answered") for one in asked]
    first, later = (shown[:FIRST], shown[FIRST:]) if how == "some" else (shown, [])
    more = escape(say("case.more", count=len(later)))
    rest = f'<details class="ga-later"><summary>{more}</summary>{"".join(later)}</details>' if later else ""
    return f'<section class="ga-group"><h2>{escape(title)}</h2>{"".join(first)}{rest}</section>'


def label_of(name: str, words: str) -> str:
    """A field's question; those of the request and of an entry come from the table."""
    key = name.rsplit(".", maxsplit=1)[-1]
    return words or named("questions").get(key) or f"{spoken(key)[:1].upper()}{spoken(key)[1:]}"


def part_label(name: str) -> str:
    """What a part of an entry is called."""
    return named("parts").get(name) or title(name)


def title(name: str) -> str:
    """A choice as it stands on its own."""
    words = spoken(name)
    return words[:1].upper() + words[1:]


def question(asked: Field, filled: Filled, *, folded: bool = False) -> str:
    """One question with its control, the record's words for it, and what is wrong with the answer.

    An answer that is folded shows as a line; opened, it can be corrected.
    """
    name = asked.name
    wrong = filled.wrong.get(name)
    told = f'<p class="ga-field-wrong" id="w-{name}" role="alert">{escape(wrong)}</p>' if wrong else ""
    kind = " ga-conflict" if name in filled.conflicts else " ga-read" if name in filled.quotes else ""
    label = escape(label_of(name, asked.question))
    inner = (
        f'<fieldset class="ga-field-body"><legend>{label}</legend>{control(asked, name, filled)}</fieldset>'
        f"{_proof(name, filled)}{told}"
    )
    if folded and not wrong and name not in filled.conflicts:
        value = escape(answer_in_words(asked, filled))
        summary = f'<summary><span class="ga-q">{label}</span> <span class="ga-a">{value}</span></summary>'
        control_of = (
            f'<fieldset class="ga-field-body"><legend class="ga-hidden">{label}</legend>'
            f"{control(asked, name, filled)}</fieldset>"
        )
        inner = f"<details>{summary}{control_of}</details>{_proof(name, filled)}"
    return f'<div class="ga-field{kind}" id="q-{name}" data-field="{name}">{inner}</div>'


def answer_in_words(asked: Field, filled: Filled) -> str:
    """An answer as one line: several values with commas, several entries apart."""
    if f"{NONE}{asked.name}" in filled.values:
        return say("fields.none_short")
    if asked.kind != "entries":
        return ", ".join(spoken(value) for value in filled.values.get(asked.name, []) if value)
    entries = []
    for number in _numbers(asked, filled):
        given = [(part, filled.one(f"{asked.name}.{number}.{part.name}")) for part in asked.entry]
        entries.append(", ".join(_with_unit(part, value) for part, value in given if value))
    return "; ".join(entries)


def _with_unit(part: Field, value: str) -> str:
    """A part of an entry with what it counts."""
    units = named("units")
    return singular(f"{value} {units[part.name]}") if part.name in units else spoken(value)


def _numbers(asked: Field, filled: Filled) -> list[int]:
    """The numbers of the entries that the form holds for a list."""
    start = f"{asked.name}."
    found = {key[len(start) :].split(".")[0] for key in filled.values if key.startswith(start)}
    return sorted(int(number) for number in found if number.isdigit())


def _proof(name: str, filled: Filled) -> str:
    """The record's words for a field and whether a person has confirmed them."""
    quotes = filled.quotes.get(name)
    if not quotes:
        return ""
    words = " ".join(
        f'<a class="ga-to-mark" href="#m-{number}"><span class="ga-no">{number}</span> “{escape(text)}”</a>'
        for number, text in quotes
    )
    if name in filled.conflicts:
        ways = escape(" / ".join(filled.conflicts[name]))
        return f'<p class="ga-conflict-note">{escape(say("case.conflict"))} {ways}</p><p class="ga-proof">{words}</p>'
    checked = " checked" if name in filled.confirmed else ""
    confirm = (
        f'<label class="ga-confirm"><input type="checkbox" name="ok:{name}"{checked}> '
        f"{escape(say('case.confirm'))}</label>"
    )
    return f'<p class="ga-proof">{words}</p>{confirm}'


def control(asked: Field, name: str, filled: Filled) -> str:
    """The control of a field's kind; each can be left at "not documented"."""
    describe = f' aria-describedby="w-{asked.name}" aria-invalid="true"' if asked.name in filled.wrong else ""
    label = escape(label_of(asked.name, asked.question))
    if asked.kind == "flag":
        return _radios(name, [("yes", say("fields.yes")), ("no", say("fields.no"))], filled.one(name))
    if asked.kind == "choice" and len(asked.choices) <= FEW:
        return _radios(name, [(one, title(one)) for one in asked.choices], filled.one(name))
    if asked.kind == "choice":
        return _select(name, asked, filled.one(name), label)
    if asked.kind == "choices":
        return _boxes(name, asked, filled)
    if asked.kind == "entries":
        return _entries(asked, filled)
    box = _text(name, asked.kind, filled.one(name), f'aria-label="{label}"{describe}')
    return box + (_none(name, filled) if asked.kind == "reason" else "")


def _text(name: str, kind: str, value: str, more: str = "") -> str:
    """A box for words; a name of the case format shows as words and is handed in again as it was."""
    hint = escape(say(f"fields.hint_{kind}"))
    words = in_words(value)
    raw = f'<input type="hidden" name="{RAW}{name}" value="{escape(value)}">' if words != value else ""
    return f'<input type="text" name="{name}" value="{escape(words)}" placeholder="{hint}" {more}>{raw}'


def _radios(name: str, choices: list[tuple[str, str]], value: str) -> str:
    rows = [*choices, ("", say("fields.not_documented"))]
    return '<div class="ga-options">' + "".join(
        f'<label><input type="radio" name="{name}" value="{one}"{" checked" if one == value else ""}>'
        f' {escape(words)}</label>'
        for one, words in rows
    ) + "</div>"  # fmt: skip


def _select(name: str, asked: Field, value: str, label: str) -> str:
    rows = "".join(
        f'<option value="{one}"{" selected" if one == value else ""}>{escape(title(one))}</option>'
        for one in asked.choices
    )
    blank = f'<option value="">{escape(say("fields.not_documented"))}</option>'
    return f'<select name="{name}" aria-label="{label}">{blank}{rows}</select>'


def _boxes(name: str, asked: Field, filled: Filled) -> str:
    values = filled.values.get(name, [])
    rows = "".join(
        f'<label><input type="checkbox" name="{name}" value="{one}"{" checked" if one in values else ""}> '
        f"{escape(title(one))}</label>"
        for one in asked.choices
    )
    return f'<div class="ga-options">{rows}{_none(name, filled)}</div>'


def _none(name: str, filled: Filled) -> str:
    checked = " checked" if f"{NONE}{name}" in filled.values else ""
    return (
        f'<label class="ga-none"><input type="checkbox" name="{NONE}{name}" value="on"{checked}> '
        f"{escape(say('fields.none'))}</label>"
    )


def _entries(asked: Field, filled: Filled) -> str:
    """The entries of a list, one card each, and a pattern from which another is made."""
    numbers = _numbers(asked, filled)
    cards = "".join(_card(asked, str(number), place, filled) for place, number in enumerate(numbers, 1))
    pattern = f"<template>{_card(asked, '__n__', 0, Filled())}</template>"
    add = f'<button type="button" class="ga-button ga-add">{escape(say("fields.add"))}</button>'
    return (
        f'<div class="ga-entries" data-next="{max(numbers, default=-1) + 1}">'
        f"{cards}{pattern}{add}{_none(asked.name, filled)}</div>"
    )


def _card(asked: Field, number: str, place: int, filled: Filled) -> str:
    """One entry: what is known or needed of it stands open, the rest one step away."""
    name = f"{asked.name}.{number}"
    key = asked.name.split(".", 1)[1]
    first = [p for p in asked.entry if filled.one(f"{name}.{p.name}") or f"{key}.{p.name}" in filled.asked]
    first = first if place else [p for p in asked.entry if p.name in listed("entry_first")]
    shown, rest = (
        "".join(_part(part, f"{name}.{part.name}", filled) for part in asked.entry if (part in first) is chosen)
        for chosen in (True, False)
    )
    title = say("fields.entry", number=place) if place else say("fields.new_entry")
    more = f'<details><summary>{escape(say("fields.more"))}</summary><div class="ga-parts">{rest}</div></details>'
    remove = f'<button type="button" class="ga-button ga-remove">{escape(say("fields.remove"))}</button>'
    return (
        f'<div class="ga-entry" role="group" aria-label="{escape(title)}"><p class="ga-entry-title">{escape(title)}</p>'
        f'<div class="ga-parts">{shown}</div>{more if rest else ""}{remove}</div>'
    )


def _part(part: Field, name: str, filled: Filled) -> str:
    label = escape(part_label(part.name))
    if part.kind in {"flag", "choice"}:
        choices = [("yes", say("fields.yes")), ("no", say("fields.no"))] if part.kind == "flag" else [
            (one, title(one)) for one in part.choices
        ]  # fmt: skip
        value = filled.one(name)
        rows = "".join(f'<option value="{one}"{" selected" if one == value else ""}>{escape(words)}</option>'
                       for one, words in choices)  # fmt: skip
        box = f'<select name="{name}"><option value="">{escape(say("fields.not_documented"))}</option>{rows}</select>'
    else:
        box = _text(name, part.kind, filled.one(name))
    return f"<label>{label}{box}</label>"
