"""What a cost question says of a plan in words: a deductible met, half used or waived, a limit reached, no share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.cost_denied import comes_later, denied
from assistant.cost_marks import YEARLY, distance
from assistant.cost_numbers import Mark, compiled, cost_words, expanded, pattern, source
from assistant.cost_told import Fact, Told


def states(read: Told) -> Iterator[Fact]:
    """All that a message says in words, as facts with the place of the words."""
    yield from _half(read)
    yield from _met(read)
    yield from _unused(read)
    yield from _states(read)


def network_of(read: Told, mark: Mark) -> str:
    """The network that a place speaks of: named beside it, or before it in its sentence; empty where none is."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    networks = [one for one in read.found if one.kind == "network"]
    beside = [one for one in networks if low <= one.start < high]
    if beside:
        return min(beside, key=lambda one: distance(one, mark)).value
    start = read.bounds(mark.start)[0]
    return next((one.value for one in reversed(networks) if start <= one.start < mark.start), "")


def _half(read: Told) -> Iterator[Fact]:
    """Half of the one deductible told, where that is said to be met, or to be left."""
    wholes = [fact for fact in read.facts if fact.name == "deductible"]
    for match in pattern("half_used").finditer(read.text) if len(wholes) == 1 else ():
        before = read.text[read.bounds(match.start(), ("hard", "soft"))[0] : match.start()]
        if not pattern("unknown").search(before) and not denied(read.text, match):
            yield _state(read, "deductible_left", f"{Decimal(wholes[0].value) / 2:f}", match)


def _met(read: Told) -> Iterator[Fact]:
    """What is said of a deductible that is met."""
    forms = [compiled((form,)) for form in cost_words()["deductible_met"]]  # each by itself, for they overlap
    for match in (match for form in forms for match in form.finditer(read.text)):
        if (
            _is_met(read.text, match)
            and not _partly(read, match)
            and not pattern("unknown").search(match[0])
            and not pattern("some_of_it").search(match[0])
            and not denied(read.text, match)
            and not _hedged(read, match)
            and not _only_asked(read, match)
            and not pattern("label_unanswered").match(read.text[match.end() :])
        ):
            yield _state(read, "deductible_met", "yes", match)
    for match in pattern("it_is_met").finditer(read.text):
        yearly = [mark.kind for mark in read.found if mark.kind in YEARLY and mark.end <= match.start()]
        said = re.sub(rf" {source('amount')},? and ", " ", match[0])  # "it's 1,000 and met"
        later = pattern("not_yet").search(said) or pattern("later").search(read.text[: match.start()])
        later = later or pattern("part_of_that").search(read.text[: match.start()])
        later = later or pattern("unknown").search(read.part(match.start(), "hard", "soft"))
        if yearly and yearly[-1] == "deductible" and not later and not _hedged(read, match):
            last = max((fact for fact in read.facts if fact.mark.end <= match.start()), key=_place, default=None)
            family = "family_" if last is not None and last.name.startswith("family_") else ""
            yield _state(read, f"{family}deductible_met", "yes", match)


def _partly(read: Told, match: re.Match[str]) -> bool:
    """Whether words of what is met have an amount of their own, less than the whole: `$257 with $100 already met`."""
    own = [f for f in read.facts if f.mark.kind == "amount" and match.start() <= f.mark.start < match.end()]
    used, whole = ([Decimal(f.value) for f in own if f.name == name] for name in ("deductible_used", "deductible"))
    return bool(used and whole) and max(used) < max(whole)


def _unused(read: Told) -> Iterator[Fact]:
    """What is said of the deductible or limit spoken of last: none of it is used."""
    for match in pattern("it_is_unused").finditer(read.text):
        yearly = [mark.kind for mark in read.found if mark.kind in YEARLY and mark.end <= match.start()]
        unsure = pattern("unknown").search(read.part(match.start())) or _hedged(read, match)
        if yearly and not unsure:
            yield _state(read, f"{yearly[-1]}_used", "0", match)


def _hedged(read: Told, match: re.Match[str]) -> bool:
    """Whether a state is only thought to hold, or will hold later."""
    before = read.text[read.bounds(match.start(), ("hard", "soft"))[0] : match.start()]
    within = pattern("hedged_within").search(match[0])
    start, end = read.bounds(match.start())
    if pattern("opens_question").search(read.text[start:end]) and read.text.startswith("?", end):
        return True
    return bool(pattern("hedged").search(before) or within or pattern("hedged_behind").match(read.text[match.end() :]))


def _only_asked(read: Told, match: re.Match[str]) -> bool:
    """Whether a state is all of a part that ends a question asking for no amount: "allowed 900, deductible met?"."""
    low = read.bounds(match.start(), ("hard", "soft"))[0]
    start, end = read.bounds(match.start())
    bare = not read.text[low : match.start()].strip() or pattern("met_label").fullmatch(read.text, low, match.end())
    alone = bool(bare) and read.text.startswith("?", match.end())
    given = pattern("asks_amount").search(read.text, start, end) or re.match(r" ?if\b", read.text[start:end])
    return alone and not given


def _place(fact: Fact) -> int:
    return fact.mark.start


def _is_met(text: str, match: re.Match[str]) -> bool:
    """Whether the deductible is met now: not once it will be, and not an amount of it alone."""
    if pattern("pair_before").search(text[: match.start()]):
        return False
    behind = text[match.end() : match.end() + 30]
    asked = pattern("asked").search(text[: match.start()]) or re.search(r"(?:^|[.;?!] ?)$", text[: match.start()])
    if asked and behind.startswith("?"):
        return False
    if pattern("later_behind").match(behind) or pattern("part_of_it").match(behind):
        return False
    if pattern("indeed").search(match[0]) or re.match(r",? (?:which|and) i have", behind):
        return True
    if pattern("has_come").match(text, match.end()):
        return True
    amount = rf"^(?:{source('ded')})(?: of| is)? {source('amount')},?(?= )"  # "deductible 500 met" is the whole of it
    inside = re.sub(
        rf"\b(?:for|in|of) 20\d\d\b|{source('amount')} (?={source('ded')})", "", re.sub(amount, "", match[0])
    )
    before = text[max(0, match.start() - 40) : match.start()]
    if pattern("supposes").search(text[: match.start()]) and len(re.findall(r"\bif\b", text)) == 1:
        before = ""  # "what do I pay if it is met" has it met
    return not pattern("not_yet").search(inside) and not pattern("later").search(before)


def _states(read: Told) -> Iterator[Fact]:
    """What else is said in words: none of it used, waived, no share, limit reached."""
    blank = [match.span() for match in pattern("unanswered").finditer(read.text)]
    for state in cost_words()["states"]:
        if state.get("needs") and not re.search(expanded(state["needs"]), read.text):
            continue
        for match in compiled(tuple(state["words"])).finditer(read.text):
            around = read.text[max(0, match.start() - 25) : read.bounds(match.end(), ("hard", "soft"))[1]]
            unless = "unless" in state and pattern(state["unless"]).search(around)
            if (
                not unless
                and not any(low < match.end() and match.start() < high for low, high in blank)
                and not pattern("no_info").match(read.text[match.end() :])
                and not _hedged(read, match)
                and not _only_asked(read, match)
                and not denied(read.text, match)
                and not comes_later(read.text, match)
                and not (
                    "unless_before" in state and pattern(state["unless_before"]).search(read.text[: match.start()])
                )
                and not ("oop_left" in state["facts"] and (_is_part(read, match) or _only_then(read, match)))
                and not ("without" in state and re.search(state["without"], match[0]))
            ):
                yield from (_state(read, name, value, match) for name, value in state["facts"].items())


def _only_then(read: Told, match: re.Match[str]) -> bool:
    """Whether a limit is reached only with what is still to be paid: "I hit my max after another 150"."""
    return pattern("only_then").match(read.text, match.end()) is not None


def _is_part(read: Told, match: re.Match[str]) -> bool:
    """Whether a limit is met in part only: "3,700 of the 6,000 maximum is met"."""
    if pattern("pair_before").search(read.text[: match.start()]):
        return True
    low, high = read.bounds(match.start(), ("hard", "soft"))
    here = {fact.name.removeprefix("family_"): fact.value for fact in read.facts if low <= fact.mark.start < high}
    return "oop_used" in here and "oop_max" in here and here["oop_used"] != here["oop_max"]


def _state(read: Told, name: str, value: str, match: re.Match[str]) -> Fact:
    read.use(match)
    place = Mark("state", *match.span(), match[0])
    part = read.part(match.start(), "hard", "soft")
    own = pattern("own").search(match[0])
    family = pattern("family").search(match[0]) or (pattern("family").search(part) and not own)
    if family and not name.startswith("family_"):
        name = f"family_{name}"
    return Fact(name, value, place, network_of(read, place))
