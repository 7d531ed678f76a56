"""Warnings beside a determination: codes, levels and diagnoses that do not fit what is asked. They decide nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.case import Case
from checks.kinds.levels import joints
from checks.policy import Code, Policy
from checks.view import CaseView, vocabulary


def request_warnings(case: Case, policy: Policy) -> tuple[str, ...]:
    """What a careful clerk would ask back about the request, in a fixed order."""
    view = CaseView(case)
    return (*_codes(view, policy), *_guidance(view, policy), *_diagnosis(view))


def _codes(view: CaseView, policy: Policy) -> Iterator[str]:
    asked = view.case.request.codes or ()
    known = [code for code in policy.codes if code.code in asked]
    for name in asked:
        if policy.codes and name not in {code.code for code in known}:
            yield f"code {name} is not among the codes that {policy.id} prints"
    for code in known:
        if view.region and _regions(code) and view.region not in _regions(code):
            yield f"code {code.code} is for {code.region.replace('_', ' or ')}, but the request is for {view.region}"
        if code.add_on and not any(other.region == code.region and not other.add_on for other in known):
            yield f"code {code.code} is an add-on: its base code is missing from the request"
    yield from _levels(view, policy, known)


def _regions(code: Code) -> set[str]:
    spinal = {"cervical", "thoracic", "lumbar", "sacral", "sacroiliac"}
    named = set(code.region.split("_")) & spinal
    return named | {"sacral"} if "lumbar" in named else named


def _levels(view: CaseView, policy: Policy, known: list[Code]) -> Iterator[str]:
    levels = {joint for level in view.case.request.levels or () for joint in joints(level)}
    counted = any(code.add_on for code in policy.codes if code.region in {one.region for one in known})
    if known and counted and len(levels) > len(known):
        yield f"{len(levels)} levels are requested, but the codes stand for {len(known)}"


def _guidance(view: CaseView, policy: Policy) -> Iterator[str]:
    speaks = any(statement.aspect == "guidance" for statement in policy.statements)
    if speaks and view.case.request.guidance is None:
        yield "the imaging guidance is not named: say fluoroscopy, ct, ultrasound or none"


def _diagnosis(view: CaseView) -> Iterator[str]:
    sorts = vocabulary()["icd10"]
    radicular = _radicular(view)
    for code in view.get("icd10") or ():
        plain = code.upper().replace(".", "")
        if radicular is True and any(re.match(pattern, plain) for pattern in sorts["without_radiculopathy"]):
            yield f"diagnosis {code} stands for pain without radiculopathy, but the record says radicular pain"
        if radicular is False and any(re.match(pattern, plain) for pattern in sorts["with_radiculopathy"]):
            yield f"diagnosis {code} stands for radicular pain, but the record says that it is not radicular"
    words = str(view.get("diagnosis") or "").lower()
    if radicular is True and re.search(r"without (myelopathy or )?radiculopathy", words):
        yield "the diagnosis says 'without radiculopathy', but the record says radicular pain"


def _radicular(view: CaseView) -> bool | None:
    """Whether the record says radicular pain; None where it says neither."""
    pattern = view.get("pain_pattern")
    if view.get("acute_radicular_symptoms") or pattern in ("radicular", "axial_and_radicular"):
        return True
    said = (view.get("pain_nonradicular"), view.get("pain_mainly_axial_nonradicular"))
    if False in said:
        return True
    return False if pattern == "axial" or True in said else None
