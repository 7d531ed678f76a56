"""What a cost question was read as: its plans, what is missing for them, and what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.cost_asked import WHICH
from assistant.cost_charge import WHERE as OF_CHARGES

WHERE = OF_CHARGES | {
    "deductible": "the summary of benefits, on its first page",
    "deductible_left": "the plan's member page or its last explanation of benefits",
    "oop_used": "what was paid toward the limit this year, on the plan's member page",
    "oop_max": "the summary of benefits, on its first page",
    "copay": "the summary of benefits, in the row of the service",
    "copay_order": "whether the copay is taken off before the percentage, or comes besides it",
    "coinsurance": "the summary of benefits, in the row of outpatient procedures",
    "network": "the plan's list of providers, or ask the provider and the plan",
    WHICH: "say which of them to work out, or that all of them are meant",
    "family_deductible_left": "what the whole family has left, on the plan's member page",
}


@dataclass(slots=True)
class Reading:
    """What was read: a plan for each setting that may hold, what is missing for it, and what is wrong in it."""

    plans: dict[str, dict[str, Any]]
    asks: list[dict[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    which: set[str] = field(default_factory=set)  # inputs of which the plans have each value that may hold
    spare: set[str] = field(default_factory=set)  # inputs that cannot matter once what is asked for is known

    def ask(self, name: str, where: str = "") -> None:
        """Note an input that is missing, once."""
        if all(one["input"] != name for one in self.asks):
            self.asks.append({"input": name, "where": where or WHERE.get(name, "say which amount it is")})

    def ask_which(self, name: str) -> None:
        """Note an input that tells the plans apart."""
        self.which.add(name)
        self.ask(name)
