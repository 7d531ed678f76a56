"""The worksheet of a good-faith estimate, for people without insurance or who pay themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks.cost import money
from checks.plan import Plan, figures


def worksheet(plan: Plan) -> dict[str, Any]:
    """The lines with the provider's charges (`billed`), their sum, and from which bill on it can be disputed.

    A line without a charge is named in `missing`, and then there is no sum: no price is made up.
    """
    rule = figures()["good_faith_estimate"]
    lines = [item for visit in plan.all_visits() for item in visit.items]
    missing = [item.name for item in lines if item.billed is None]
    total = sum((item.billed for item in lines if item.billed is not None), Decimal(0))
    least = money(Decimal(rule["dispute_threshold"]))
    return {
        "items": [{"name": i.name, "charge": None if i.billed is None else money(i.billed)} for i in lines],
        "total": None if missing else money(total),
        "dispute_from": None if missing else money(total + rule["dispute_threshold"]),
        "missing": [{"input": f"billed ({name})", "where": "ask the provider for its charge"} for name in missing],
        "rules": [
            "For people without insurance, or who do not use it; not for emergencies.",
            "Visit planned 10 or more business days ahead: due within 3 business days; 3 to 9 days ahead: within 1.",
            "Asked for without a visit planned: due within 3 business days.",
            f"A bill {least} or more above the provider's estimate can be disputed within {rule['dispute_days']} days.",
            f"In force since {rule['in_force_from']} ({rule['source']}).",
        ],
    }
