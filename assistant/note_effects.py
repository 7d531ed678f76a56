"""What a procedure brought, as a note says it: whether function improved, and whether relief outlasted the anesthetic.

Both are read by a small grammar of clauses: what it was (function, the anesthetic), what became of it, and whether the
clause denies that, wherever in the clause the denial stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.note_context import foreseen, pattern

NOT = re.compile(r"\b(?:no|not|never|nor|none|nothing|neither|hardly|cannot)\b|n['’]t\b", re.IGNORECASE)
INDEX = re.compile(  # of disability: a higher one is worse
    r"\b(?:odi|oswestry|ndi|rmdq|roland.morris|(?:quick)?dash)\b[^.;\d]{0,25}(\d+(?:\.\d+)?)(?: ?%)?"
    r"(?: up)? ?(?:to|->|→|and now|then)(?: up to)? ?(\d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"[.;:%,]|\b(?:and|but|however|though|although|yet|while)\b", re.IGNORECASE)


class Said(NamedTuple):
    """What a clause says of an effect, and where it stands."""

    yes: bool
    start: int
    end: int


def function(text: str) -> Said | None:
    """Whether function was better afterwards; None where it is not said. A denial counts before an affirmation."""
    found = [said for match in pattern("effects.function").finditer(text) if (said := _gain(text, match))]
    worse = next((match for match in INDEX.finditer(text) if float(match[2]) > float(match[1])), None)
    if worse:
        return Said(yes=False, start=worse.start(), end=worse.end())
    return next((one for one in found if not one.yes), found[0] if found else None)


def _gain(text: str, match: re.Match[str]) -> Said | None:
    """What words that bring function and a change together say; no difference without a denial says nothing."""
    breaks = [one.end() for one in BREAK.finditer(text, 0, match.start())]
    low = max(breaks, default=0)
    before, after = text[low : match.start()], text[match.end() :]
    same = pattern("effects.unchanged").search(match[0])
    no = pattern("effects.denial").search(f"{before}{match[0]}") or pattern("effects.denied_after").match(after)
    if same and not no:
        return Said(yes=False, start=match.start(), end=match.end())
    if no:
        return Said(yes=bool(same), start=low, end=match.end() + len(after.partition(".")[0][:45]))
    if _hoped(text, match, low) or pattern("effects.unsigned").search(match[0]):
        return None
    return Said(yes=True, start=match.start(), end=match.end())


def _hoped(text: str, match: re.Match[str], low: int) -> bool:
    """Whether a clause that begins at `low` only hopes for an effect, or sets it as a goal."""
    before, after = text[low : match.start()], text[match.end() :]
    told = pattern("effects.hoped").search(before) or pattern("effects.hoped_after").match(after)
    return bool(told) or foreseen(text, *match.span())


def afterwards(text: str) -> Said | None:
    """Whether function was better afterwards, as said or by what could be done again; None where it is not said."""
    return function(text) or _regained(text)


def _regained(text: str) -> Said | None:
    """Whether something could be done again afterwards, as `could walk again`; None where nothing is said of it."""
    match = pattern("history.better").search(text)
    if match is None:
        return None
    low = max((one.end() for one in BREAK.finditer(text, 0, match.start())), default=0)
    if _hoped(text, match, low):
        return None
    not_after = pattern("effects.denied_after").match(text, match.end())
    no = not_after or NOT.search(text[low : match.end()])
    return Said(yes=not no, start=low, end=not_after.end() if not_after else match.end())


def outlasted(text: str) -> bool | None:
    """Whether relief lasted at least as long as the anesthetic should; None where it is not said."""
    text = " ".join(text.split())
    if pattern("effects.too_short").search(text):
        return False
    return True if pattern("effects.long_enough").search(text) else None


def for_all(text: str) -> bool | None:
    """What a sentence says of the function after all procedures at once: `none of the three improved function`."""
    said = function(text)
    if said is None or not pattern("effects.of_all").search(text):
        return None
    return said.yes
