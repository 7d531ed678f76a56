"""What is measured of notes: facts read, facts that the note does not say, outcomes, and a wrong `meets`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import Settings, check_case, check_note, read_facts
from eval.measures import Figures, rows, share

HISTORIES = {"conservative_therapy", "prior_injections", "prior_denervations", "ongoing_conservative_therapy"}


def same(found: Any, wanted: Any) -> bool:
    """Whether two values are equal: numbers by value, lists of words as sets."""
    if isinstance(found, list) and isinstance(wanted, list) and all(isinstance(x, str) for x in [*found, *wanted]):
        return set(found) == set(wanted)
    numbers = isinstance(found, int | float) and isinstance(wanted, int | float)
    return float(found) == float(wanted) if numbers else bool(found == wanted)


def notes(settings: Settings, paths: Sequence[Path]) -> Figures:
    """Precision and recall of single facts, the outcomes from the note against those from its labels."""
    count: Counter[str] = Counter()
    for row in rows(paths):
        read = read_facts(row["note"])
        for part in ("request", "facts"):
            found = {k: v for k, v in read[part].items() if k not in HISTORIES and k != "procedure_text"}
            wanted = {k: v for k, v in row[part].items() if k not in HISTORIES}
            count["found"] += len(found)
            count["wanted"] += len(wanted)
            count["right"] += sum(k in wanted and same(v, wanted[k]) for k, v in found.items())
        labelled = check_case(settings, json.dumps({key: row[key] for key in ("request", "facts")}))["outcome"]
        outcome = check_note(settings, row["note"])["outcome"]
        count["all"] += 1
        count["agree"] += outcome == labelled
        count["safe"] += not (outcome == "meets" and labelled != "meets")
    return {
        "notes": count["all"],
        "fact precision": share(count["right"], count["found"]),
        "fact recall": share(count["right"], count["wanted"]),
        "outcome from note": share(count["agree"], count["all"]),
        "notes without wrong meets": share(count["safe"], count["all"]),
    }
