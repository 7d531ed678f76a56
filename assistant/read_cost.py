"""The plan of a cost question: each amount goes to the term beside it; what is vague or unclear is not computed."""

from __future__ import annotations

import re
from typing import Any

from assistant.cost_words import (
    COUNT,
    CURRENCY,
    DAY,
    DED,
    ITEMS,
    MONTHS,
    OOP,
    PERCENT,
    UNITS,
    VAGUE,
    Mark,
    label,
    marks,
    numerals,
)
from checks import CaseError, Plan

UNCOVERED = (
    r"(?:not|n't|never|isn't|won't) (?:\w+ ){0,3}(?:cover\w*|paid|pay)|non.?covered|uncovered|denied|"
    r"pays? nothing|all mine\b|all (?:on|up to) me\b"
)
NO_SHARE = (
    r"\binstead of (?:a |the |any )?(?:percent\w*|co-?ins\w*)|"
    r"\b(?:no|without|zero) (?:co-?ins\w*|percent\w*)|percent\w* (?:\w+ ){0,2}(?:don't|doesn't|do not) apply|"
    r"co-?ins\w* (?:n/?a|doesn't apply|does not apply)"
)
NO_DEDUCTIBLE = (
    rf"\b(?:no|without) {DED}|{DED}[^.;]{{0,30}}(?:n/?a\b|not apply|n't apply|waived)|not subject to (?:the )?{DED}"
)
UNSURE = re.compile(r"not sure|unsure|(?:don't|do not|didn't) know|no idea|unknown|not certain")
NONE = r"(?:none|nothing|haven't|have not|not|0)\b.{0,30}\b(?:met|paid|used|toward)"
MET = (
    r"(?:met|satisfied|paid off|paid up|fully paid|all paid|already paid|paid for|paid in full|reached|done|finished|"
    r"taken care of|used up)\b"
)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|about to|haven't|have not|not yet|until|away from|short of)\b")
KEYS = frozenset(Plan.model_fields)
WHERE = {
    "deductible_left": "the plan's member page or its last explanation of benefits",
    "oop_used": "what was paid toward the limit this year, on the plan's member page",
    "billed": "the provider's charge, on its estimate or bill",
    "allowed": "ask the plan for the allowed amount of each procedure code",
}


def plain(message: str) -> str:
    """The message in lower case, amounts in words as digits, single words out of brackets."""
    return re.sub(r"\(([a-z]+)\)", r"\1", numerals(message.lower().replace("’", "'")))


def plan_in(message: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The plan's numbers that a message gives, and the inputs that it shows to matter and does not give.

    Raises:
        CaseError: a number is vague, negative or in a foreign currency, or two shares contradict each other.
    """
    text = plain(message)
    if re.search(r"\bonly (?:have |got |has )?(?:a |the )?family|family (?:\w+ )?only\b", text):
        text = re.sub(r"\bfamily (?=\w)", "", text)  # the one deductible and limit that there are
    _refuse(text)
    found = marks(text)
    plan: dict[str, Any] = {}
    allowed: list[Mark] = []
    lines: list[dict[str, Any]] = []
    unclear: list[str] = []
    for amount in (mark for mark in found if mark.kind == "amount"):
        name = label(amount, found)
        if name == "allowed":
            allowed.append(amount)
        elif name == "item":
            lines.append(_line(text, amount))
        elif name == "deductible_used" and _met(text):  # "my 2,000 deductible is fully paid"
            plan["deductible"] = amount.value
        elif name is None or name not in KEYS or plan.get(name, amount.value) != amount.value:
            unclear.append(amount.value)
        else:
            plan[name] = amount.value
    plan |= _share(text)
    plan |= _said(text, plan)
    plan = _claim(text, plan, allowed, lines)
    return plan, [*({"input": f"what {value} is", "where": "say which amount it is"} for value in unclear),
                  *_unknown(text, plan)]  # fmt: skip


def _refuse(text: str) -> None:
    vague = VAGUE.search(text)
    if vague:
        raise CaseError(f"'{vague[0].strip()}' is no exact amount: look it up on the plan's member page")
    negative = re.search(r"(?<![\w.)-])[-−]\s?\$?\d[\d,.]*", text)
    if negative and not re.search(r"\d\s*$", text[: negative.start()]):
        raise CaseError(f"'{negative[0]}' is negative: an amount of a plan is zero or more")
    if CURRENCY.search(text):
        raise CaseError("amounts in two currencies: give all of them in dollars")


def _share(text: str) -> dict[str, Any]:
    """The coinsurance: what the patient pays, or the rest of what the plan pays."""
    rates = []
    for match in PERCENT.finditer(text):
        rate = match[1] or match[2]
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
        theirs = re.search(r"\b(?:plan|insurance|insurer|they|it|medicare|blue \w+|aetna|cigna|policy)\b(?: \w+){0,2} "
                           r"(?:pays?|covers?|picks? up)\s*$", before)  # fmt: skip
        theirs = theirs or re.match(
            r" (?:by|from) (?:the |my )?(?:plan|insurance)|,? paid by (?:the|my) (?:plan|insur)", after
        )
        rates.append(f"{100 - float(rate):g}%" if theirs and float(rate) <= 100 else f"{rate}%")
    if len(set(rates)) > 1:
        raise CaseError(f"two different shares, {' and '.join(dict.fromkeys(rates))}: say which one you pay")
    none = re.search(NO_SHARE, text)
    return {"coinsurance": rates[0]} if rates else {"coinsurance": "0%"} if none else {}


def _said(text: str, plan: dict[str, Any]) -> dict[str, Any]:
    """What the message says in words: met, none of it met, does not apply, limit reached, network, programme."""
    said: dict[str, Any] = {}
    told = {"deductible_left", "deductible_used"} & set(plan)
    if not told and not UNSURE.search(text):
        unused = re.search(rf"{DED}[^?!]{{0,30}}{NONE}|{NONE}[^.?!]{{0,30}}{DED}", text)
        said |= {"deductible_met": True} if _met(text) else {}
        said = {"deductible_used": "0"} if "deductible" in plan and unused else said
    if re.search(NO_DEDUCTIBLE, text):
        said = {"deductible_left": "0"}
    reached = re.search(rf"\b(?:hit|met|reached|maxed)\b.{{0,20}}{OOP}|{OOP}[\w ]{{0,16}}\b(?:met|reached|hit)\b", text)
    if reached and not {"oop_max", "oop_left", "oop_used"} & set(plan) and not _open(text, reached):
        said["oop_left"] = "0"
    if "oop_max" in plan and "oop_used" not in plan:
        said |= (
            {"oop_used": "0"} if re.search(r"nothing paid|paid nothing|none paid|haven't paid anything", text) else {}
        )
    if re.search(r"out.of.network|\boon\b|non.?network", text):
        said["network"] = "out"
    return said | ({"program": "medicare_part_b"} if re.search(r"\bpart b\b", text) else {})


def _met(text: str) -> bool:
    """Whether the deductible that counts is said to be met; an in-network one does not count out of network."""
    pattern = rf"{DED}(?:'s)?[^.;,?!]{{0,40}}\b{MET}|\b{MET} (?:my |the |our |her |his )?(?:\w+ ){{0,2}}{DED}"
    for match in re.finditer(pattern, text):
        other = re.search(rf"\bin.network {DED}", match[0]) and re.search(r"out.of.network|\boon\b", text)
        if not other and not re.search(r"\b(?:not|n't|none|haven't|isn't|never|until|once|after|\d)\b", match[0]):
            return True
    return False


def _open(text: str, match: re.Match[str]) -> bool:
    """Whether a limit that is spoken of as reached is only nearly so."""
    return NEARLY.search(text[max(0, match.start() - 25) : match.end()]) is not None


def _line(text: str, amount: Mark) -> dict[str, Any]:
    """A line that is billed apart: its charge where it is not covered, else its allowed amount."""
    sentence = text[_begin(text, amount.start) : _end(text, amount.end)]
    named = re.search(ITEMS, sentence) or re.search(ITEMS, text)
    name = named[0] if named else "a line apart"
    rest = text[_begin(text, amount.start) :]
    if re.search(UNCOVERED, rest):
        return {"name": name, "billed": amount.value, "covered": False}
    covered = re.search(
        rf"\b(?:{ITEMS})\b[^,;]{{0,40}}\b(?:covered|allow\w*)\b|\ballow\w*[^,;]{{0,30}}\b(?:{ITEMS})\b", sentence
    )
    return {"name": name, "allowed": amount.value} if covered else {"name": name, "billed": amount.value}


def _begin(text: str, at: int) -> int:
    return max((m.end() for m in re.finditer(r"[.;?!]\s", text[:at])), default=0)


def _end(text: str, at: int) -> int:
    return next((m.start() + at for m in re.finditer(r"[.;?!](?:\s|$)", text[at:])), len(text))


def _claim(text: str, plan: dict[str, Any], allowed: list[Mark], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The lines and days of the claim."""
    whole = re.search(
        rf"(?:scan|mri|ct|procedure|injection|block|service|shot|it) (?:itself )?(?:is|was) {UNCOVERED}", text
    )
    if whole and not allowed and "billed" in plan:
        return plan | {"items": [{"billed": plan.pop("billed"), "covered": False}]}
    number = counted(text)
    each = re.search(
        r"\b(?:each|apiece|a piece|every (?:time|one)|per (?:shot|visit|injection|block|date|session)|ea)\b", text
    )
    if len(allowed) == 1 and number > 1 and each:
        allowed = allowed * number
    if len(allowed) > 1:
        days = [] if each else list(DAY.finditer(text))
        plan["visits"] = _visits(allowed, days)
        if lines:
            plan["visits"][0]["items"] += lines
        ends = re.search(rf"(?:plan )?year ends (?:on )?({'|'.join(MONTHS)})[a-z]* (\d{{1,2}})", text)
        return plan | ({"plan_year_ends": f"2024-{MONTHS.index(ends[1]) + 1:02}-{int(ends[2]):02}"} if ends else {})
    first = [{"allowed": mark.value} | ({"billed": plan.pop("billed")} if "billed" in plan and lines else {})
             for mark in allowed]  # fmt: skip
    apart = re.search(r"co-?pay\w* (?:\w+ )?(?:for|on|at) (?:the |an? |my )?(?:\w+ )?(?:visit|appointment)", text)
    if apart and allowed and plan.get("copay") and plan.get("coinsurance", "0%") != "0%":
        copay = plan.pop("copay")
        lines = [{"name": "the visit", "allowed": copay, "copay": copay}, *lines]
    if lines:
        return plan | {"items": [*first, *lines]}
    return plan | ({"allowed": allowed[0].value} if allowed else {})


def _visits(allowed: list[Mark], days: list[re.Match[str]]) -> list[dict[str, Any]]:
    """One visit for each allowed amount, with the day named before it."""
    visits: list[dict[str, Any]] = []
    year, last = 2024, (0, 0)
    for amount in allowed:
        near = [day for day in days if day.start() < amount.start]
        when = _month_day(near[-1]) if near else None
        year += bool(when and when < last)
        last = when or last
        day = {"date": f"{year}-{when[0]:02}-{when[1]:02}"} if when else {}
        visits.append({"items": [{"allowed": amount.value}], **day})
    return visits


def counted(text: str) -> int:
    """How many services a message speaks of; 1 where it does not say."""
    found = (
        int(match[1] or match[4] or 0) or (UNITS.index(match[2]) if match[2] else 2) for match in COUNT.finditer(text)
    )
    return max((1, *found))


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    return (MONTHS.index(match[1]) + 1, int(match[2])) if match[1] else (int(match[3]), int(match[4]))


def _unknown(text: str, plan: dict[str, Any]) -> list[dict[str, str]]:
    """Inputs that the message shows to matter and does not give."""
    asked = []
    if plan.get("deductible") and not {"deductible_left", "deductible_used", "deductible_met"} & set(plan):
        asked.append("deductible_left")
    speaks = re.search(rf"\b{OOP}", text) and not re.search(
        r"\bout.of.pocket (?:cost|share|expense)|total out of", text
    )
    if (plan.get("oop_max") and not {"oop_left", "oop_used"} & set(plan)) or (
        speaks and not {"oop_max", "oop_left", "oop_used"} & set(plan) and not re.search(rf"\bno {OOP}", text)
    ):
        asked.append("oop_used")
    lines = [line for visit in plan.get("visits", [plan]) for line in visit.get("items", ())]
    out = plan.get("network") == "out" and "billed" not in plan and not any("billed" in line for line in lines)
    if out and re.search(r"balance.?bill|bill (?:me )?(?:for )?the (?:rest|diff)", text):
        asked.append("billed")
    named = [{"input": name, "where": WHERE[name]} for name in asked]
    apart = re.search(rf"\b({ITEMS})\b[^.?!]*(?:{UNCOVERED}|billed (?:apart|separately))", text)
    if apart and not any(line.get("name") for line in lines):
        named.append({"input": f"billed ({apart[1]})", "where": WHERE["billed"]})
    named += [
        {"input": f"covered ({line['name']})", "where": "whether the plan covers it, and its allowed amount"}
        for line in lines
        if "name" in line and "billed" in line and "covered" not in line
    ]
    if counted(text) > 1 and "allowed" in plan:
        named.append({"input": "allowed (second date)", "where": WHERE["allowed"]})
    return named
