"""Shares of a cost question that are each one line's own: "facility 1,700 at 20%, doctor 450 at 10%"."""

from __future__ import annotations

from itertools import pairwise

from assistant.cost_facts import SHARES
from assistant.cost_numbers import pattern
from assistant.cost_told import Fact, Told

OWN = "own_share"
ASK = ("which line the deductible is taken from", "ask the plan in which order it works out the lines")


def with_own_shares(read: Told, facts: list[Fact]) -> list[Fact]:
    """The facts with each share set to its line, where different ones and the lines take turns in the message."""
    shares = [fact for fact in facts if fact.name == "coinsurance" and fact.mark.kind in SHARES]
    lines = [fact for fact in facts if fact.name in {"allowed", "item"}]
    if len({fact.value for fact in shares}) < 2 or len(shares) != len(lines):
        return facts
    told = sorted([*lines, *shares], key=lambda fact: fact.mark.start)
    turns = all((one in shares) != (other in shares) for one, other in pairwise(told))
    pairs = list(zip(told[::2], told[1::2], strict=True))
    apart = any(read.bounds(one.mark.start) != read.bounds(other.mark.start) for one, other in pairs)
    if not turns or apart:
        return facts
    set_to = [(other, one) if one in shares else (one, other) for one, other in pairs]
    own = [Fact(OWN, share.value, line.mark, line.network) for line, share in set_to]
    return [*(fact for fact in facts if fact not in shares), *own]


def is_share(read: Told, fact: Fact) -> bool:
    """Whether a number without a sign is a share told before, or what that leaves: "they take 80% and I do 20"."""
    mine = [float(one.value[:-1]) for one in read.facts if one.name == "coinsurance" and one.value]
    shares = {f"{part:g}" for share in mine for part in (share, 100 - share)}
    told = read.text[fact.mark.start : fact.mark.end] in shares  # none of dollars
    return told and pattern("share_again").match(read.text, fact.mark.end) is not None
