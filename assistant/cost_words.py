"""The second layer of a cost question: the term that each amount belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.cost_fee import has_copay, is_fee
from assistant.cost_marks import TURNS, VALUES, YEARLY, around, distance, nearest, sentence, terms
from assistant.cost_numbers import Mark, list_end, pattern, sentence_end, sentence_start

SMALL = 10  # a number below it is one of dollars only beside its term
CLOSE = 3  # characters up to which a term stands beside an amount


@dataclass(frozen=True, slots=True)
class Role:
    """What an amount is: its term, whether it is what is left or used of it, and whether it is the family's."""

    kind: str | None
    turn: str = ""
    family: str = ""

    @property
    def name(self) -> str | None:
        """The role as the plan's inputs are called: `deductible`, `oop_max`, `family_oop_left`, `allowed`, …."""
        if self.kind not in YEARLY:
            return self.kind
        end = f"_{self.turn}" if self.turn else "_max" if self.kind == "oop" else ""
        return f"{'family_' if self.family == 'family' else ''}{self.kind}{end}"


def roles(found: list[Mark], text: str) -> list[tuple[Mark, Role]]:
    """Each amount with its role, in order.

    The nearest term of its part of the sentence counts, none of another amount's. Without one, what is left or used
    belongs to the deductible or limit spoken of last; an amount that stands beside a free term takes that term.
    """
    told: list[tuple[Mark, Role]] = []
    for at, mark in enumerate(found):
        if mark.kind == "amount":
            told.append((mark, _role(found, at, told, text)))
            _parted(told, text)
    return [
        (mark, _unnamed(found, text, mark, told) if role.kind is None or _is_weak(text, mark, role) else role)
        for mark, role in _listed(told, text)
    ]


def _is_weak(text: str, amount: Mark, role: Role) -> bool:
    """Whether an amount of no more than a cost is what somebody thinks that it will be, or a visit's fee."""
    guess = pattern("others_guess").search(text[: amount.start])
    return role.kind in {None, "allowed"} and bool(guess or is_fee(text, amount))


def _unnamed(found: list[Mark], text: str, amount: Mark, told: list[tuple[Mark, Role]]) -> Role:
    """The role of an amount without a term: what others say or the asker guesses is none, "it" goes on."""
    if pattern("guess").search(text[: amount.start]) and pattern("guess_ends").match(text, amount.end):
        return Role("aside")
    told_one = any(role.kind == "copay" for _, role in told)
    if not told_one and is_fee(text, amount) and has_copay(found, text):
        return Role("copay")
    if pattern("others_guess").search(text[: amount.start]):
        return Role("aside")
    if pattern("worked_out").search(text[: amount.start]):
        return Role("aside")
    if pattern("own_result").search(text[: amount.start]):
        said = pattern("claimed").search(text, sentence_start(text, amount.start), sentence_end(text, amount.end))
        return Role("aside" if said else None)
    return _referred(found, text, amount, told)


def _referred(found: list[Mark], text: str, amount: Mark, told: list[tuple[Mark, Role]]) -> Role:
    """The role of "it's 1,000": that of the term spoken of last, where that has no amount of its own."""
    if not pattern("refers").search(text[: amount.start]):
        return Role(None)
    kinds = terms().keys() - {"again", "aside", "item", "less"}
    breaks = [mark for mark in found if mark.kind in {"soft", "hard"} and mark.end <= amount.start]
    while len(breaks) > 1 and not text[breaks[-2].end : breaks[-1].start].strip():
        breaks.pop()
    before = breaks[-2].end if len(breaks) > 1 else 0  # from where the part before its own goes
    spoken = [mark.kind for mark in found if mark.kind in kinds and before <= mark.start < amount.start]
    last = spoken[-1] if spoken else None
    return Role(None if last in {role.kind for mark, role in told if mark.start < amount.start} else last)


def _listed(told: list[tuple[Mark, Role]], text: str) -> list[tuple[Mark, Role]]:
    """The amounts with their roles; one without a term beside a charge of which it makes a list is a charge too.

    So are "600 for one level and 300 for the other", and "700, 350 and 80" that all of are said to be.
    """
    found = list(told)
    for at in [*range(1, len(found)), *range(len(found) - 1, 0, -1)]:
        (one, role), (other, beside) = found[at - 1 : at + 1]
        charges = {role.kind, role.turn, beside.kind, beside.turn} & {"allowed", "billed"}
        if len(charges) != 1 or {role.kind, beside.kind} - charges - {None, "item"}:
            continue
        if _in_list(text, one, other):
            kind = charges.pop()
            found[at - 1 : at + 1] = [
                (mark, role if role.turn == "allowed" else Role(kind)) for mark, role in ((one, role), (other, beside))
            ]
    same = [(sentence_start(text, match.start()), match.end()) for match in pattern("all_of_one_sort").finditer(text)]
    same += [(match.start(), list_end(text, match.end())) for match in pattern("heads_list").finditer(text)]
    for low, high in same:
        found = [
            (mark, Role("allowed") if low <= mark.start < high and role in {Role(None), Role("item")} else role)
            for mark, role in found
        ]
    return found


def _in_list(text: str, one: Mark, other: Mark) -> bool:
    """Whether two amounts stand side by side, each with what it is for: "600 for L4 and 300 for L5"."""
    between, behind = text[one.end : other.start], text[other.end :]
    if not pattern("list_joint").fullmatch(between):
        return False
    told = pattern("for_what").match(between) or pattern("for_line").match(behind)
    return between.strip() == "+" or (told is not None and pattern("for_what").match(behind) is not None)


def _parted(told: list[tuple[Mark, Role]], text: str) -> None:
    """Of "I'm at 700 of the 1,500" the second is the whole yearly amount, the first what is used or left of it."""
    if len(told) < 2:
        return
    (part, one), (whole, other) = told[-2:]
    if not pattern("of_whole").fullmatch(text[part.end : whole.start]):
        return
    named = pattern("term_behind").match(text, whole.end)  # "200 of the 500 deductible"
    kind = next((role.kind for role in ((other, one) if named else (one, other)) if role.kind in YEARLY), None)
    turn, spoken = one.turn or other.turn, [name for name in YEARLY if terms()[name].search(text)]
    if one.kind is other.kind is None and len(spoken) == 1:  # "paid 300 of 1,000", whose name is elsewhere
        kind = spoken[0]
    if kind and turn:
        told[-2:] = [
            (part, Role(kind, turn, one.family or other.family)),
            (whole, Role(kind, "", one.family or other.family)),
        ]


def _role(found: list[Mark], at: int, told: list[tuple[Mark, Role]], text: str) -> Role:
    amount, own = found[at], around(found, at)
    near = [mark for mark in own if mark.kind in {*terms(), "aside"} and mark.kind != "again"]
    shares = [mark for mark in own if mark.kind in VALUES]  # "1,000 minus a 40% discount": the discount is the share's
    near = [m for m in near if m.kind != "less" or not any(amount.start < s.start < m.start for s in shares)]
    kinds = {mark.kind for mark in near}
    if "item" in kinds and not kinds & {*YEARLY, "copay"}:
        return Role("item", "allowed" if "allowed" in kinds else "")
    term = nearest((mark for mark in near if mark.kind != "item"), amount)
    if term is not None and term.kind == "billed":  # "the doctor's fee, 500 allowed"
        beside = [mark for mark in near if mark.kind == "allowed" and distance(mark, amount) < CLOSE]
        term = next((mark for mark in beside if mark.end <= term.start or term.end <= mark.start), term)
    turn = nearest((mark for mark in own if mark.kind in TURNS), amount)
    whose = nearest((mark for mark in own if mark.kind in {"family", "own"}), amount)
    family = whose.kind if whose else ""
    before = told[-1] if told and not _between(found, told[-1][0], amount, "hard") else None
    if term is None and told and any(mark.kind == "again" for mark in own):
        return told[-1][1]
    if term is not None:
        kind: str | None = term.kind
    elif turn or (
        family and not (whose and pattern("weak_own").fullmatch(whose.value))
    ):  # of the yearly amount behind it, or spoken of last
        after = [mark.kind for mark in sentence(found, at, stops={"soft", "hard"}) if mark.kind in YEARLY]
        spoken = [mark.kind for mark in found[:at] if mark.kind in YEARLY]
        behind = {mark.kind for mark in sentence(found, at, stops={"hard"})} & YEARLY
        if not behind and turn and turn.kind == "left":  # "1,200 to go. 20% after the deductible"
            behind = {mark.kind for mark in found} & YEARLY
        kind = after[0] if after else spoken[-1] if spoken else behind.pop() if len(behind) == 1 else None
    else:
        kind = _free(found, at, text)
    if term is None and kind in YEARLY and before is not None and before[1].kind == kind:
        same = not turn and family and not _goes_on(found, at)
        return Role(kind, turn.kind if turn else before[1].turn if same else "", family or before[1].family)
    return Role(kind, turn.kind if turn else "", family)


def _goes_on(found: list[Mark], at: int) -> bool:
    """Whether the next amount of the sentence is what is left or used of this one: "mine 2,000 (1,300 met)"."""
    later = [i for i in range(at + 1, len(found)) if found[i].kind in {"amount", "hard"}]
    if not later or found[later[0]].kind == "hard":
        return False
    kinds = {mark.kind for mark in around(found, later[0])}
    return bool(kinds & TURNS) and not kinds & {"family", "own"}


def _between(found: list[Mark], one: Mark, other: Mark, kind: str) -> bool:
    return any(mark.kind == kind for mark in found if one.start < mark.start < other.start)


def _free(found: list[Mark], at: int, text: str) -> str | None:
    """The term of a part of the sentence beside an amount's that has no amount of its own; none of a small number."""
    if 0 < float(found[at].value) < SMALL and not text.startswith("$", found[at].start):
        return None
    for side in (_clause(found, at, -1), _clause(found, at, +1)):
        free = [mark.kind for mark in side if mark.kind in terms().keys() - {"again", "item", "less"}]
        if free and not any(mark.kind in VALUES or _told_in_words(mark, text) for mark in side):
            return free[-1]
    return None


def _told_in_words(mark: Mark, text: str) -> bool:
    """Whether a part of the sentence says all of its term, so that no amount is of it: "no deductible", "oop met"."""
    before = text[: mark.start]
    if mark.kind == "used":
        return pattern("denial").search(before) is None
    return pattern("no_such").search(before) is not None or pattern("done_behind").match(text, mark.end) is not None


def _clause(found: list[Mark], at: int, step: int) -> list[Mark]:
    """The marks of the part of the sentence before (-1) or after (+1) that of an amount."""
    at += step
    while 0 <= at < len(found) and found[at].kind not in {"soft", "hard"}:
        at += step
    if not 0 <= at < len(found) or found[at].kind == "hard":
        return []
    other = at + step
    while 0 <= other < len(found) and found[other].kind not in {"soft", "hard"}:
        other += step
    return found[other + 1 : at] if step < 0 else found[at + 1 : other]
