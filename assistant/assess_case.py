"""Cases: read, decided by `checks`, and given the source's own words where it is indexed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.document import to_add
from assistant.errors import InputRefusedError
from assistant.read_note import Note
from assistant.settings import Settings
from checks import REQUEST, CaseError, Determination, decisive, evaluate, load_policies, parse_case, read_case
from index import CorpusError, Library

HISTORIES = ("prior_injections", "prior_denervations")
NONE_MAY_APPLY = ("contraindications_present", "other_procedures_same_day", *HISTORIES)
AGAIN = re.compile(  # words of a request that is not the first
    r"\b(?:2nd|second|3rd|third|4th|fourth|repeat\w*|another|again|re-?do\w*|prior|previous\w*|earlier|"
    r"last (?:block|inj\w*|mbb|esi|tfesi|rfa?|shot|one|ablation))\b|#\s?[2-9]\b",
    re.IGNORECASE,
)


def dumps(value: object) -> str:
    """JSON on one line, the same bytes for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _library(settings: Settings) -> Library | None:
    """The built library; None where there is none: a case is decided all the same, without the source's words."""
    try:
        return Library.open(settings.data)
    except CorpusError:
        return None


def unsettled(case: dict[str, Any], conflicts: Sequence[str]) -> dict[str, Any]:
    """A case with the names of the facts that the record says in two ways and that nobody has settled."""
    names = [name for name in conflicts if name not in case.get("facts", {})]
    return case | ({"unsettled": names} if names else {})


class Decider:
    """Decides cases and notes, with the source's words where it is indexed."""

    def __init__(self, settings: Settings, library: Library | None = None) -> None:
        self._library = library or _library(settings)

    def case(self, text: str) -> dict[str, Any]:
        """Decide one case given as JSON text; with its request, and the documents that would hold what is missing.

        Raises:
            InputRefusedError: the case cannot be read; one line with key, value and what is allowed.
        """
        try:
            made = evaluate(parse_case(text))
            found = self._with_quotes(_judged(made))
        except CaseError as error:
            raise InputRefusedError(str(error)) from None
        asked = json.loads(text).get("request", {})
        return found | {"request": dict(sorted(asked.items())), "documents_to_add": to_add(found["missing"])}

    def note(
        self,
        text: str,
        case_id: str | None = None,
        *,
        answers: dict[str, Any] | None = None,
        quotes: Sequence[dict[str, Any]] = (),
    ) -> dict[str, Any]:
        """Read a note and decide on what it says; what it does not say is missing.

        `answers` are facts that were asked for and given afterwards, `quotes` the words that gave them.

        Raises:
            InputRefusedError: the note is empty.
        """
        if not text.strip():
            raise InputRefusedError("the note is empty: hand in the words of the record")
        note = Note(text)
        said = note.case()
        for name, value in (answers or {}).items():
            said["request" if name in REQUEST else "facts"][name] = value
        case = read_case(unsettled(said, note.conflicts()) | ({"id": case_id} if case_id else {}))
        found = _judged(evaluate(case))
        found["meets_if_none"] = self._meets_if_none(said, note, found["missing"])
        found["warnings"] += [f"the note says {name} in two ways: it was left open" for name in note.conflicts()]
        found["warnings"].append("as read from the note, not confirmed by a person")
        return self._with_quotes(found | {"facts": [*note.facts(), *quotes]})

    @staticmethod
    def _meets_if_none(said: dict[str, Any], note: Note, missing: Sequence[str]) -> list[str]:
        """What a note that else meets all criteria does not speak of; nothing where more than that is open.

        Supposed is that nothing of it is there, and that fluoroscopy guides the needle where no guidance is told.
        A repeat has earlier procedures, so of these nothing is supposed.
        """
        silent = [name for name in NONE_MAY_APPLY if name in missing and name not in said["facts"]]
        guided = {} if "guidance" not in missing else {"guidance": "fluoroscopy"}
        again = set(silent) & set(HISTORIES) and AGAIN.search(note.text)
        if not (silent or guided) or set(silent) & set(note.conflicts()) or again:
            return []
        clear = {
            "request": said["request"] | guided,
            "facts": said["facts"] | {name: [] for name in silent},
        }
        supposed = [*silent, *guided]
        return supposed if evaluate(read_case(unsettled(said | clear, note.conflicts()))).outcome == "meets" else []

    def _with_quotes(self, found: dict[str, Any]) -> dict[str, Any]:
        """Add the source's words to each clause, and name clauses whose words are not those that were encoded."""
        if self._library is None:
            return found
        exact = {d.id for d in self._library.documents() if d.authority != "digest"}
        indexed = {row["clause"]: self._library.clause(row["clause"]) for row in found["clauses"]}
        texts = {name: clause.text for name, clause in indexed.items() if clause and clause.document in exact}
        for row in found["clauses"]:
            if row["clause"] in texts:
                row["quote"] = texts[row["clause"]]
        policy = next((policy for policy in load_policies() if policy.id == found["guideline"]), None)
        return found | {"stale": list(policy.stale(texts.get)) if policy else []}


def _judged(made: Determination) -> dict[str, Any]:
    """A determination as plain values, with the rows that decide it."""
    return made.as_json() | {"decides": decisive(made.proof) if made.proof else []}


def read_facts(note: str) -> dict[str, Any]:
    """What a note says, as a case to correct and hand in, and the words for each fact."""
    found = Note(note)
    return found.case() | {"read": found.facts(), "conflicts": list(found.conflicts())}


def check_case(settings: Settings, text: str) -> dict[str, Any]:
    """Decide one case given as JSON text. Raises InputRefusedError."""
    return Decider(settings).case(text)


def check_note(settings: Settings, note: str) -> dict[str, Any]:
    """Decide on one note. Raises InputRefusedError."""
    return Decider(settings).note(note)


def determination_text(found: dict[str, Any]) -> str:
    """A determination as a person reads it on a terminal."""
    marks = {"met": "met", "not_met": "NOT MET", "unknown": "unknown"}
    lines = [outcome_in_words(found), f"{found['guideline'] or 'no guideline'}: {found['applies']}"]
    lines += [
        f"  {marks[row['verdict']]:>8}  {row['clause']}  {row['label']} ({row['because']})"
        for row in found["clauses"]
        if row["verdict"] != "not_applicable"
    ]
    lines += [f"  for a person to weigh: {note}" for note in found["review"]]
    return "\n".join([*lines, *(f"  note: {note}" for note in found["warnings"]), f"digest {found['digest']}"])


def outcome_said(found: dict[str, Any]) -> str:
    """The outcome in one sentence; criteria words, never approve or deny. What a person has to weigh is not met yet."""
    words = {
        "meets": "All required criteria are met.",
        "does_not_meet": "At least one required criterion is not met.",
        "insufficient_information": "More information is needed.",
        "excluded": "The guideline does not consider this request.",
        "not_addressed": "No policy here covers this request.",
    }
    if found["outcome"] == "meets" and found["review"]:
        left = len(found["review"])
        return (
            f"All required criteria are met as far as facts settle them; {left} left for a person to weigh, see below."
        )
    return words[found["outcome"]]


def outcome_in_words(found: dict[str, Any]) -> str:
    """A determination in one or two sentences: the outcome, and by name what is not met or missing."""
    said = outcome_said(found)
    if found["unmet"]:
        said += f" Not met: {', '.join(found['unmet'])}."
    if found["missing"]:
        said += f" Missing: {', '.join(found['missing'])}."
    return said
