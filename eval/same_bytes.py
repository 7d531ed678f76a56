"""`python -m eval.same_bytes [COUNT]`: decide random cases and print one hash over all determinations.

The cases recombine the policies' own ones: facts are dropped, exchanged and shuffled by a fixed seed. The hash has to
be the same under every interpreter, hash seed and order of keys (`--shuffle SEED` turns keys and lists round).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random  # noqa: TID251  seeded: the same cases on every run
from pathlib import Path
from typing import Any

from checks import evaluate, read_case, read_policy_cases

CASES = Path(__file__).parent.parent / "tests" / "policies"
Values = dict[str, Any]


def pool() -> list[list[Values]]:
    """The own cases of each policy as plain values."""
    files = sorted(CASES.glob("*.cases.yaml"))
    return [
        [
            one.case.model_dump(mode="python", exclude_none=True)
            for one in read_policy_cases(path.read_text("utf-8"), "")
        ]
        for path in files
    ]


def drawn(draw: random.Random, cases: list[list[Values]]) -> Values:
    """One random case: facts of two cases of a policy, some of them dropped."""
    one, other = draw.choices(draw.choice(cases), k=2)
    mixed: Values = {}
    for part in ("request", "facts"):
        both = dict(one[part])
        both.update({key: value for key, value in sorted(other[part].items()) if draw.random() < 0.3})
        mixed[part] = {key: value for key, value in sorted(both.items()) if draw.random() < 0.9}
    return mixed


def turned(draw: random.Random, value: Any) -> Any:
    """The same values with keys and lists in another order."""
    if isinstance(value, dict):
        keys = list(value)
        draw.shuffle(keys)
        return {key: turned(draw, value[key]) for key in keys}
    if isinstance(value, tuple):
        return tuple(draw.sample(value, len(value)))
    return value


def main() -> None:
    """Print the hash and how the outcomes are spread."""
    parser = argparse.ArgumentParser(prog="python -m eval.same_bytes")
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--shuffle", type=int, default=None)
    chosen = parser.parse_args()
    draw, cases = random.Random(7), pool()  # noqa: S311  a fixed seed is the point
    order = random.Random(chosen.shuffle)  # noqa: S311
    digest, outcomes = hashlib.sha256(), dict.fromkeys(("meets", "does_not_meet", "insufficient_information"), 0)
    for _ in range(chosen.count):
        values = drawn(draw, cases)
        if chosen.shuffle is not None:
            values = turned(order, values)
        found = evaluate(read_case(values)).as_json()
        outcomes[found["outcome"]] = outcomes.get(found["outcome"], 0) + 1
        digest.update(json.dumps(found, ensure_ascii=False).encode())
    print(digest.hexdigest(), outcomes)


if __name__ == "__main__":
    main()
