"""Rules of the house that a review would otherwise have to repeat."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "index", "checks", "ui", "eval")
POLICY_ID = re.compile(r"NIA_\w*\d|L38773|L39240")


def modules(*packages: str) -> list[Path]:
    """Every Python file of the named packages."""
    return sorted(file for package in packages for file in (ROOT / package).rglob("*.py"))


def dependency_lines() -> list[str]:
    """The lines of the runtime dependency list in pyproject.toml, comments kept."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return [line.strip() for line in found[1].splitlines() if line.strip()]


def test_there_are_at_most_fifteen_direct_dependencies():
    """Each direct dependency is one more thing to trust; fifteen is the limit."""
    assert 0 < len(dependency_lines()) <= 15


def test_each_dependency_is_pinned_and_says_why_it_is_here():
    """Each dependency line pins one version and gives its reason in a comment."""
    pinned_with_reason = re.compile(r'^"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*",\s+# \S.{9,}$')
    assert [line for line in dependency_lines() if not pinned_with_reason.match(line)] == []


def test_the_lock_is_plain_pins_that_agree_with_the_project():
    """The lock names versions only (no address, path or local suffix), sorted, and holds each direct pin."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)] == []
    assert lines == sorted(lines, key=str.lower)
    direct = {line.split('"')[1] for line in dependency_lines()}
    assert direct <= set(lines)


def test_the_readme_is_short():
    """A newcomer reads the whole README: it stays under 150 lines."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 150


def test_no_module_is_longer_than_four_hundred_lines():
    """A file that outgrows the limit does more than one thing."""
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in modules(*PACKAGES)}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_no_code_knows_a_policy_by_name():
    """Policies are data: no Python of checks or assistant names one, so none is treated apart."""
    named = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in modules("checks", "assistant")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if POLICY_ID.search(line)
    ]
    assert named == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", ".ci/run"])
def test_the_house_papers_are_there(name):
    """The files that a newcomer looks for exist and are not empty."""
    assert (ROOT / name).read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("number", range(1, 6))
def test_each_of_the_five_decisions_is_written_down(number):
    """Each decision that does not change has one page: context, decision, consequences."""
    (page,) = (ROOT / "docs" / "decisions").glob(f"{number:04d}-*.md")
    headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_each_make_target_explains_itself():
    """Every phony target carries the `##` text that `make help` prints."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert targets is not None
    assert [t for t in targets[1].split() if not re.search(rf"^{t}:.*## \S", text, re.MULTILINE)] == []
