"""Several documents of one case: read together, each fact with its document, what contradicts left open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from assistant import (
    Decider,
    Document,
    InputRefusedError,
    Settings,
    case_schema,
    decide_documents,
    dumps,
    propose,
    record_document,
)
from assistant.document import terms, to_add
from assistant.read_note import Note
from tests.support.records import docx, pdf, picture

FORM = """PRIOR AUTHORIZATION REQUEST
Request date: 5/25/2024
Requests left L4-5 MBB, local anesthetic only, fluoro.
Date of service: 6/11/2024
"""
VISIT = """Office visit 05/20/2024
58F with axial low back pain x 8 months, no radicular features, no disc source.
Average pain 7/10, cannot stand to cook. No infection, skin intact.
Plan: left L4-5 MBB.
"""
THERAPY = """Physical Therapy Discharge Summary
Date: 5/15/2024
Lumbar PT 50 days, ended 5/15/2024, failed. Naproxen 50 days, ended 5/15/2024, failed.
"""
BLOCK = """PROCEDURE NOTE
Date of service: 02/01/2024
Procedure: right L5-S1 facet joint injection under fluoroscopy
"""
needs_ocr = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def case(*texts: str) -> dict[str, Any]:
    """What documents say together."""
    return propose([Document(f"{i}.txt", text) for i, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (FORM, "authorization_form", "2024-05-25"),
        (VISIT, "office_visit", "2024-05-20"),
        (THERAPY, "therapy_discharge", "2024-05-15"),
        (BLOCK, "procedure_note", "2024-02-01"),
        ("MRI LUMBAR SPINE\nExam date: March 2, 2024\nNo severe stenosis.", "imaging", "2024-03-02"),
        ("Patient: A\nDOB: 3/4/1966\nAverage pain 7/10.", None, None),
    ],
)
def test_a_document_says_its_kind_and_day(text: str, kind: str | None, day: str | None) -> None:
    """The head names the kind; the day is the document's own, no birthday and, of a form, no day to come."""
    found = Document("a", text).as_json()
    assert (found["kind"], found["date"]) == (kind, day)


def test_one_document_is_read_as_a_note_alone() -> None:
    """A case of one document has the facts of its note, and nothing else."""
    found = case(VISIT)
    assert {key: found[key] for key in ("request", "facts")} == Note(VISIT).case()


def test_several_documents_make_one_case() -> None:
    """The form asks; visit, therapy and an earlier procedure add what they say, each quote in its own document."""
    texts = (FORM, VISIT, THERAPY, BLOCK)
    found = case(*texts)
    assert found["request"]["date_of_service"] == "2024-06-11"
    assert found["facts"]["average_pain_score_0_10"] == 7
    assert len(found["facts"]["conservative_therapy"]) == 2
    assert found["facts"]["prior_injections"] == [
        {"date": "2024-02-01", "procedure": "facet_joint_injection", "region": "lumbar", "levels": ["L5-S1"],
         "laterality": "right"},
    ]  # fmt: skip
    for fact in found["read"]:
        words = texts[int(fact["document"][0])]
        assert fact["quote"] == words[fact["start"] : fact["end"]] != ""


def test_the_order_of_the_documents_does_not_matter() -> None:
    """Request and facts are the same, whichever document is named first."""
    one, other = case(FORM, VISIT, THERAPY, BLOCK), case(BLOCK, THERAPY, VISIT, FORM)
    assert one["request"] == other["request"]
    assert one["facts"] == other["facts"]


def test_the_latest_dated_document_counts_for_what_changes() -> None:
    """A pain score of an earlier visit gives way to that of a later one."""
    later = "Office visit 06/01/2024\nAverage pain 5/10."
    assert case(FORM, VISIT, later)["facts"]["average_pain_score_0_10"] == 5
    assert case(FORM, later, VISIT)["facts"]["average_pain_score_0_10"] == 5


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("Average pain 4/10.", "average_pain_score_0_10"),
        ("Imaging report 06/01/2024\nExam date: 06/01/2024\nDisc herniation L4-5 with radiculitis.",
         "other_primary_pain_source_evidence"),
        ("Office visit 06/05/2024\nPlan: right L4-5 MBB 6/11/2024.", "laterality"),
        ("PT report 6/1/2024\nLumbar PT 50 days, ended 5/15/2024, excellent response.", "conservative_therapy"),
    ],
)  # fmt: skip
def test_what_two_documents_say_differently_is_left_open(other: str, name: str) -> None:
    """Two values are a conflict with both quotes, whose fact no determination uses until a person settles it."""
    found = case(FORM, VISIT, THERAPY, other)
    assert name in found["conflicts"]
    assert name not in found["facts"]
    assert name not in found["request"]
    (settle,) = [one for one in found["settle"] if one["name"] == name]
    assert len({said["document"] for said in settle["said"]}) == 2


def test_the_document_that_names_a_procedure_asks() -> None:
    """A document without a procedure is never taken for the request, whatever its place or day."""
    asks = "Requests left occipital nerve block on 1/16/2024."
    for texts in ((asks, "Office visit 06/01/2024\nDoing well."), ("Office visit 06/01/2024\nDoing well.", asks)):
        assert case(*texts)["request"]["date_of_service"] == "2024-01-16"


def test_details_of_the_request_may_stand_elsewhere() -> None:
    """Program and guidance are taken from a document that does not ask; guidance of a past procedure is not."""
    form = "PRIOR AUTHORIZATION REQUEST\nRequests left L4-5 MBB 6/11/2024."
    found = case(form, "Insurance: Apple Health.", "Office visit 5/1/2024\nGuidance: fluoroscopy")
    assert found["request"]["guidance"] == "fluoroscopy"
    assert found["request"]["program"] == "apple_health"
    assert "guidance" not in case(form, BLOCK)["request"]
    both = case(f"{form}\nInsurance: Medicare.", "Insurance: Apple Health.")
    assert "program" in both["conflicts"]
    assert "program" not in both["request"]


def test_an_old_document_does_not_tell_how_things_are_now(tmp_path: Path) -> None:
    """A pain score and therapy that went on two years before are not current; the earlier course stays."""
    old = "Office visit 03/01/2022\nAverage pain 8/10. Lumbar PT 50 days, ongoing. Continues lumbar PT."
    found = case(FORM, old)
    assert "average_pain_score_0_10" not in found["facts"]
    assert "ongoing_conservative_therapy" not in found["facts"]
    assert "ongoing" not in dumps(found["facts"])
    documents = [Document("form.txt", FORM), Document("old.txt", old)]
    warnings = decide_documents(Decider(Settings(data=tmp_path)), documents)[1]["warnings"]
    assert any(words.startswith("old.txt is from long before") for words in warnings)
    recent = old.replace("03/01/2022", "05/01/2024")
    assert case(FORM, recent)["facts"]["average_pain_score_0_10"] == 8
    assert "ongoing_conservative_therapy" in case(FORM, recent)["facts"]


def test_findings_of_two_examinations_do_not_add_up() -> None:
    """Tests that were positive at different visits are no set of tests; what speaks against a request adds up."""
    form = "PRIOR AUTHORIZATION REQUEST\nRequests right SI joint injection, fluoro, 6/11/2024."
    visits = (
        "Office visit 5/1/2024\nFABER positive, Gaenslen positive.",
        "Office visit 3/1/2023\nThigh thrust positive.",
    )
    found = case(form, *visits)
    assert "positive_provocative_tests" in found["conflicts"]
    assert "positive_provocative_tests" not in found["facts"]
    both = case(FORM, "Visit 5/1/2024\nMRI: L4-5 disc herniation.", "Visit 5/2/2024\nDiscogenic pain.")
    assert set(both["facts"]["other_primary_pain_source_evidence"]) == {"disc_herniation", "discogenic"}


def test_none_beside_an_event_is_a_conflict_unless_it_is_older() -> None:
    """A note that says that there was no injection is outdated by a later one; a later note contradicts it."""
    never = "No prior spinal injections."
    assert len(case(FORM, BLOCK, f"Office visit 01/10/2023\n{never}")["facts"]["prior_injections"]) == 1
    assert "prior_injections" in case(FORM, BLOCK, f"Office visit 05/10/2024\n{never}")["conflicts"]


def test_one_event_in_two_documents_is_counted_once() -> None:
    """The procedure note and the visit that tells of it are one injection; its relief, told twice, is left open."""
    visit = "Office visit 03/01/2024\nRight L5-S1 facet joint injection 2/1/2024: 80% relief."
    again = "Office visit 04/01/2024\nRight L5-S1 facet joint injection 2/1/2024: 30% relief."
    (entry,) = case(FORM, BLOCK, visit)["facts"]["prior_injections"]
    assert entry["pain_relief_percent"] == 80
    found = case(FORM, BLOCK, visit, again)
    (entry,) = found["facts"]["prior_injections"]
    assert "pain_relief_percent" not in entry
    assert "prior_injections.pain_relief_percent" in found["conflicts"]


def test_what_is_missing_names_a_document_to_add(tmp_path: Path) -> None:
    """Each missing fact stands under one kind of document; every fact of that table is one of the case format."""
    _, found = decide_documents(Decider(Settings(data=tmp_path)), [Document("f", FORM)])
    told = [name for one in found["documents_to_add"] for name in one["facts"]]
    assert sorted(told) == sorted(found["missing"])
    known = json.dumps(case_schema())
    assert [f for facts in terms()["holds"].values() for f in facts if f'"{f}"' not in known] == []
    assert to_add(["conservative_therapy.duration_days"])[0]["kind"] == "therapy_discharge"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", VISIT.encode()),
        ("a.pdf", pdf(VISIT)),
        ("a.docx", docx(VISIT)),
        pytest.param("a.png", picture(VISIT), marks=needs_ocr),
        pytest.param("a.jpg", picture(VISIT, "JPEG"), marks=needs_ocr),
        pytest.param("a.tif", picture(VISIT, "TIFF"), marks=needs_ocr),
        pytest.param("a.pdf", picture(VISIT, "PDF"), marks=needs_ocr),
    ],
)
def test_every_kind_of_file_gives_the_same_facts(name: str, content: bytes) -> None:
    """Text, PDF, DOCX, picture and scan of one note are read alike."""
    assert propose([record_document(name, content)])["facts"] == Note(VISIT).case()["facts"]


def test_pages_that_could_not_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OCR a scanned page among others is named; where no page can be read the file is refused."""
    monkeypatch.setenv("PATH", "")
    import pypdfium2

    both = pypdfium2.PdfDocument.new()
    for content in (pdf(VISIT), picture("scanned", "PDF")):
        both.import_pages(pypdfium2.PdfDocument(content))
    import io

    written = io.BytesIO()
    both.save(written)
    document = record_document("a.pdf", written.getvalue())
    assert "Average pain 7/10" in document.text
    assert document.warnings == ("page 2: no text layer; not read; install tesseract for scans",)
    with pytest.raises(InputRefusedError, match="no page could be read"):
        record_document("a.png", picture("x"))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n broken", b"%PDF-1.7 broken", picture("x", "TIFF")[:400]])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    """A broken picture or PDF is named with the way out."""
    with pytest.raises(InputRefusedError, match=r"a\.bin"):
        record_document("a.bin", content)


def test_a_long_record_is_read_in_time(tmp_path: Path) -> None:
    """A mixed record of twenty pages is read and decided in under five seconds."""
    page = "\n".join(f"Visit note line {i}: the patient walks, sleeps and eats well, no change." for i in range(40))
    content = pdf(*(f"{page}\n{text}" for text in (FORM, VISIT, THERAPY, BLOCK) * 5))
    started = perf_counter()
    decide_documents(Decider(Settings(data=tmp_path)), [record_document("a.pdf", content)])
    assert perf_counter() - started < 5
