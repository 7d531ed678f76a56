"""The worked assessment among the sources: a bilateral block at L4-5 and L5-S1 in a patient with radicular pain."""

from __future__ import annotations

from checks import evaluate, read_case

CASE = {
    "request": {
        "procedure": "medial_branch_block",
        "region": "lumbar",
        "levels": ["L4-5", "L5-S1"],
        "laterality": "bilateral",
        "codes": ["64493", "64494"],
        "guidance": "fluoroscopy",
    },
    "facts": {
        "icd10": ["M47.816"],
        "pain_pattern": "axial_and_radicular",
        "pain_mainly_axial_nonradicular": False,
        "synovial_cyst_present": False,
        "stenosis_caused_by_synovial_cyst": False,
        "other_primary_pain_source_evidence": ["radiculitis", "disc_herniation"],
        "conservative_therapy": [
            {"modality": "exercise program", "target_region": "lumbar", "response": "inadequate"},
            {"modality": "gabapentin", "component": "inactive", "target_region": "lumbar", "status": "ongoing"},
        ],
        "prior_injections": [
            {"procedure": "facet_joint_injection", "region": "lumbar", "pain_relief_percent": 0},
            {"procedure": "transforaminal_epidural", "region": "lumbar", "pain_relief_percent": 50},
        ],
    },
}


def test_the_worked_assessment_does_not_meet_for_its_own_reasons() -> None:
    """Radicular pain fails the case; the therapy's unknown duration and the contradicting diagnosis are named."""
    found = evaluate(read_case(CASE)).as_json()
    rows = {row["clause"]: row for row in found["clauses"]}
    assert found["outcome"] == "does_not_meet"
    assert "NIA_CG_301/indications/1.1" in found["unmet"]
    assert "axial_and_radicular" in rows["NIA_CG_301/indications/1.1"]["because"]
    assert rows["NIA_CG_301/indications/1.5"]["verdict"] == "unknown"
    assert "exercise program (duration not recorded)" in rows["NIA_CG_301/indications/1.5"]["because"]
    assert any("M47.816" in warning and "without radiculopathy" in warning for warning in found["warnings"])
