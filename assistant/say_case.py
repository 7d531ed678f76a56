"""A determination in words: what decides it first, then what is missing, then what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Statement
from assistant.assess_case import outcome_said
from assistant.citing import Citer
from assistant.tell_case import ASKED
from assistant.words import fact_in_words, plain
from checks import question

OPEN = 4  # criteria still open that are named
WEIGHED = 3  # points for a person to weigh that are named while facts are open or fail
SPAN = re.compile(
    r"\b(\d+) ?(d|days?|wks?|weeks?|mos?|months?)\b (?:apart\b|(?:after|from|since) (?:the |her |his )?"
    r"(?:1st|first|last|previous|prior|initial|index)\b)",
    re.IGNORECASE,
)
NEEDED = re.compile(r"(?:none dated is recorded|the date of service is not known); needed: at least (\d+) (\w+)")
COUNT = re.compile(r"(\d+)(?: to \d+)? of \d+ present; needed: at least (\d+)")
UNDATED = re.compile(r"undated: \S+ is ((\d+(?:\.\d+)?) \w+; needed: at least (\d+(?:\.\d+)?) \w+)")
NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
DAYS = {"d": 1, "w": 7, "m": 30.4, "y": 365}  # by the first letter of the unit; two spans of one unit compare exactly
DENERVATION = re.compile(r"\b(?:rfas?|rf|ablat\w+|denervat\w+|neurotom\w+|neurolys\w+|burn\w*)\b", re.IGNORECASE)

NONE = {  # what may be open in a case that else meets
    "contraindications_present": "a contraindication",
    "other_procedures_same_day": "another procedure on the same day",
    "prior_injections": "an earlier injection there",
    "prior_denervations": "an earlier denervation there",
}

Row = dict[str, Any]


def in_words(found: dict[str, Any], citer: Citer, message: str) -> tuple[Statement, ...]:
    """A determination as statements: outcome, what decides, what to say next, what was read, what a person weighs."""
    name = found["guideline"]
    said = [Statement(text=f"{name}: {outcome_said(found)}" if name else outcome_said(found))]
    decided = _decided(found, citer, message)
    if found["outcome"] == "insufficient_information" and not any(one.text.startswith("Not met") for one in decided):
        said.append(Statement(text=_open_still(found)))
    said += decided
    asked = found["next_questions"][:ASKED]
    if asked and found["outcome"] == "insufficient_information":
        said.append(Statement(text="Still needed, what decides most first; answer in this order:"))
        said += [_asked(name, found, citer) for name in asked]
        if len(found["missing"]) > len(asked):
            said.append(Statement(text="Further facts are open after that."))
    if found["facts"]:
        said.append(Statement(text="Read from your words, not confirmed:"))
    said += [Statement(text=_read(fact)) for fact in found["facts"]]
    return (*said, *_left_to_a_person(found, citer))


def _open_still(found: dict[str, Any]) -> str:
    """What is said of a case that fails nothing: what else it would take, where that is but the absence of things."""
    if not found.get("meets_if_none"):
        return "Nothing told so far fails a criterion; what is still open decides."
    named = "; ".join(NONE[name] for name in found["meets_if_none"] if name in NONE)
    none = f"the record shows none of these: {named}" if named else ""
    guided = "fluoroscopy guides the needle" if "guidance" in found["meets_if_none"] else ""
    return f"Criteria met as told, if {' and if '.join(one for one in (guided, none) if one)}."


def reckoned(found: dict[str, Any]) -> str:
    """What a determination adds to the words told: facts as read, how many levels they are, and the pain scale."""
    facts = [fact_in_words(fact["name"], fact["value"]) for fact in found.get("facts", ())]
    levels = [str(len(fact["value"])) for fact in found.get("facts", ()) if fact["name"].endswith("levels")]
    return " ".join([*facts, *levels, "0 to 10"])


def _decided(found: dict[str, Any], citer: Citer, message: str) -> list[Statement]:
    """What fails, what falls short as told, what is met as told, and what a failed case leaves open."""
    rows: Sequence[Row] = found["decides"] or found["clauses"]
    failed = [row for row in rows if row["verdict"] == "not_met"]
    said = [_row(row, "Not met", row["because"], citer) for row in failed]
    spans = dict(_spans(rows, message))
    opened = [row for row in rows if row["verdict"] == "unknown"]
    for row in opened:
        short, verdict = row.get("short", []), spans.get(id(row))
        if verdict:
            said.append(_row(row, *verdict, citer))
        elif undated := _falls_short(row):
            said.append(_row(row, "Not met as told, unless more is documented", undated, citer))
        elif short:
            said.append(_row(row, "Not met as told, unless an exception is documented", "; ".join(short), citer))
        else:
            said += _counted(row, found, citer)
    if found["outcome"] == "does_not_meet":
        other = [row for row in found["clauses"] if row["verdict"] == "not_met"]
        known = {(row["clause"], row["label"]) for row in failed}
        said += [_row(row, "Not met", row["because"], citer) for row in other if _key(row) not in known]
        plainly = [row for row in opened if not row.get("short") and id(row) not in spans]
        said += [
            Statement(text=f"Open: {row['label']}.", citations=citer.of_clauses([row["clause"]]))
            for row in plainly[:OPEN]
        ]
    return [*said, *_met(found, rows, citer)]


def _falls_short(row: Row) -> str:
    """Of a row that is open for want of dates alone, what was told of one in a history and is under the bound."""
    if not row["because"].startswith("undated: "):
        return ""
    told = UNDATED.findall(row["because"])
    return "; ".join(f"told: {words}" for words, value, needed in told if float(value) < float(needed))


def _counted(row: Row, found: dict[str, Any], citer: Citer) -> list[Statement]:
    """An open row that asks for several of a list, of which too few are told: those told by name, the list cited."""
    count = COUNT.match(row["because"])
    if count is None or int(count[1]) >= int(count[2]):
        return []
    told = [fact for fact in found["facts"] if fact["name"] in row["facts"] and fact["value"]]
    if not told:
        return []
    named = ", ".join(fact_in_words(fact["name"], fact["value"]).removesuffix(": yes") for fact in told)
    clause = citer.library.clause(row["clause"])
    listed = [row["clause"], *(one.id for one in (citer.items(clause) if clause else ()))]
    text = f"Not met as told, unless more is documented: {row['label']} (told: {named}; needed: at least {count[2]})."
    return [Statement(text=text, citations=citer.of_clauses(listed))]


def _key(row: Row) -> tuple[str, str]:
    return row["clause"], row["label"]


def _spans(rows: Iterable[Row], message: str) -> Iterable[tuple[int, tuple[str, str]]]:
    """Of the one open row on the time since an earlier procedure, the verdict on the span that the message tells."""
    told = SPAN.search(message)
    if told is None:
        return
    near = message[max(told.start() - 60, 0) : told.end() + 30]
    history = "prior_denervations" if DENERVATION.search(near) else "prior_injections"
    open_rows = [row for row in rows if row["verdict"] == "unknown" and row["facts"][:1] == [history]]
    measured = [(row, match) for row in open_rows if (match := NEEDED.search(row["because"]))]
    if len(measured) != 1:
        return
    row, needed = measured[0]
    short = int(told[1]) * DAYS[told[2][0].lower()] < int(needed[1]) * DAYS[needed[2][0]]
    words = f"told: {told[0]}; needed: at least {needed[1]} {needed[2]}"
    yield id(row), ("Not met as told" if short else "Long enough as told", words)


def _met(found: dict[str, Any], rows: Sequence[Row], citer: Citer) -> list[Statement]:
    """The rows that are met: each where the case meets all, else those that facts read from the words meet."""
    met = [row for row in rows if row["verdict"] == "met"]
    if found["outcome"] == "meets":
        return [_row(row, "Met", row["because"], citer) for row in met]
    told = {fact["name"].removeprefix("request.") for fact in found["facts"]} - {"procedure"}
    failing = {name for row in found["clauses"] if row["verdict"] == "not_met" for name in row["facts"][:1]}
    told -= failing  # of a list in which one thing fails, the words may have left out others
    met = [row for row in met if row["facts"] and row["facts"][0].removeprefix("request.") in told]
    labels = "; ".join(dict.fromkeys(row["label"] for row in met))
    cited = citer.of_clauses(dict.fromkeys(row["clause"] for row in met))
    return [Statement(text=f"Met as told: {labels}.", citations=cited)] if met else []


def _left_to_a_person(found: dict[str, Any], citer: Citer) -> list[Statement]:
    """What a person has to weigh, with its clause: all of it where nothing else is open, else the first few."""
    notes = found["review"] if found["outcome"] == "meets" else found["review"][:WEIGHED]
    said = []
    for note in notes:
        clause, _, why = note.partition(": ")
        said.append(Statement(text=f"For a person to weigh: {why}.", citations=citer.of_clauses([clause])))
    if len(found["review"]) > len(notes):
        said.append(Statement(text="Beyond these, further points are for a person to weigh."))
    return said


def _read(fact: dict[str, Any]) -> str:
    quote = " ".join(fact["quote"].split())
    return f"- {fact_in_words(fact['name'], fact['value'])} (“{quote[:80]}”)"


def _row(row: Row, verdict: str, because: str, citer: Citer) -> Statement:
    words = NAME.sub(lambda name: plain(name[0].removesuffix("_0_10")), because)
    text = f"{verdict}: {row['label']} ({words})."
    return Statement(text=text, citations=citer.of_clauses([row["clause"]]))


def _asked(name: str, found: dict[str, Any], citer: Citer) -> Statement:
    """One question with the clause that needs its answer."""
    needs = next((row for row in found["clauses"] if row["verdict"] == "unknown" and name in row["facts"]), None)
    citations = citer.of_clauses([needs["clause"]]) if needs else ()
    return Statement(text=f"- {question(name)}", citations=citations)
