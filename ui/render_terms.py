"""A policy's terms as sentences: one pattern a kind, from the table of words."""

from __future__ import annotations

import re

from ui.text import named, say, spoken

PART = re.compile(r" (?=[a-z_]+=)")
PROCEDURES = re.compile(r"procedures ([a-z_|]+)")


def readable(term: str) -> str:
    """A criterion's line of a policy in words; a kind without a pattern loses its signs only."""
    kind, *rest = PART.split(term)
    given = {name: value for part in rest for name, _, value in [part.partition("=")]}
    pattern = named("terms").get(kind)
    if pattern is None:
        return spoken(re.sub(r"[=|]", " ", term))
    said = pattern.format(
        fact=_words(given.get("fact", "")),
        values=_choices(given.get("values", "") or given.get("only", "")),
        bound=_bound(given),
        what=_what(given.get("select", "")),
        length=say("terms_parts.length", bound=_bound(given)) if "at_least" in given else "",
        window=say("terms_parts.window", span=given["window"]) if "window" in given else "",
        within=say("terms_parts.within", span=given["within"]) if "within" in given else "",
        which=named("which").get(given.get("which", ""), ""),
        span=given.get("span", ""),
    )
    said += say("terms_parts.counted") if given.get("with_request") == "True" else ""
    absent = given.get("absent")
    said += say(f"terms_parts.absent_{absent}") if absent in {"met", "not_met"} else ""
    said = " ".join(said.split()).replace(" ,", ",").rstrip(": ")
    return said[:1].upper() + said[1:]


def _words(names: str) -> str:
    return ", ".join(spoken(name.removeprefix("request.")) for name in names.split("|"))


def _choices(values: str) -> str:
    """The values that a criterion accepts; yes and no for flags."""
    words = {"True": say("fields.yes").lower(), "False": say("fields.no").lower()}
    return say("terms_parts.or").join(words.get(value, spoken(value)) for value in values.split("|"))


def _bound(given: dict[str, str]) -> str:
    """What a number or a length of time has to reach."""
    unit = {"score": say("terms_parts.score"), "%": "%"}.get(given.get("unit", ""), given.get("unit", ""))
    below = given.get("below") == "True"
    found = []
    for name in ("at_least", "above", "at_most", "below"):
        if name in given and given[name] != "True":
            key = "below" if below and name == "at_least" else name
            found.append(f"{say(f'terms_parts.{key}')} {given[name]} {unit}".strip())
    return ", ".join(found) or _choices(given.get("only", ""))


def _what(select: str) -> str:
    """The earlier procedures that a criterion counts."""
    match = PROCEDURES.search(select)
    if match:
        return _choices(match[1])
    return say("terms_parts.denervation" if "prior_denervations" in select else "terms_parts.injection")
