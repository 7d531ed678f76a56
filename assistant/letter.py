"""The draft of a letter to a payer, in our own templates; every sentence stands on a fact or a clause."""

from __future__ import annotations

from typing import Any

from assistant.report import asked_in_a_line, documents, documents_to_add, live, outcome, record_quotes, said_plainly
from checks import question

DRAFT = "DRAFT: made from a record and a guideline. A clinician checks, completes and signs it before it is sent."
OPENING = {
    "meets": "The record meets the requirements that the guideline sets for this request; each is shown below.",
    "does_not_meet": "The record as it stands does not meet every requirement of the guideline. Below is what "
    "it shows, what speaks against it, and what could be added.",
    "insufficient_information": "The record leaves some requirements of the guideline open. Below is what it shows, "
    "and what is to be added.",
    "excluded": "The guideline does not consider this request.",
    "not_addressed": "No policy here covers this request.",
}
SECTIONS = (
    ("What the record shows", "met"),
    ("What the record contradicts", "not_met"),
    ("What the record does not say yet", "unknown"),
)


def letter(found: dict[str, Any]) -> str:
    """The draft as Markdown: heading, request, what the record shows by clause, what is to be added, enclosures.

    `outcome` `excluded` or `not_addressed` gives the reason alone: there is nothing to argue from.
    """
    lines = [
        DRAFT,
        found.get("dated") or "[date]",
        "To: [payer, department]",
        f"Re: [patient, member number]; {asked_in_a_line(found) or '[request]'}",
        f"Guideline: {found['guideline'] or 'none'}, edition {found['policy_edition'] or 'none'}.",
        f"Judged as {said_plainly(found['applies'])}.",
        f"{OPENING[found['outcome']]} {outcome(found).partition('. ')[2]}".strip(),
    ]
    number = 0
    for title, verdict in SECTIONS:
        rows = [row for row in live(found) if row["verdict"] == verdict]
        told = [f"{i}. {_sentence(row, found)}" for i, row in enumerate(rows, number + 1)]
        number += len(rows)
        lines += [f"## {title}", *told] if told else []
    to_ask = [f"- {words}" for words in dict.fromkeys(question(name) for name in found["missing"])]
    lines += ["## To be added before sending", "\n".join(to_ask)] if to_ask else []
    to_weigh = [f"- {said_plainly(note)}" for note in found["review"]]
    lines += ["## For the clinician to confirm before sending", "\n".join(to_weigh)] if to_weigh else []
    for title, items in (("Documents that would show it", documents_to_add(found)), ("Enclosed", documents(found))):
        lines += [f"## {title}", "\n".join(f"- {item}" for item in items)] if items else []
    return "\n\n".join([*lines, "[name, credentials, signature]", f"Record digest {found['digest']}."]) + "\n"


def _sentence(row: dict[str, Any], found: dict[str, Any]) -> str:
    """A requirement with the record's words for it, why it is judged so where words are lacking or fail, its clause."""
    quotes = record_quotes(row, found)
    why = f" {said_plainly(row['because'])}." if row["verdict"] != "met" or not quotes else ""
    said = f" The record: {'; '.join(quotes)}." if quotes else ""
    source = f" The guideline: “{row['quote']}” ({row['clause']})" if row.get("quote") else f" ({row['clause']})"
    return f"{row['label']}.{why}{said}{source}"
