"""What a cost question says of a plan: amounts, shares and states as facts, each with the network that it holds for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.cost_denied import comes_later, denied
from assistant.cost_numbers import Mark, compiled, cost_words, expanded, pattern, source
from assistant.cost_told import Fact, Told
from assistant.cost_words import TURNS, YEARLY, Role, distance, marks, roles

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
        read.facts.append(Fact(name, mark.value, mark, _network(read, mark)))
        if role.kind in YEARLY and (none := pattern("none_behind").match(text, mark.end)):
            unused = Mark("state", mark.end, none.end(), none[0])
            family = "family_" if role.family == "family" else ""
            read.facts.append(Fact(f"{family}{role.kind}_used", "0", unused, _network(read, mark)))
    for at, (one, other) in enumerate(zip(read.facts, read.facts[1:], strict=False)):
        if one.name == "unclear" and re.fullmatch(r"\s?(?:-|–|to|or|and)\s?\$?", text[one.mark.end : other.mark.start]):
            read.facts[at] = Fact(other.name, one.value, one.mark, other.network)  # "between 400 and 600 left"
    for mark in read.found:
        if mark.kind == "number":
            read.facts.append(Fact("unclear", text[mark.start : mark.end].rstrip(".,"), mark))
        elif mark.kind in SHARES and not re.search(r"(?:\bnot|n't) $", text[: mark.start]):
            again = text[: mark.start].endswith("the same ") and sum(one.kind in SHARES for one in read.found) > 1
            read.facts += [] if again or _past_limit(read, mark) else [_share(read, mark)]
    mine = {fact.value for fact in read.facts if fact.name == "coinsurance"}
    read.facts = [f for f in read.facts if f.name != "whose" or f"{100 - float(f.value):g}%" not in mine]
    read.facts += [*_half(read), *_met(read), *_unused(read), *_states(read)]
    return read


def _half(read: Told) -> Iterator[Fact]:
    """Half of the one deductible told, where that is said to be met, or to be left."""
    wholes = [fact for fact in read.facts if fact.name == "deductible"]
    for match in pattern("half_used").finditer(read.text) if len(wholes) == 1 else ():
        before = read.text[read.bounds(match.start(), ("hard", "soft"))[0] : match.start()]
        if not pattern("unknown").search(before) and not denied(read.text, match):
            yield _state(read, "deductible_left", f"{Decimal(wholes[0].value) / 2:f}", match)


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


def _network(read: Told, mark: Mark) -> str:
    """The network that a place speaks of: named beside it, or before it in its sentence."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    networks = [one for one in read.found if one.kind == "network"]
    beside = [one for one in networks if low <= one.start < high]
    if beside:
        return min(beside, key=lambda one: distance(one, mark)).value
    start = read.bounds(mark.start)[0]
    return next((one.value for one in reversed(networks) if start <= one.start < mark.start), "")


def _share(read: Told, mark: Mark) -> Fact:
    """A percentage: the patient's share, a discount, or what a second line is reduced to."""
    network = _network(read, mark)
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
    if verbs:
        return _subject(before, verbs[-1])
    said = list(pattern("plan_pays").finditer(read.text[read.bounds(mark.start)[0] : mark.start]))
    return "plan" if said and float(mark.value) > 50 else ""


def _subject(before: str, verb: re.Match[str]) -> str:
    """Whose verb it is: one of covering is the plan's, one of paying that of the payer last named before it."""
    if verb["covers"] and not re.search(r"\bi(?:'ll|'d| will| would)? $", before[: verb.start()]):
        return "plan"
    subject = before[max(0, verb.start() - 40) : verb.start()]
    payers = [(match.start(), who) for who in ("patient", "plan") for match in pattern(who).finditer(subject)]
    if payers:
        return max(payers)[1]
    return "plan" if verb["pays"] == "pays" else "patient"


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
    return Fact(name, value, place, _network(read, place))
