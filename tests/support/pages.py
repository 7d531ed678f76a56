"""What the browser tests do again and again."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ASK = "#ga-question textarea"
CHIP = '#ga-chat a[href^="#cite-"]'
SETTLED = """document.querySelectorAll('#ga-chat .ga-asked').length > 0
  && document.querySelectorAll('#ga-chat .ga-asked').length === document.querySelectorAll('#ga-chat .ga-answer').length
  && !document.querySelector('#ga-question .stop-button')
  && (document.querySelector('#ga-copy-text pre') || {textContent: ''}).textContent.startsWith(
    [...document.querySelectorAll('#ga-chat .ga-asked')].pop().textContent.slice(0, 30))
  && document.getAnimations().every((one) => one.playState !== 'running')"""
WIDE = "document.documentElement.scrollWidth > innerWidth"


def fill(page: Page, place: str, words: str) -> None:
    """Type into a field of Gradio, be it an input or a textarea."""
    page.fill(f"{place} input, {place} textarea", words)


def settled(page: Page) -> None:
    """Wait until every question has its whole answer."""
    page.wait_for_function(SETTLED)


def ask(page: Page, question: str) -> None:
    """Type a question and wait for the whole answer."""
    before = page.locator("#ga-chat .ga-asked").count()
    page.fill(ASK, question)
    page.press(ASK, "Enter")
    page.wait_for_function(f"document.querySelectorAll('#ga-chat .ga-asked').length === {before + 1}")
    settled(page)


def tab(page: Page, name: str) -> None:
    """Open a tab."""
    page.get_by_role("tab", name=name).click()
    page.wait_for_function(f"document.body.dataset.tab === '{name.lower()}'")


def faults(page: Page) -> list[str]:
    """What axe finds, once nothing moves."""
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def upload(page: Page, button: str, *files: Path) -> None:
    """Choose files behind a button."""
    with page.expect_file_chooser() as chooser:
        page.click(button)
    chooser.value.set_files([str(file) for file in files])
