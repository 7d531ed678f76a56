"""The case, cost and document tabs in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
ASK = "#ga-question textarea"
NOTE = (
    "58F with axial low back pain x 8 months, no radicular features, no disc source. Average pain 7/10. Lumbar PT and "
    "naproxen 50 days each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, "
    "6/11/2024. No infection, skin intact. Nothing else that day. <img src=x onerror=window.hit=1>"
)


def tab(page: Page, name: str) -> None:
    """Open a tab."""
    page.get_by_role("tab", name=name).click()


def test_a_note_is_decided_clause_by_clause(page: Page) -> None:
    """A pasted note gives an outcome, the rows with the guideline's words, and what was read with its words."""
    tab(page, "Case")
    page.fill("#ga-record textarea", NOTE)
    page.click("#ga-check")
    page.wait_for_selector("#ga-determination .ga-met")
    text = page.inner_text("#ga-determination")
    assert "All required criteria are met" in text
    assert "Duration of pain of at least 3 months" in text
    assert "average pain 7" in text.lower()
    assert page.evaluate("window.hit === undefined")
    page.fill("#ga-record textarea", NOTE + " More.")
    marked = "getComputedStyle(document.getElementById('ga-determination'), '::before').content"
    assert "check it again" in page.evaluate(marked)
    page.click("#ga-check")
    page.wait_for_function(f"{marked} === 'none'")


def test_a_bad_case_says_what_is_wrong(page: Page) -> None:
    """An unknown key is named on the page."""
    tab(page, "Case")
    page.fill("#ga-record textarea", '{"request": {"procedur": "medial_branch_block"}}')
    page.click("#ga-check")
    page.wait_for_selector("#ga-determination [role=alert]")
    assert "did you mean 'procedure'" in page.inner_text("#ga-determination")


def test_a_cost_adds_up_on_the_page(page: Page) -> None:
    """Allowed 1,450, 600 left and 20 percent give 770; without the deductible a range is given."""
    tab(page, "Cost")
    page.fill("#ga-allowed input, #ga-allowed textarea", "1,450")
    page.fill("#ga-coinsurance input, #ga-coinsurance textarea", "20%")
    page.click("#ga-work-out")
    page.wait_for_selector("#ga-cost :text('between')")
    page.fill("#ga-deductible_left input, #ga-deductible_left textarea", "600")
    page.click("#ga-work-out")
    page.wait_for_selector("#ga-cost :text('770.00')")


@pytest.mark.parametrize("width", [390, 1400])
def test_the_tabs_have_no_accessibility_fault_and_no_sideways_scroll(
    browser: Browser, address: str, width: int
) -> None:
    """Each tab, filled, at a phone's and a desk's width."""
    found = browser.new_page(viewport={"width": width, "height": 900})
    found.goto(address)
    found.wait_for_selector(ASK)
    tab(found, "Case")
    found.fill("#ga-record textarea", NOTE)
    found.click("#ga-check")
    found.wait_for_selector("#ga-determination .ga-met")
    faults = []
    for name in ("Case", "Cost", "Documents"):
        tab(found, name)
        found.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        faults.append([fault["id"] for fault in Axe().run(found).response["violations"]])
        assert not found.evaluate("document.documentElement.scrollWidth > innerWidth"), name
    found.close()
    assert faults == [[], [], []]


def test_a_guideline_is_shown_as_criteria_beside_its_words(page: Page) -> None:
    """Another guideline chosen shows its requirements, their terms and the words that they encode."""
    tab(page, "Documents")
    page.click("#ga-policy input")
    page.get_by_role("option", name="NIA_CG_302").click()
    page.wait_for_function("document.querySelector('#ga-criteria h2').textContent.startsWith('NIA_CG_302')")
    text = page.inner_text("#ga-criteria")
    assert "NIA_CG_302/indications/1.4.1" in text
    assert "at least 70% pain relief" in text
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
