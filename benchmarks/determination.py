"""One determination with its whole proof, JSON in and JSON out, beside other engines on the same rules.

Run: `pip install zen-engine datalogic-py`, then `python -m benchmarks.determination`. The rules are the requirements of
a first injection under NIA_CG_301. The other engines get flat values that were derived before (therapy, contra-
indications, history), which ours derives itself from lists and dates: the comparison favours them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import yaml

from checks import evaluate, load_policies, parse_case

CASES = Path(__file__).parent.parent / "tests" / "policies" / "NIA_CG_301.cases.yaml"
FLAT: dict[str, Any] = {
    "infection": False, "skin": False, "no_access": False, "guidance": "fluoroscopy", "therapeutic": False,
    "washington": False, "same_day": False, "other_region_days": 99, "axial": True, "cyst": False,
    "other_source": False, "disability": True, "score": 7, "months": 9, "active_days": 42, "inactive_days": 42,
    "reason": False, "ongoing": False,
}  # fmt: skip
ROWS = {
    "contraindications_1": "not infection", "contraindications_2": "not skin", "contraindications_3": "not no_access",
    "guidance_ok": "guidance in ['fluoroscopy', 'ultrasound', 'ct']", "legislation": "not (washington and therapeutic)",
    "same_day_ok": "not same_day", "other_region": "other_region_days >= 7", "row_axial": "axial or cyst",
    "row_source": "not other_source", "row_severe": "disability or score >= 6", "row_long": "months >= 3",
    "row_therapy": "(active_days >= 42 and inactive_days >= 42) or reason or ongoing",
}  # fmt: skip


def ours() -> Callable[[], str]:
    """Our engine: text to text, with paths, next questions and digest."""
    text = json.dumps(yaml.safe_load(CASES.read_text("utf-8"))["base"])
    policies = [policy for policy in load_policies() if policy.id == "NIA_CG_301"]
    return lambda: json.dumps(evaluate(parse_case(text), policies).as_json())


def by_hand() -> Callable[[], str]:
    """The flat rules as one Python function."""
    code = {name: compile(rule, name, "eval") for name, rule in ROWS.items()}
    text = json.dumps(FLAT)

    def run() -> str:
        values = json.loads(text)
        rows = {name: bool(eval(rule, {}, values)) for name, rule in code.items()}  # noqa: S307  our own rules
        return json.dumps({"outcome": all(rows.values()), "rows": rows})

    return run


def zen() -> Callable[[], str]:
    """zen-engine with its trace: an expression node with one line a row."""
    import zen as engine

    lines = [{"id": name, "key": name, "value": rule.replace("'", '"')} for name, rule in ROWS.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "rows", "type": "expressionNode", "name": "rows", "position": {"x": 1, "y": 0},
         "content": {"expressions": lines}},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]  # fmt: skip
    edges = [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rows"},
        {"id": "b", "type": "edge", "sourceId": "rows", "targetId": "out"},
    ]
    decision = engine.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    text = json.dumps(FLAT)
    return lambda: json.dumps(decision.evaluate(json.loads(text), {"trace": True}))


def datalogic() -> Callable[[], str]:
    """datalogic: one JSONLogic rule a row, no trace."""
    from datalogic_py import apply

    def var(name: str) -> dict[str, str]:
        return {"var": name}

    def least(name: str, bound: int) -> dict[str, Any]:
        return {">=": [var(name), bound]}

    rules: dict[str, Any] = {
        name: {"!": [var(field)]}
        for name, field in (
            ("1", "infection"),
            ("2", "skin"),
            ("3", "no_access"),
            ("6", "same_day"),
            ("9", "other_source"),
        )
    }
    rules |= {
        "4": {"in": [var("guidance"), ["fluoroscopy", "ultrasound", "ct"]]},
        "5": {"!": [{"and": [var("washington"), var("therapeutic")]}]},
        "7": least("other_region_days", 7),
        "8": {"or": [var("axial"), var("cyst")]},
        "10": {"or": [var("disability"), least("score", 6)]},
        "11": least("months", 3),
        "12": {"or": [{"and": [least("active_days", 42), least("inactive_days", 42)]}, var("reason"), var("ongoing")]},
    }
    text = json.dumps(FLAT)
    return lambda: json.dumps({name: apply(rule, json.loads(text)) for name, rule in rules.items()})


def microseconds(run: Callable[[], str], repeats: int = 2000) -> float:
    """The median time of one run."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return median(times) * 1e6


def main() -> None:
    """Print the times and their ratios to ours."""
    base = microseconds(ours())
    print(f"{'ours, whole proof':<28}{base:>9.0f} us      1.00")
    for name, make in (
        ("zen-engine with trace", zen),
        ("datalogic-py, no trace", datalogic),
        ("Python by hand", by_hand),
    ):
        try:
            time = microseconds(make())
        except ImportError:
            print(f"{name:<28}  not installed")
            continue
        print(f"{name:<28}{time:>9.0f} us   {time / base:>7.2f}")


if __name__ == "__main__":
    main()
