"""Costs: exact arithmetic on a plan's own numbers, and what always holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks import CaseError, estimate, plan_of, what_if, worksheet

AMOUNT = st.integers(0, 2_000_000).map(lambda cents: f"{cents / 100:.2f}")
RATE = st.integers(0, 100).map(lambda percent: f"{percent}%")


def pays(**plan: Any) -> Decimal:
    """What the patient pays."""
    return Decimal(estimate(plan_of(plan))["patient_pays"])


@pytest.mark.parametrize(
    ("plan", "patient", "insurer"),
    [
        ({"deductible": 1800, "coinsurance": 0.2, "allowed": 12700}, "3980.00", "8720.00"),
        ({"deductible": 2000, "coinsurance": 0.2, "allowed": 5000}, "2600.00", "2400.00"),
        ({"deductible": 5000, "coinsurance": 0.2, "oop_max": 6000, "allowed": 50000}, "6000.00", "44000.00"),
        ({"deductible": 5000, "coinsurance": 0.2, "oop_max": 6000, "allowed": 10000}, "6000.00", "4000.00"),
        ({"deductible_met": True, "coinsurance": 0.2, "allowed": 200}, "40.00", "160.00"),
        ({"deductible_left": 600, "coinsurance": "20%", "allowed": 1450}, "770.00", "680.00"),
        ({"deductible_left": 0, "coinsurance": "20%", "copay": 40, "allowed": 3000}, "632.00", "2368.00"),
        ({"program": "medicare_part_b", "year": 2022, "allowed": 1000}, "386.40", "613.60"),
    ],
)
def test_the_usual_order_gives_the_amount_to_the_cent(plan: dict[str, Any], patient: str, insurer: str) -> None:
    """Copay, deductible, coinsurance and limit apply in that order."""
    found = estimate(plan_of(plan))
    assert (found["patient_pays"], found["plan_pays"]) == (patient, insurer)


def test_balance_billing_stands_outside_the_limit() -> None:
    """Out of network the charge beyond the allowed amount is the patient's; in network it is written off."""
    numbers = {"deductible_left": 0, "coinsurance": "50%", "oop_left": 50, "allowed": 200, "billed": 300}
    assert pays(**numbers, network="out") == 150
    assert estimate(plan_of(numbers))["write_off"] == "100.00"


def test_what_is_not_covered_is_paid_whole_and_counts_toward_nothing() -> None:
    """A contrast agent that is billed apart and not covered adds its charge and leaves the deductible alone."""
    block = {"name": "block", "allowed": 1000}
    dye = {"name": "contrast", "billed": 80, "covered": False}
    assert pays(deductible_left=500, coinsurance="20%", items=[block, dye]) == 500 + 100 + 80


def test_several_days_share_the_accumulators_until_the_plan_year_ends() -> None:
    """The second block finds the deductible used; one after the plan year starts again."""
    days = [{"date": day, "items": [{"allowed": 1000}]} for day in ("2026-11-01", "2026-11-20", "2027-01-10")]
    plan = {"deductible": 1000, "coinsurance": "10%", "oop_max": 5000, "plan_year_ends": "2026-12-31"}
    assert pays(**plan, visits=days) == 1000 + 100 + 1000


def test_a_visit_not_asked_about_only_uses_up_deductible_and_limit() -> None:
    """The amounts of the visits asked about one by one add up to that of all."""
    line = {"items": [{"allowed": 2100}]}
    plan = {"deductible_left": 800, "coinsurance": "20%", "oop_left": 1500}
    each = [pays(**plan, visits=[line | {"asked": at == which} for at in range(4)]) for which in range(4)]
    assert each == [1060, 420, 20, 0]
    assert sum(each) == pays(**plan, visits=[line] * 4)


def test_a_line_may_lie_outside_the_deductible() -> None:
    """What has a copay alone leaves the deductible to the other lines."""
    visit = {"allowed": 180, "copay": 50, "coinsurance": 0, "deductible_applies": False}
    assert pays(deductible_left=100, coinsurance="20%", items=[visit, {"allowed": 240, "copay": 0}]) == 178


def test_what_is_missing_gives_a_range_and_says_where_it_stands() -> None:
    """Without the deductible the share lies between two amounts, never at zero by default."""
    found = estimate(plan_of({"allowed": 1000, "coinsurance": "20%"}))
    assert found["patient_pays"] is None
    assert found["range"] == {"low": "200.00", "high": "1000.00"}
    assert found["missing"][0]["input"] == "deductible_left"


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"allowed": -5}, "allowed"),
        ({"allowed": "about 500"}, "amount"),
        ({"coinsurance": "120%"}, "100 %"),
        ({"allowed": "€ 500"}, "currency"),
        ({"deductible": 9000, "oop_max": 5000}, "above the out-of-pocket limit"),
        ({"deductable": 5}, "not a known key .*: id, allowed, .*deductible, "),
        ({"items": [{"alowed": 5}]}, "items.0.alowed is not a known key .*: name, allowed, "),
        ({"visits": [{"day": "2024-05-01", "items": [{}]}]}, "visits.0.day is not a known key .*: date, asked, "),
    ],
)
def test_bad_numbers_are_refused_by_name(plan: dict[str, Any], words: str) -> None:
    """A wrong input is refused with its name, a wrong key with those that are known there; nothing is worked out."""
    with pytest.raises(CaseError, match=words):
        plan_of(plan)


def test_a_copay_alone_needs_no_allowed_amount() -> None:
    """Without a share and a deductible the copay is what is due, and that is said; not so out of network."""
    alone = {"copay": 50, "coinsurance": 0, "deductible_left": 0}
    found = estimate(plan_of(alone | {"billed": 310}))
    assert (found["patient_pays"], found["write_off"]) == ("50.00", "260.00")
    assert any("copay is all that is due" in words for words in found["assumptions"])
    beside = {"copay": 40, "coinsurance": "0%", "deductible_applies": False}
    two = plan_of({"deductible_left": 1200, "items": [{"allowed": 95}, beside]})
    assert estimate(two)["patient_pays"] == "135.00"
    for more in ({"coinsurance": "20%"}, {"deductible_left": 10}, {"network": "out"}):
        assert estimate(plan_of(alone | more))["missing"]


def test_a_copay_is_taken_off_first_or_comes_on_top() -> None:
    """On top, the share is of the whole allowed amount; together they never pass it."""
    plan = {"deductible_left": 0, "coinsurance": "10%", "copay": 75, "allowed": 1860}
    assert (pays(**plan), pays(**plan, copay_order="on_top")) == (Decimal("253.50"), 261)
    assert pays(**plan | {"coinsurance": "100%"}, copay_order="on_top") == 1860


def test_a_line_that_is_reduced_counts_in_part() -> None:
    """Half of a second procedure is allowed; a discount lowers the charge of who pays alone."""
    lines = [{"allowed": 900}, {"allowed": 900, "reduced_to": "50%"}]
    assert pays(deductible_left=600, coinsurance="25%", items=lines) == Decimal("787.50")
    assert pays(items=[{"billed": 1250, "covered": False, "reduced_to": "80%"}]) == 1000


def test_a_cap_ends_the_coinsurance_of_each_line() -> None:
    """The cap counts for each line, and not for the deductible."""
    plan = {"deductible_left": 100, "coinsurance": "20%", "coinsurance_cap": 150}
    assert pays(**plan, allowed=2000) == 100 + 150


def test_a_new_plan_year_needs_its_deductible() -> None:
    """What is left of the old year's is no deductible of the new one: never zero."""
    days = [{"date": day, "items": [{"allowed": 1000}]} for day in ("2026-12-01", "2027-01-10")]
    found = estimate(plan_of({"deductible_left": 0, "coinsurance": 0, "plan_year_ends": "2026-12-31", "visits": days}))
    assert (found["patient_pays"], [one["input"] for one in found["missing"]]) == (None, ["deductible"])


@given(allowed=AMOUNT, billed=AMOUNT, copay=AMOUNT, rate=RATE, order=st.sampled_from(["first", "on_top"]))
def test_the_parts_add_up_however_a_copay_and_a_reduction_are_taken(
    allowed: str, billed: str, copay: str, rate: str, order: str
) -> None:
    """Patient, plan and write-off are what counts of the charge; the plan never pays less than nothing."""
    line = {"allowed": allowed, "billed": billed, "reduced_to": "50%"}
    plan = {"deductible_left": 0, "coinsurance": rate, "copay": copay, "copay_order": order, "items": [line]}
    found = estimate(plan_of(plan))
    parts = [Decimal(found[name]) for name in ("patient_pays", "plan_pays", "write_off")]
    assert min(parts) >= 0
    assert abs(sum(parts) - max(Decimal(billed), Decimal(allowed) / 2)) <= Decimal("0.01")


@given(billed=AMOUNT, allowed=AMOUNT, deductible=AMOUNT, rate=RATE, limit=AMOUNT)
def test_the_parts_add_up_and_keep_the_limit(billed: str, allowed: str, deductible: str, rate: str, limit: str) -> None:
    """Patient, plan and write-off are the whole charge; in network the patient stays within the limit."""
    plan = {"allowed": allowed, "billed": billed, "deductible_left": deductible, "coinsurance": rate, "oop_left": limit}
    found = estimate(plan_of(plan))
    parts = [Decimal(found[name]) for name in ("patient_pays", "plan_pays", "write_off")]
    assert sum(parts) == max(Decimal(billed), Decimal(allowed))
    assert 0 <= parts[0] <= Decimal(limit)


@given(lines=st.lists(AMOUNT, min_size=1, max_size=5), deductible=AMOUNT, limit=AMOUNT, rate=RATE)
@example(lines=["410.00", "24.50", "690.50"], deductible="325.00", limit="1800.00", rate="25%")
@example(lines=["0.01", "0.01", "0.01"], deductible="0.00", limit="5.00", rate="50%")
def test_lines_and_claims_of_a_day_cost_what_one_does(lines: list[str], deductible: str, limit: str, rate: str) -> None:
    """Without a copay, splitting a claim into lines, or into claims of one day, changes nothing, odd cents or not."""
    plan = {"deductible_left": deductible, "coinsurance": rate, "oop_left": limit}
    items = [{"allowed": line} for line in lines]
    whole = pays(**plan, allowed=str(sum(map(Decimal, lines))))
    assert pays(**plan, items=items) == whole
    assert pays(**plan, visits=[{"date": "2026-03-02", "items": [item]} for item in items]) == whole


def test_each_day_s_share_is_rounded_by_itself() -> None:
    """What is rounded on one day is not made up for on another."""
    days = [{"date": f"2026-03-0{day}", "items": [{"allowed": "0.01"}]} for day in (2, 3)]
    assert pays(deductible_left=0, coinsurance="50%", visits=days) == Decimal("0.02")


@given(low=AMOUNT, more=AMOUNT, deductible=AMOUNT, rate=RATE)
def test_a_higher_allowed_amount_never_costs_less(low: str, more: str, deductible: str, rate: str) -> None:
    """The share grows with the allowed amount."""
    plan = {"deductible_left": deductible, "coinsurance": rate}
    assert pays(**plan, allowed=low) <= pays(**plan, allowed=str(Decimal(low) + Decimal(more)))


@given(allowed=AMOUNT, own=st.tuples(AMOUNT, AMOUNT), family=st.tuples(AMOUNT, AMOUNT), rate=RATE)
def test_a_family_never_makes_it_worse(allowed: str, own: tuple[str, str], family: tuple[str, str], rate: str) -> None:
    """A family's embedded deductible and limit only ever end a member's own earlier."""
    plan = {"allowed": allowed, "deductible_left": own[0], "coinsurance": rate, "oop_left": own[1]}
    assert pays(**plan, family_deductible_left=family[0], family_oop_left=family[1]) <= pays(**plan)


def test_an_aggregate_deductible_is_the_whole_family_s() -> None:
    """Where it is aggregate, a member pays until the family's deductible is met, whatever the member's own."""
    plan = {"allowed": 1000, "deductible_left": 100, "family_deductible_left": 400, "coinsurance": "0%"}
    assert (pays(**plan), pays(**plan, deductible_kind="aggregate")) == (100, 400)


SERIES = {
    "deductible": 1500, "deductible_left": 600, "coinsurance": "20%", "oop_max": 5000, "plan_year_ends": "2026-12-31",
    "visits": [
        {"date": "2026-12-01", "items": [{"name": "first block", "allowed": 1450}]},
        {"date": "2027-01-20", "items": [{"name": "denervation", "allowed": 3200}]},
    ],
}  # fmt: skip


def changes(plan: dict[str, Any], contrast: str | None = None) -> dict[str, str]:
    """Each change with what the patient pays then."""
    rows = what_if(plan_of(plan), Decimal(contrast) if contrast else None)
    return {row["change"]: row["patient_pays"] for row in rows}


def test_a_change_of_the_plan_year_is_compared() -> None:
    """Now: 600 + 20 % of 850, then 1,500 + 20 % of 1,700 = 2,610; in one year the deductible counts once."""
    assert pays(**SERIES) == Decimal("2610.00")
    found = changes(SERIES)
    assert found["all before the plan year ends"] == found["all in one visit"] == "1410.00"  # 600 + 20 % of 4,050
    assert found["all in a new plan year"] == "2130.00"  # 1,500 + 20 % of 3,150


def test_one_visit_of_several_is_not_compared_with_all_of_them() -> None:
    """A visit asked about alone is changed itself, and never set beside the sum of all."""
    line = {"items": [{"allowed": 1000}]}
    plan = plan_of({"deductible_left": 0, "coinsurance": "20%", "visits": [line | {"asked": False}, line]})
    assert [row["difference"] for row in what_if(plan, Decimal(100))] == ["20.00", "100.00"]


def test_contrast_billed_apart_is_compared_both_ways() -> None:
    """Covered, its share is added; not covered, its whole charge; a line that is there is taken away."""
    plan = {"deductible_left": 0, "coinsurance": "20%", "allowed": 1000}
    found = changes(plan, "80")
    assert found["contrast agent billed apart, covered"] == "216.00"
    assert found["contrast agent billed apart, not covered"] == "280.00"
    dye = {"name": "contrast", "billed": 80, "covered": False}
    there = plan | {"allowed": None, "items": [{"name": "block", "allowed": 1000}, dye]}
    assert changes(there)["no contrast agent billed apart"] == "200.00"


def test_nothing_is_compared_where_the_share_is_open() -> None:
    """Without a deductible there is no amount to compare with; without a charge no contrast is made up."""
    assert changes({"allowed": 1000, "coinsurance": "20%"}, "80") == {}
    assert not any("contrast" in change for change in changes({"deductible_left": 0, "coinsurance": 0, "allowed": 10}))


def test_the_sheet_of_who_pays_alone_adds_the_charges() -> None:
    """The bill can be disputed from 400 above the sum; a line without a charge leaves the sum open."""
    lines = [{"name": "block", "billed": 1450}, {"name": "facility", "billed": "900.50"}]
    found = worksheet(plan_of({"items": lines}))
    assert (found["total"], found["dispute_from"], found["missing"]) == ("2350.50", "2750.50", [])
    open_one = worksheet(plan_of({"items": [*lines, {"name": "contrast"}]}))
    assert (open_one["total"], [m["input"] for m in open_one["missing"]]) == (None, ["billed (contrast)"])
