"""A copay that is all that is due of a service of a cost question: once for each of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.cost_charge import COPAY_ALONE
from assistant.cost_copay import copay_open
from assistant.cost_denied import is_said
from assistant.cost_lines import Claim
from assistant.cost_numbers import pattern
from assistant.cost_series import counted, is_open_series, is_repeated
from assistant.cost_told import Fact, Told

HOW_OFTEN = ("copay", "how often it is taken, and for which of them")
HOW_MANY = ("how many", "how many visits there are in all")
BESIDES = ("whether the copay is due besides", "say what it is taken for")
NOT_ALONE = ("ded", "priced_line", "items", "done_besides")  # beside a visit's copay
UNNEEDED = {"allowed", "coinsurance", "billed"}  # of a copay alone, known or not


def copay_alone(
    read: Told, facts: list[Fact], claim: Claim, plan: dict[str, Any]
) -> tuple[list[tuple[str, str]], set[str]]:
    """Put a copay alone into a plan: of what has no deductible, and of which nothing else is said.

    What has to be asked for it, and the inputs that cannot matter.
    """
    visit = _of_a_visit(read, facts)
    free = visit or any(f.name == "deductible_left" and f.mark.kind == "state" and f.value == "0" for f in facts)
    share = plan.get("coinsurance", "" if re.search(r"\bco-?ins|percent|%", read.text) else "0%")
    listed = all(one.name if one.covered is False else one.kind == "billed" for one in claim.charges)
    if not listed or not free or share != "0%" or plan.get("network") == "out":
        uncovered = bool(claim.charges) and all(one.covered is False for one in claim.charges)
        summed = uncovered and not listed and "copay" in plan and pattern("altogether").search(read.text)
        return ([BESIDES] if summed else []), set()
    if "copay" not in plan:
        return [], UNNEEDED if copay_open(read) or pattern("fixed_fee").search(read.text) else set()
    plan |= {"coinsurance": share} | ({"deductible_left": "0"} if visit else {})
    beside = [line for line in plan.get("items", []) if line.get("covered") is False]
    if beside:
        plan["items"] = [{"copay": plan.pop("copay"), **COPAY_ALONE}, *beside]
        return [], set()
    return _of_each(read, plan), set()


def _of_a_visit(read: Told, facts: list[Fact]) -> bool:
    """Whether all that is told is the copay of a visit, at which nothing else is said to be done."""
    copays = [fact for fact in facts if fact.name == "copay" and Decimal(fact.value)]
    if len(facts) != 1 or not copays or any(pattern(name).search(read.text) for name in NOT_ALONE):
        return False
    return pattern("visit_named").search(read.part(copays[0].mark.start)) is not None


def _of_each(read: Told, plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Take the copay once for each visit that is spoken of, but where one of them is asked after."""
    number = counted(read.text)
    if pattern("each_asked").search(read.text) and not pattern("altogether").search(read.text):
        return []
    if number > 1 and (is_said("each", read.text) or is_said("separate_days", read.text)):
        line = {"copay": plan.pop("copay"), **COPAY_ALONE}
        plan["visits"] = [{"items": [line]} for _ in range(number)]
        return []
    if is_open_series(read.text) or is_repeated(read.text):
        return [HOW_MANY]
    return [HOW_OFTEN] if number > 1 or is_said("of_each_payee", read.text) else []
