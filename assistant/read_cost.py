"""The plan of a cost question: each amount and share goes to the words beside it; what is vague is refused."""

from __future__ import annotations

import re
from typing import Any

from assistant.answer import Statement
from assistant.cost_words import CURRENCY, DAY, DED, MONTHS, OOP, PERCENT, VAGUE, Amount, amounts, label, numerals
from assistant.work_out_cost import changed
from checks import CONTRAST, CaseError, estimate, plan_of, what_if


def plan_in(message: str) -> dict[str, Any]:
    """The plan's numbers that a message gives.

    Raises:
        CaseError: a number is vague or in a foreign currency.
    """
    text = numerals(message.lower().replace("’", "'"))
    vague = VAGUE.search(text)
    if vague:
        raise CaseError(f"'{vague[0].strip()}' is no exact amount: look it up on the plan's member page")
    negative = re.search(r"(?<![\w.)-])[-−]\s?\$?\d[\d,.]*", text)
    if negative:
        raise CaseError(f"'{negative[0]}' is negative: an amount of a plan is zero or more")
    if CURRENCY.search(text):
        raise CaseError("amounts in two currencies: give all of them in dollars")
    found: dict[str, Any] = {}
    allowed: list[tuple[Amount, str]] = []
    extra: list[dict[str, Any]] = []
    for amount in amounts(text):
        name = label(amount)
        apart = re.search(r"\b(contrast|dye|guidance|anesthesia|facility|drug|medication)\b", amount.sentence)
        if name == "allowed":
            allowed.append((amount, amount.value))
        elif (name == "billed" and re.search(r"not covered|isn't covered|non.?covered", text) and apart) or (
            apart and name is None and re.search(r"not covered|isn't covered|non.?covered", amount.sentence)
        ):
            extra.append({"name": apart[1], "billed": amount.value, "covered": False})
        elif name and name != "skip":
            found.setdefault(name, amount.value)
    found |= _shares(text) | _said(text, found)
    return _claim(text, found, allowed, extra)


def _shares(text: str) -> dict[str, Any]:
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
    if not rates:
        none = re.search(r"\bno co-?insurance|there's no co-?insurance|without co-?insurance", text)
        return {"coinsurance": "0%"} if none else {}
    if len(set(rates)) > 1:
        raise CaseError(f"two different shares, {' and '.join(dict.fromkeys(rates))}: say which one you pay")
    return {"coinsurance": rates[0]}


def _said(text: str, found: dict[str, Any]) -> dict[str, Any]:
    """What the message says in words: met, none of it met, limit reached, network, programme."""
    said: dict[str, Any] = {}
    none = r"(?:none|nothing|haven't|have not|0)\b.{0,30}\b(?:met|paid|used|toward)"
    if re.search(rf"{DED}.{{0,25}}\b(?:met|satisfied|paid off|reached|done)\b|\b(?:met|reached|hit|satisfied) "
                 rf"(?:my |the |our )?(?:whole |full |entire |annual )?{DED}", text):  # fmt: skip
        other = re.search(rf"\bin.network {DED}", text) and re.search(r"out.of.network|\boon\b", text)
        unmet = other or re.search(rf"{DED}.{{0,40}}(?:{none}|not (?:yet )?(?:been )?met)", text)
        if not unmet and "deductible_left" not in found and "deductible_used" not in found:
            said["deductible_met"] = True
    if re.search(rf"{DED}[^?!]{{0,30}}{none}|{none}[^.?!]{{0,30}}{DED}|{DED}.*haven't paid anything toward it", text):
        said |= {"deductible_used": "0"} if "deductible" in found else {}
    if re.search(rf"no {DED}|{DED} (?:does not|doesn't|won't) apply|not subject to (?:the )?{DED}", text):
        said["deductible_left"] = "0"
    if re.search(rf"\b(?:hit|met|reached|maxed)\b.{{0,20}}{OOP}", text) and "oop_max" not in found:
        said["oop_left"] = "0"
    if "oop_max" in found and re.search(r"nothing paid|paid nothing|none paid|haven't paid anything", text):
        said["oop_used"] = "0"
    if re.search(r"out.of.network|\boon\b|non.?network", text):
        said["network"] = "out"
    if re.search(r"\bpart b\b", text):
        said["program"] = "medicare_part_b"
    return said


def _claim(
    text: str, found: dict[str, Any], allowed: list[tuple[Amount, str]], extra: list[dict[str, Any]]
) -> dict[str, Any]:
    """The lines and days of the claim."""
    whole = re.search(r"(?:scan|mri|ct|procedure|injection|block|service|it) (?:itself )?(?:is|was) not covered", text)
    if whole and not allowed and "billed" in found:
        return found | {"items": [{"billed": found.pop("billed"), "covered": False}]}
    if len(allowed) > 1:
        days = list(DAY.finditer(text))
        visits, year, last = [], 2024, (0, 0)
        for amount, value in allowed:
            near = [d for d in days if d.start() < amount.start]
            when = _month_day(near[-1]) if near else None
            if when and when < last:
                year += 1
            last = when or last
            visits.append(
                {"items": [{"allowed": value}]} | ({"date": f"{year}-{when[0]:02}-{when[1]:02}"} if when else {})
            )
        found["visits"] = visits
        ends = re.search(rf"(?:plan )?year ends (?:on )?({'|'.join(MONTHS)})[a-z]* (\d{{1,2}})", text)
        if ends:
            found["plan_year_ends"] = f"2024-{MONTHS.index(ends[1]) + 1:02}-{int(ends[2]):02}"
    elif allowed and extra:
        found["items"] = [
            {"allowed": allowed[0][1]} | ({"billed": found.pop("billed")} if "billed" in found else {}),
            *extra,
        ]
    elif allowed:
        found["allowed"] = allowed[0][1]
    elif extra:
        found["items"] = extra
    return found


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    return (MONTHS.index(match[1]) + 1, int(match[2])) if match[1] else (int(match[3]), int(match[4]))


def _unknown(text: str, plan: dict[str, Any]) -> list[dict[str, str]]:
    """Inputs that the message shows to matter and does not give."""
    asked = []
    if plan.get("deductible") and not {"deductible_left", "deductible_used", "deductible_met"} & set(plan):
        asked.append(
            {"input": "deductible_left", "where": "the plan's member page or its last explanation of benefits"}
        )
    if plan.get("oop_max") and not {"oop_left", "oop_used"} & set(plan):
        asked.append(
            {"input": "oop_used", "where": "what was paid toward the limit this year, on the plan's member page"}
        )
    if (
        plan.get("network") == "out"
        and "billed" not in plan
        and re.search(r"balance.?bill|bill (?:me )?(?:for )?the (?:rest|diff)", text.lower())
    ):
        asked.append({"input": "billed", "where": "the provider's charge, on its estimate or bill"})
    apart = re.search(
        r"\b(contrast|dye|guidance|anesthesia|facility)\b[^.?!]*(?:not covered|isn't covered)", text.lower()
    )
    if apart and not any(line.get("covered") is False for line in plan.get("items", ())):
        asked.append({"input": f"billed ({apart[1]})", "where": "the provider's charge, on its estimate or bill"})
    if (
        re.search(r"\b(?:two|2) (?:injections|blocks|visits|dates|scans|procedures)\b", text.lower())
        and "allowed" in plan
    ):
        where = "ask the plan for the allowed amount of each procedure code"
        asked.append({"input": "allowed (second date)", "where": where})
    return asked


def cost_answer(text: str) -> tuple[tuple[Statement, ...], dict[str, Any] | None]:
    """The cost worked out from a message's own numbers, in words, and as values."""
    try:
        given = plan_in(text)
        unknown = _unknown(text, given)
        plan = plan_of(given)
        found = estimate(plan) | {"what_if": what_if(plan)}
    except CaseError as error:
        return (Statement(text=f"The numbers could not be used: {error}."),), None
    if unknown:
        known = {m["input"] for m in found["missing"]}
        found |= {"patient_pays": None, "plan_pays": None, "steps": [], "range": None,
                  "missing": [*found["missing"], *(m for m in unknown if m["input"] not in known)]}  # fmt: skip
    return _in_words(given, found, dye=bool(CONTRAST.search(text))), found


def _in_words(given: dict[str, Any], found: dict[str, Any], *, dye: bool) -> tuple[Statement, ...]:
    plain = {name: value for name, value in given.items() if not isinstance(value, list)}
    read = ", ".join(f"{name.replace('_', ' ')} {'yes' if value is True else value}" for name, value in plain.items())
    lines = [line for visit in given.get("visits", [{"items": given.get("items", [])}]) for line in visit["items"]]
    read = ", ".join([read, *(" ".join(str(v) for k, v in line.items() if k != "covered") for line in lines)]).strip(
        ", "
    )
    said = [Statement(text=f"From your numbers: {read}.")]
    if found["patient_pays"] is not None:
        said.append(Statement(text=f"You pay {found['patient_pays']}; the plan pays {found['plan_pays']}."))
        said += [
            Statement(text=f"{step['rule']}: {step['amount']}, {step['remaining']} remain.") for step in found["steps"]
        ]
    else:
        if found["range"]:
            low, high = found["range"]["low"], found["range"]["high"]
            said.append(Statement(text=f"With what is missing, you pay between {low} and {high}."))
        said += [Statement(text=f"Missing: {m['input'].replace('_', ' ')} ({m['where']}).") for m in found["missing"]]
    if dye and found["patient_pays"] is not None:
        apart = [row for row in found["what_if"] if "contrast" in row["change"]]
        said += [Statement(text=f"What if: {changed(row)}.") for row in apart]
        if not apart:
            ask = "If the contrast agent is billed apart, say its charge, and the difference is worked out."
            said.append(Statement(text=ask))
    said += [Statement(text=f"Note: {words}.") for words in found["assumptions"]]
    said.append(Statement(text="This is arithmetic on your numbers, not a price or a promise of the plan."))
    return tuple(said)
