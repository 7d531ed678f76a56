"""`python -m eval.mutations [POLICY …]`: change each bound and operator of each policy; its own cases must notice."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from checks import ChecksError, Policy, PolicyCase, decide, read_policy_cases

CASES = Path(__file__).parent.parent / "tests" / "policies"
NUMBERS = ("at_least", "at_most", "above", "below", "amount", "initial_phase")
FLAGS = ("with_request", "starred", "below", "reason_excuses_same_region", "open", "same_site")
JOINS = {"all_of": "any_of", "any_of": "all_of", "none_of": "any_of"}
DROPPED = (
    "within",
    "window",
    "sides_as_one",
    "episode",
    "opposite_side",
    "after_last",
    "absent",
    "open_values",
    "only",
    "modalities",
    "session_with",
)
Change = tuple[str, Callable[[], None], Callable[[], None]]


def nodes(value: Any, seen: set[int], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a policy once, with the clause or step around it; parts that share an anchor are one."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        place = value.get("clause") or value.get("step") or place
        yield place, value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(item, seen, place)


def put(node: dict[str, Any], key: str, value: Any, words: str | None = None) -> Change:
    """One changed value."""
    old = node[key]
    words = f"{node.get('kind') or node.get('history') or ''} {words or f'{key}: {old!r} -> {value!r}'}"
    return words, lambda: node.__setitem__(key, value), lambda: node.__setitem__(key, old)


def renamed(node: dict[str, Any], key: str, new: str) -> Change:
    """One changed operator."""
    before = dict(node)

    def apply() -> None:
        node[new] = node.pop(key)

    def undo() -> None:
        node.clear()
        node.update(before)

    return f"{key} -> {new}", apply, undo


def without(node: dict[str, Any], key: str) -> Change:
    """One key left out."""
    before = dict(node)

    def undo() -> None:
        node.clear()
        node.update(before)

    return f"without {key}", lambda: node.__delitem__(key), undo


def changes(needs: Any) -> Iterator[Change]:
    """All single changes of a policy's needs."""
    for place, node in list(nodes(needs, set())):
        for key, value in list(node.items()):
            for words, apply, undo in (*_bounds(node, key, value), *_operators(node, key, value)):
                yield f"{place}: {words}", apply, undo


def _bounds(node: dict[str, Any], key: str, value: Any) -> Iterator[Change]:
    if key in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        yield put(node, key, value + 1)
        if value > (0 if key in {"at_most", "above"} else 1):
            yield put(node, key, value - 1)
    elif key in FLAGS and isinstance(value, bool):
        yield put(node, key, not value)
    elif key in DROPPED:
        yield without(node, key)


def _operators(node: dict[str, Any], key: str, value: Any) -> Iterator[Change]:
    if key == "which" and value in {"last", "each"}:
        yield put(node, key, "each" if value == "last" else "last")
    if isinstance(value, list) and len(value) > 1 and key in {*JOINS, "values", "of"}:
        if key in JOINS:
            yield renamed(node, key, JOINS[key])
        yield from (put(node, key, value[:i] + value[i + 1 :], f"{key} without part {i}") for i in range(len(value)))


def noticed(raw: dict[str, Any], cases: tuple[PolicyCase, ...]) -> bool:
    """Whether the format refuses the changed policy or one case comes out differently."""
    try:
        policy = Policy.model_validate(copy.deepcopy(raw))
    except ValueError:
        return True
    for one in cases:
        found = decide(one.case, policy)
        if found.outcome != one.outcome or not set(one.missing) <= set(found.missing):
            return True
    return False


def run(name: str) -> tuple[int, int, list[str]]:
    """How many changes there are, how many are noticed, and those that are not."""
    text = files("checks").joinpath("policies", f"{name}.yaml").read_text("utf-8")
    raw = yaml.safe_load(text)
    found = [read_policy_cases(p.read_text("utf-8"), p.name) for p in sorted(CASES.glob(f"{name}.*cases.yaml"))]
    policy = Policy.model_validate(copy.deepcopy(raw))
    cases = tuple(c for file in found for c in file if decide(c.case, policy).outcome == c.outcome)
    total, missed = 0, []
    for words, apply, undo in list(changes(raw["needs"])):
        apply()
        total += 1
        if not noticed(raw, cases):
            missed.append(words)
        undo()
    return total, total - len(missed), missed


def main() -> int:
    """Print a line for each policy; with policies named, also the changes that no case notices."""
    named = sys.argv[1:]
    names = named or sorted(p.name.removesuffix(".yaml") for p in files("checks").joinpath("policies").iterdir())
    sums = [0, 0]
    for name in names:
        try:
            total, caught, missed = run(name)
        except ChecksError as error:
            print(error, file=sys.stderr)
            return 1
        sums = [sums[0] + total, sums[1] + caught]
        print(f"{name:<12}{caught:>5} of {total:<5}{caught / max(total, 1):.1%}", flush=True)
        for words in missed if named else ():
            print(f"  not noticed: {words}")
    print(f"{'all':<12}{sums[1]:>5} of {sums[0]:<5}{sums[1] / max(sums[0], 1):.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
