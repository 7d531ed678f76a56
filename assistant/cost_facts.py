"""What a cost question says of a plan: amounts, shares and states as facts, each with the network that it holds for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cost_marks import TURNS, YEARLY, marks
from assistant.cost_numbers import Mark, pattern, source
from assistant.cost_states import network_of, states
from assistant.cost_told import Fact, Told
from assistant.cost_words import Role, roles

SHARES = frozenset({"percent", "ratio"})


def told(text: str) -> Told:
    """Everything that a plain text says of a plan."""
    read = Told(text, marks(text))
    for mark, role in roles(read.found, text):
        if re.search(r"(?:\bnot|n't) \$?$", text[: mark.start]):
            continue  # "it isn't 500" gives no amount
        off = role.kind == "less" or re.match(r" off\b", text[mark.end :])
        after = off and pattern("brought_to").search(text[: mark.start])  # what a discount leaves of it
        name = "after" if after else "off" if off else _settled(read, mark, role)
        read.facts.append(Fact(name, mark.value, mark, network_of(read, mark)))
        if role.kind in YEARLY and (none := pattern("none_behind").match(text, mark.end)):
            unused = Mark("state", mark.end, none.end(), none[0])
            family = "family_" if role.family == "family" else ""
            read.facts.append(Fact(f"{family}{role.kind}_used", "0", unused, network_of(read, mark)))
    for at, (one, other) in enumerate(zip(read.facts, read.facts[1:], strict=False)):
        if one.name == "unclear" and re.fullmatch(r"\s?(?:-|–|to|or|and)\s?\$?", text[one.mark.end : other.mark.start]):
            read.facts[at] = Fact(other.name, one.value, one.mark, other.network)  # "between 400 and 600 left"
    for mark in read.found:
        if mark.kind == "number":
            read.facts.append(Fact("unclear", text[mark.start : mark.end].rstrip(".,"), mark))
        elif mark.kind in SHARES and not _is_denied(text, mark):
            again = text[: mark.start].endswith("the same ") and sum(one.kind in SHARES for one in read.found) > 1
            read.facts += [] if again or _past_limit(read, mark) else [_share(read, mark)]
    mine = {fact.value for fact in read.facts if fact.name == "coinsurance"}
    read.facts = [f for f in read.facts if f.name != "coinsurance" or f.value or not _is_turned(text, f.mark, mine)]
    read.facts = [f for f in read.facts if f.name != "whose" or f"{100 - float(f.value):g}%" not in mine]
    read.facts += list(states(read))
    return read


def _is_turned(text: str, ratio: Mark, mine: set[str]) -> bool:
    """Whether a ratio has the patient's share first, which is told elsewhere: "a 20/80 plan: 20 me, 80 them"."""
    first = re.match(r"\d+", text[ratio.start : ratio.end])
    return first is not None and f"{first[0]}%" in mine


def _is_denied(text: str, share: Mark) -> bool:
    """Whether a share is said not to hold, and not only until something has come."""
    denied_now = pattern("not_this_share").search(text[: share.start])
    return denied_now is not None and pattern("until_then").match(text, share.end) is None


def _settled(read: Told, mark: Mark, role: Role) -> str:
    """The name of an amount; what is said to be met is the whole of it: "my 2,000 deductible is fully paid"."""
    name = role.name or "unclear"
    if role.kind in YEARLY and role.turn and _part_unknown(read, mark):  # "remaining unknown out of 6,000"
        role = replace(role, turn="")
        return role.name or "unclear"
    low, high = read.bounds(mark.start)
    none = pattern("none_of").search(read.text[low : mark.start].rstrip("$"))
    if role.kind in YEARLY and (none or pattern("none_behind").match(read.text[mark.end :])):
        return name.removesuffix("_used") if role.kind == "deductible" else name.replace("_used", "_max")
    if role.kind not in YEARLY or role.turn != "used":
        return name
    if pattern("toward_whole").search(
        read.text[low : mark.start].rstrip("$")
    ):  # "paid plenty toward my limit of 3,000"
        return name.removesuffix("_used") if role.kind == "deductible" else name.replace("_used", "_max")
    before = read.text[low : mark.start].rstrip("$")
    some = pattern("not_met").search(before) or pattern("part_of").search(before)
    some = some or pattern("partly_behind").match(read.text, mark.end)
    if role.kind == "deductible" and some:
        return name.removesuffix("_used")
    whole = pattern("is_whole").match(read.text[mark.end : high])
    if whole and pattern("later").search(re.sub(rf"{source('ded')}(?: of| is)? ?$", "", before)):
        return name.removesuffix("_used")  # "once my deductible of 1,000 is met"
    part = re.search(r"\b(?:met|paid|used|with|of which)\s$", before)
    if whole and pattern("later").search(before):  # "none of my $1,000 deductible has been met"
        return name.replace("oop_used", "oop_max").replace("_used", "")
    return name.replace("_used", "_whole") if whole and not part else name


def _part_unknown(read: Told, mark: Mark) -> bool:
    """Whether what is left or used of an amount is said not to be known: "500, not sure how much is left"."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    behind = pattern("unknown").search(read.text, mark.end, high)
    turns = [one.start for one in read.found if one.kind in TURNS and low <= one.start < high]
    before = pattern("unknown").search(read.text, low, mark.start)
    return before is not None or (behind is not None and min(turns, default=0) > behind.start())


def _share(read: Told, mark: Mark) -> Fact:
    """A percentage: the patient's share, a discount, or what a second line is reduced to."""
    network = network_of(read, mark)
    if mark.kind == "ratio":
        return Fact("coinsurance", f"{mark.value}%" if mark.value else "", mark, network)
    low, high = read.bounds(mark.start, ("hard", "soft"))
    part, before = read.text[low:high], read.text[: mark.start]
    if pattern("of_yearly").match(read.text[mark.end :]):
        return Fact("unclear", f"{mark.value}% of the yearly amount", mark, network)
    kept = pattern("off_of_copay").search(read.part(mark.start)) is not None
    if not kept and re.search(r"discount|\boff\b|\bminus ", part):
        return Fact("discount", mark.value, mark, network)
    second = re.search(r"\b(?:at|to)\s$", before) and re.search(r"second|other", part)
    if second or (not kept and pattern("reduced").search(part)):
        less = re.search(r"\bby\s$", before)
        return Fact("reduced_to", f"{100 - float(mark.value):g}" if less else mark.value, mark, network)
    payer = _payer(read, mark)
    if not payer and 50 < float(mark.value) <= 100:
        return Fact("whose", mark.value, mark, network)  # "coinsurance 80%" is said of either part
    mine = 100 - float(mark.value) if payer == "plan" and float(mark.value) <= 100 else float(mark.value)
    return Fact("coinsurance", f"{mine:g}%", mark, network)


def _past_limit(read: Told, mark: Mark) -> bool:
    """Whether a share is what holds beyond the limit of the year: "once the limit is met the plan pays 100%"."""
    low, high = read.bounds(mark.start)
    before, behind = read.text[low : mark.start], read.text[mark.end : high]
    past = pattern("past_limit").search(before) or pattern("past_limit_behind").match(behind)
    spoken = [one.kind for one in read.found if one.kind in YEARLY and one.start < mark.start]
    past = past or (pattern("past_that").match(behind) if spoken[-1:] == ["oop"] else None)
    reduced = pattern("whole_line").search(before) and "multiple" in read.text and mark.value == "100"
    return bool(reduced) or (mark.value in {"0", "100"} and past is not None)


def _payer(read: Told, mark: Mark) -> str:
    """Who pays a percentage, `plan` or `patient`: named behind it, else by the verb last before it; empty if open."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    after, before = read.text[mark.end : high], read.text[low : mark.start]
    if pattern("by_plan").match(after) or pattern("plan_acts").search(before):
        return "plan"
    if pattern("by_patient").match(after):
        return "patient"
    verbs = [match for match in pattern("pays").finditer(before) if "%" not in before[match.end() :]]
    if verbs and not before[: verbs[-1].start()].strip() and verbs[-1]["pays"] == "pay" and float(mark.value) > 50:
        return _who(read.text[read.bounds(mark.start)[0] : low])  # "they allow 750, pay 70%"
    if verbs:
        return _subject(before, verbs[-1])
    said = list(pattern("plan_pays").finditer(read.text[read.bounds(mark.start)[0] : mark.start]))
    return "plan" if said and float(mark.value) > 50 else ""


def _subject(before: str, verb: re.Match[str]) -> str:
    """Whose verb it is: one of covering is the plan's, one of paying that of the payer last named before it."""
    if verb["covers"] and not re.search(r"\bi(?:'ll|'d| will| would)? $", before[: verb.start()]):
        return "plan"
    subject = before[max(0, verb.start() - 40) : verb.start()]
    return _who(subject) or ("plan" if verb["pays"] == "pays" else "patient")


def _who(words: str) -> str:
    """Which payer is named last, `plan` or `patient`; empty if neither is."""
    payers = [(match.start(), who) for who in ("patient", "plan") for match in pattern(who).finditer(words)]
    return max(payers)[1] if payers else ""
