"""When a fact that was read says the same as a labelled one: by value, or by meaning where several keys say one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

HISTORIES = {
    "conservative_therapy", "ongoing_conservative_therapy", "prior_injections", "prior_denervations",
    "other_procedures_same_day", "other_interventional_injections_since_last_sij",
}  # fmt: skip
UNTESTED = {"details", "procedure_text", "payer", "guideline"}  # free text, or said by nothing in a note
DURATIONS = {
    "pain_onset_date", "pain_duration_weeks", "pain_duration_months", "continuous_pain_months",
    "low_back_pain_duration_months",
}  # fmt: skip
TEXTS = {"modality", "diagnosis", "target_region", "pain_region", "spasm_standard_therapy", "treatment_target"}
REASONS = re.compile(r"reason|circumstances")
NAMES = {"neck": "cervical", "low back": "lumbar", "lower back": "lumbar", "mid back": "thoracic"}
JOINED = re.compile(r",| and | \+ | plus |/| with ")
CLASSES = (
    (r"nsaid|ibuprofen|naproxen|meloxicam|diclofenac|celecoxib|etodolac|ketorolac|anti.inflam", "nsaid"),
    (r"physical|physio|\bpt\b|aquatic", "physical therapy"),
    (r"chiro", "chiropractic"),
    (r"home|\bhep\b", "home exercise"),
    (r"acetaminophen|tylenol", "acetaminophen"),
    (r"medication|\bmeds\b", "medication"),
)
Entry = dict[str, Any]


def _text(value: str) -> set[str]:
    """The words of a free text that say something, cut to their first letters."""
    named = [name for words, name in CLASSES if re.search(words, value, re.IGNORECASE)]
    return {word[:5] for word in re.findall(r"[a-z0-9]{3,}", " ".join([value.lower(), *named]))}


def alike(key: str, found: Any, wanted: Any) -> bool:
    """Whether two values agree: numbers by value, lists of words as sets, free text by half of its words."""
    if isinstance(found, list) and isinstance(wanted, list) and all(isinstance(x, str) for x in [*found, *wanted]):
        return set(found) == set(wanted)
    if key.endswith("region"):
        found, wanted = (NAMES.get(one, one) for one in (found, wanted))
    if isinstance(found, str) and isinstance(wanted, str) and (key in TEXTS or REASONS.search(key) or " " in wanted):
        one, other = _text(found), _text(wanted)
        return bool(REASONS.search(key)) or 2 * len(one & other) >= min(len(one), len(other)) > 0
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    numbers = isinstance(found, int | float) and isinstance(wanted, int | float)
    return float(found) == float(wanted) if numbers else bool(found == wanted)


def same_duration(found: tuple[str, Any], wanted: tuple[str, Any], day: str | None) -> bool:
    """Whether two statements on the duration of pain say the same; those of unlike units within a tenth or a week."""
    if found[0] == wanted[0]:
        return bool(found[1] == wanted[1])
    one, other = _days(found, day), _days(wanted, day)
    return one is not None and other is not None and abs(one - other) <= max(16.0, other / 10)


def _days(said: tuple[str, Any], day: str | None) -> float | None:
    key, value = said
    if key == "pain_onset_date":
        return float((date.fromisoformat(day) - date.fromisoformat(value)).days) if day else None
    return float(value) * (7 if key.endswith("weeks") else 30.44)


def _single(entries: list[Entry]) -> list[Entry]:
    """Entries of one modality each: one for several modalities is taken apart."""
    return [
        entry | ({"modality": one.strip()} if "modality" in entry else {})
        for entry in entries
        for one in (JOINED.split(entry["modality"]) if "modality" in entry else [""])
        if "modality" not in entry or one.strip()
    ]


def pairs(found: list[Entry], wanted: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry that was read beside the labelled one that it agrees with most; {} stands for none."""
    left, right = _single(found), _single(wanted)
    scores = sorted(
        ((_score(one, other), -i, -j) for i, one in enumerate(left) for j, other in enumerate(right)), reverse=True
    )
    taken: dict[int, int] = {}
    for score, i, j in scores:
        if score > 0 and -i not in taken and -j not in taken.values():
            taken[-i] = -j
    for i, one in enumerate(left):
        yield one, right[taken[i]] if i in taken else {}
    for j, other in enumerate(right):
        if j not in taken.values():
            yield {}, other


def _score(one: Entry, other: Entry) -> int:
    """How far two entries are about one event: what it is and when weigh most; other modalities never match."""
    if "modality" in other and not alike("modality", one.get("modality", ""), other["modality"]):
        return 0
    shared = [key for key in one if key in other and alike(key, one[key], other[key])]
    return sum(4 if key in {"modality", "date", "procedure"} else 1 for key in shared)
