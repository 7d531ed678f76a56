"""Cost questions put together from the wordings of their parts: an amount worked out apart, or a part asked for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from assistant.understand import asks_for_arithmetic
from tests.support.costs import asked, pays

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("cost_phrases.yaml").read_text("utf-8"))
JOINTS = (". ", ". ", ", ", "; ", " and ", "\n", " / ")
SPELLED = {300: "three hundred", 1150: "eleven fifty", 1600: "sixteen hundred dollars", 2000: "two grand", 4000: "4k"}
DEDUCTIBLES = ((500, 300), (1250, 1100), (2000, 450), (3000, 1200))
LIMITS = ((4000, 3910), (4000, 3650), (6000, 4800), (5500, 1400))
T = TypeVar("T")


def _at(number: int, what: str) -> int:
    """A number that is the same for a question and a part of it, and without order between questions."""
    return int.from_bytes(sha256(f"{number} {what}".encode()).digest()[:4])


def _pick(number: int, what: str, options: Sequence[T]) -> T:
    return options[_at(number, what) % len(options)]


def _money(number: int, what: str, amount: int) -> str:
    forms = (f"${amount:,}", f"{amount:,}", f"{amount}", f"${amount}", f"${amount:,}.00", f"{amount} dollars")
    return _pick(number, f"form of {what}", (*forms, SPELLED.get(amount, forms[0])))


def _yearly(number: int, name: str, amounts: Sequence[tuple[int, int]], kinds: Sequence[str]) -> tuple[str, int]:
    """What is said of a deductible or limit, in words, and what is left of it."""
    whole, used = _pick(number, name, amounts)
    told = {"left": whole - used, "whole": whole, "used": used}
    words = _pick(number, f"words of {name}", WORDS[_pick(number, f"kind of {name}", kinds)])
    return words.format(**{what: _money(number, f"{name} {what}", told[what]) for what in told}), told["left"]


def _parts(number: int) -> tuple[dict[str, str], Decimal]:
    """The parts of a question, and what the patient pays."""
    allowed = _pick(number, "allowed", (480, 875, 1150, 1600, 2300, 3400))
    mine = _pick(number, "share", (10, 15, 20, 25, 30, 40))
    deductible, left = _pick(number, "met", WORDS["met"]), 0
    if _at(number, "is it met") % 5 > 1:
        deductible, left = _yearly(number, "deductible", DEDUCTIBLES, ("left", "used"))
    of_deductible = min(allowed, left)
    share = of_deductible + Decimal(allowed - of_deductible) * mine / 100
    service = _pick(number, "service", WORDS["services"])
    allows = _pick(number, "words of allowed", WORDS["allowed"])
    parts = {
        "allowed": allows.format(allowed=_money(number, "allowed", allowed), service=service),
        "deductible": deductible,
        "share": _pick(number, "words of share", WORDS["share"]).format(mine=mine, theirs=100 - mine),
    }
    if _at(number, "has it a limit") % 2:
        parts["limit"], limit = _yearly(number, "limit", LIMITS, ("limit_left", "limit_used"))
        share = min(share, Decimal(limit))
    return parts, share


def _question(number: int, parts: dict[str, str]) -> str:
    """The parts in some order, with what else people say."""
    asides = sorted(WORDS["beside"], key=lambda words: _at(number, words))[: _pick(number, "asides", (0, 0, 1, 2))]
    said = sorted([*parts.values(), *asides], key=lambda words: _at(number, f"place of {words}"))
    return f"{_pick(number, 'joint', JOINTS).join(said)}. {_pick(number, 'asks', WORDS['asks'])}"


@pytest.mark.parametrize("number", range(400))
def test_a_question_of_known_parts_in_any_order_comes_to_what_they_come_to(number: int) -> None:
    """Whatever wording each part has, however they are joined and whatever else is said."""
    parts, share = _parts(number)
    question = _question(number, parts)
    assert asks_for_arithmetic(question), question
    assert pays(question) == f"{share:.2f}", question


@pytest.mark.parametrize(
    ("left_out", "inputs"),
    [("allowed", {"allowed"}), ("deductible", {"deductible", "deductible_left"}), ("share", {"coinsurance"})],
)
@pytest.mark.parametrize("number", range(70))
def test_a_question_without_one_of_its_parts_is_asked_for_it(number: int, left_out: str, inputs: set[str]) -> None:
    """No amount is given without the allowed amount, the share, or a word on the deductible."""
    parts = {name: words for name, words in _parts(number)[0].items() if name not in {left_out, "limit"}}
    if left_out == "share":
        parts["deductible"] = _pick(number, "met", WORDS["met"])  # else all of it may lie within the deductible
    question = _question(number, parts)
    assert pays(question) is None, question
    assert inputs & set(asked(question)), question
