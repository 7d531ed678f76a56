"""Who issued a document, where and when it holds, and the edition that follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import CorpusError, Library, Scope, build_index, extract_bytes, names_payer, state_codes
from index.build import read_document
from index.marked import plain
from index.metadata import described, read_metadata
from index.scope import with_editions
from index.stored import Corpus

HEADS = {
    "lines": (
        """Coverage of night splints\nIssued by: Lakeview Health, Inc.\nPolicy number: LV-3\nVersion 2.1
Effective date: March 1, 2024\nExpires on 2025-02-28\nLines of business: Medicaid; Medicare Advantage
States: WA and Oregon\n""",
        {
            "issuer": "Lakeview Health, Inc", "guideline": "LV-3", "edition": "2.1", "in_force_from": "2024-03-01",
            "in_force_until": "2025-02-28", "programs": ("Medicaid", "Medicare Advantage"), "states": ("OR", "WA"),
        },
    ),
    "table": (
        """# Policy\nHealth plan \tLakeview Health\nApplies to \tLakeview Gold, Lakeview Silver\nDocument ID \tLV-4
In force from 04/01/2024 to 03/31/2025\n""",
        {
            "issuer": "Lakeview Health", "payers": ("Lakeview Gold", "Lakeview Silver"), "guideline": "LV-4",
            "in_force_from": "2024-04-01", "in_force_until": "2025-03-31",
        },
    ),
    "sentence": ("This plan applies to nobody in particular, and the company: little.\nStates of mind vary.\n", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_a_document_says_who_issued_it_and_where_and_when_it_holds(name: str) -> None:
    """Issuer, number, edition, payers, programmes, states and days are read where the first page states them."""
    text, facts = HEADS[name]
    assert read_metadata(text) == facts


FIELDS = "Issuer: Sea Breeze Health{br}Guideline Number: SB-12{br}In force from: 2026-01-01"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("k.txt", FIELDS.format(br="\n")),
        ("k.md", "# Knees\n\n" + FIELDS.format(br="\n") + "\nKnees are covered."),
        ("k.html", f"<p>{FIELDS.format(br='<br>')}</p>"),
    ],
)
def test_fields_on_lines_of_their_own_are_told_apart(name: str, content: str) -> None:
    """A header's lines `Key: value` without blank lines between them are a field each, in every format."""
    facts = read_metadata(plain(extract_bytes(name, content.encode()).text))
    assert facts == {"issuer": "Sea Breeze Health", "guideline": "SB-12", "in_force_from": "2026-01-01"}


def test_lines_of_a_paragraph_stay_one_block() -> None:
    """A broken line that is no field goes on with its paragraph, even where it has a colon."""
    found = extract_bytes("k.md", b"A brace is covered\nwhere it helps: mostly\nin knees.").text
    assert found == "A brace is covered where it helps: mostly in knees.\n"


def test_the_text_itself_says_whose_policy_it_is() -> None:
    """A sentence of the head gives issuer and day; a policy of no name in capitals gives none."""
    text = "Ankle blocks\n\nThis is the medical coverage policy of Slate River Insurance. Effective 2026-01-01.\n"
    assert read_metadata(text) == {"issuer": "Slate River Insurance", "in_force_from": "2026-01-01"}
    assert read_metadata("This is the coverage policy of The company in this state.") == {}


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("does coral bay cover it", "Coral Bay Health Plan", True),
        ("what does Summit require", "Summit Medical Insurance", True),
        ("what is the summit of it", "Summit Medical Insurance", False),
        ("does my health plan cover it", "Health Plan of Coral Bay", False),
        ("is it covered in Nevada", "Nevada Health Plan", False),
        ("does Coral Bay Health Plan cover it", "Coral Bay Health Plan", True),
    ],
)
def test_a_payer_is_meant_by_its_leading_words(text: str, name: str, meant: bool) -> None:
    """The words of its own name a payer; those that all payers share, or a state, do not."""
    assert names_payer(text, name) is meant


@pytest.mark.parametrize(
    ("head", "rank"),
    [
        ("# Knees\n\nIssuer: Coral Bay\n\nGuideline number: CB-1\n", "payer_policy"),
        ("# Knee coverage policy\n\nIssuer: Coral Bay\n", "payer_policy"),
        ("# Knee coverage policy\n", "article"),
        ("# Knees, a view\n\nIssuer: Coral Bay\n", "article"),
        ("# Knees\n\nIssuer: Coral Bay Medicare\n\nLCD ID: L99999\n", "government_policy"),
    ],
)
def test_a_rank_follows_from_what_a_document_says(head: str, rank: str, tmp_path: Path) -> None:
    """An issuer with a number or a title of a policy makes one; a title alone does not."""
    (tmp_path / "k.md").write_text(f"{head}\nTwo braces are covered.\n", "utf-8")
    corpus = Corpus()
    read_document(tmp_path / "k.md", corpus)
    assert corpus.documents[0].authority == rank


def test_the_user_corrects_where_a_document_holds(tmp_path: Path) -> None:
    """`documents.yaml` sets payers, programmes and states; a state that is none is refused with the way out."""
    facts = tmp_path / "documents.yaml"
    facts.write_text("k.md: {payers: [Lakeview, Blue Harbor], programs: Medicaid, states: [WA]}", "utf-8")
    assert described(tmp_path / "k.md") == {
        "payers": ("Lakeview", "Blue Harbor"), "programs": ("Medicaid",), "states": ("WA",),
    }  # fmt: skip
    facts.write_text("k.md: {states: [Wash]}", "utf-8")
    with pytest.raises(CorpusError, match="state 'Wash' is none; write two capitals"):
        described(tmp_path / "k.md")


@pytest.mark.parametrize(
    ("text", "codes"),
    [("in West Virginia", ("WV",)), ("Virginia and West Virginia", ("VA", "WV")), ("is CT needed OR not", ())],
)
def test_states_are_known_by_name(text: str, codes: tuple[str, ...]) -> None:
    """A postal code counts only where states are listed: CT is a scan, OR a word."""
    assert state_codes(text) == codes


def policy(number: str, limit: str, **head: str) -> str:
    """A short policy on knee braces."""
    lines = "\n\n".join(f"{key.replace('_', ' ').capitalize()}: {value}" for key, value in head.items())
    said = f"A member gets at most {limit} braces a year."
    return f"# Knee braces\n\nPolicy number: {number}\n\n{lines}\n\n## Limits\n\n{said}\n"


@pytest.fixture(scope="module")
def library(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two editions of one payer's policy, one policy for two states, one without an issuer."""
    folder = tmp_path_factory.mktemp("scope")
    (folder / "data").mkdir()
    (folder / "data" / "encoder").symlink_to(exported)
    files = {
        "old.md": policy("BH-1", "two", issuer="Blue Harbor", effective_date="2023-01-01", edition="1"),
        "new.md": policy("BH-1", "three", issuer="Blue Harbor", effective_date="2024-07-01", edition="2"),
        "west.md": policy("LV-1", "five", issuer="Lakeview Health, Inc.", states="WA, Oregon"),
        "nobody.md": policy("X-1", "nine"),
        "said.md": policy("SL-1", "four", issuer="Silver Pine"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    tiers = "".join(f"{name}: {{authority: payer_policy}}\n" for name in ("old.md", "new.md", "west.md"))
    (folder / "documents.yaml").write_text(tiers, "utf-8")
    build_index([folder], folder / "data")
    return Library.open(folder / "data")


def test_two_editions_stand_side_by_side_and_the_older_is_marked(library: Library) -> None:
    """Both editions have their clauses; the older names the newer and ends the day before it."""
    by_id = {document.id: document for document in library.documents()}
    assert by_id["old"].superseded_by == "new"
    assert by_id["old"].in_force_until == "2024-06-30"
    assert by_id["new"].superseded_by is None
    assert {g.id.partition("@")[0] for g in library.guidelines() if g.document in ("old", "new")} == {"BH-1"}


@pytest.mark.parametrize(
    ("scope", "documents"),
    [
        (Scope("Blue Harbor"), ["new"]),
        (Scope("blue harbor", day="2024-06-30"), ["old"]),
        (Scope("Blue Harbor", day="2024-07-01"), ["new"]),
        (Scope("Blue Harbor", day="2022-12-31"), []),
        (Scope("Lakeview Health", "WA"), ["west"]),
        (Scope("Lakeview Health", "TX"), []),
        (Scope("Silver Lake"), []),
    ],
)
def test_what_is_in_force_depends_on_payer_state_and_day(library: Library, scope: Scope, documents: list[str]) -> None:
    """Without a day the newest edition holds; on a day what held then; elsewhere and for others nothing."""
    assert [document.id for document in library.in_force(scope)] == documents


def test_payers_are_known_from_the_documents(library: Library) -> None:
    """The library names the payers that its documents name, confirmed or not, without the forms of companies."""
    assert library.payers() == ("Blue Harbor", "Lakeview Health", "Silver Pine")


def test_editions_for_different_states_do_not_follow_each_other(library: Library) -> None:
    """A later document of one number that holds elsewhere leaves the earlier one as it is."""
    from dataclasses import replace

    old, new = (next(d for d in library.documents() if d.id == name) for name in ("old", "new"))
    pair = [replace(old, superseded_by=None, states=("WA",)), replace(new, states=("OR",))]
    assert [document.superseded_by for document in with_editions(pair, library.guidelines())] == [None, None]
