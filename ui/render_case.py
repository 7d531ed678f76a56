"""A determination as the page shows it: outcome, groups, what is open, the ways to meet it; everything escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from assistant import question, record_words
from ui.fields import field_of
from ui.render import clause_link
from ui.render_files import link, printer
from ui.render_form import part_label
from ui.render_timeline import timeline
from ui.text import clause_name, named, say, singular, spoken

NAME = re.compile(r"\b(?:[a-z]+(?:_[a-z0-9]+)*\.)?[a-z]+(?:_[a-z0-9]+)+\b")
LONG = 170  # characters from which the guideline's words are folded
SHAPES = {  # a shape of its own for each status: colour alone does not survive grey
    "met": '<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.4 3.4L17 9"/>',
    "not_met": '<path class="ga-fill" d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M8.5 8.5l7 7m0-7l-7 7"/>',
    "unknown": '<path class="ga-fill" d="M12 1.5L22.5 12 12 22.5 1.5 12z"/>'
               '<path d="M9.6 9.7a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7m0 2.6v.3"/>',
}  # fmt: skip
OUTCOMES = {
    "meets": "met",
    "does_not_meet": "not_met",
    "insufficient_information": "unknown",
    "excluded": "not_met",
    "not_addressed": "unknown",
}


def empty() -> str:
    """Before anything was checked."""
    return f'<section class="ga-result ga-blank"><p>{escape(say("case.empty"))}</p></section>'


def status(verdict: str, words: str | None = None) -> str:
    """A status by word, shape and colour."""
    icon = f'<svg viewBox="0 0 24 24" aria-hidden="true">{SHAPES[verdict]}</svg>'
    return f'<span class="ga-status ga-is-{verdict}">{icon}{escape(words or say(f"case.{verdict}"))}</span>'


def worded(text: str) -> str:
    """A reason without the names of the case format."""
    return singular(re.sub(r"\bct\b", spoken("ct"), NAME.sub(lambda name: spoken(name[0].rsplit(".", 1)[-1]), text)))


def reason(text: str) -> str:
    """Why a requirement is judged so, without what only says that a fact is absent: the question says that."""
    return worded("; ".join(part for part in text.split("; ") if not part.endswith("is not recorded")))


def begun(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def determination(found: dict[str, Any], laid: dict[str, Any], unconfirmed: int) -> str:
    """Outcome first, then what to ask, the table by group, the line of time, and the ways that would meet it."""
    quotes = {row["clause"]: row.get("quote", "") for row in found["clauses"]}
    parts = [
        _banner(found, laid, unconfirmed),
        "" if settled(found) else _asked(found, laid),
        _tables(found, laid, quotes),
        _asked(found, laid) if settled(found) else "",
        timeline(laid),
        _ways(found),
        _listed(say("case.review"), [worded(line) for line in found["review"]]),
        _listed(say("case.notes"), [worded(line) for line in found["warnings"]]),
        f'<p class="ga-small ga-digest">{escape(say("case.digest", digest=found["digest"]))}</p>',
    ]
    return f'<section class="ga-result" aria-label="{escape(say("case.result"))}">{"".join(parts)}</section>'


def _banner(found: dict[str, Any], laid: dict[str, Any], unconfirmed: int) -> str:
    rows = [row["verdict"] for group in laid["groups"] for row in group["rows"]]
    counts = " · ".join(f"{rows.count(name)} {say(f'case.{name}').lower()}" for name in SHAPES)
    counts += f" · {len(found['review'])} {say('case.review').lower()}" if found["review"] else ""
    where = (
        say("case.under", guideline=found["guideline"], edition=found["policy_edition"] or say("case.no_edition"))
        if found["guideline"]
        else ""
    )
    warn = f'<p class="ga-unconfirmed">{escape(say("case.unconfirmed", count=unconfirmed))}</p>' if unconfirmed else ""
    verdict = OUTCOMES[found["outcome"]]
    said = "meets_and_weigh" if found["outcome"] == "meets" and found["review"] else found["outcome"]
    icon = f'<svg class="ga-is-{verdict}" viewBox="0 0 24 24" aria-hidden="true">{SHAPES[verdict]}</svg>'
    return (
        f'<div class="ga-banner ga-is-{verdict}" role="status">{icon}<div><h2 tabindex="-1">'
        f"{escape(say('outcomes.' + said))}</h2>"
        f"<p>{escape(counts if rows else '')}</p><p>{escape(where)} "
        f"{escape(begun(worded(found['applies'])))}</p>{warn}</div></div>"
    )


def settled(found: dict[str, Any]) -> bool:
    """Whether a requirement fails, so that what is open no longer decides."""
    return bool(found["outcome"] == "does_not_meet")


def open_facts(found: dict[str, Any], laid: dict[str, Any]) -> list[str]:
    """The facts to ask, most decisive first; where none decides any more, those of the requirements left open."""
    rows = [row for group in laid["groups"] for row in group["rows"]] if settled(found) else []
    return [*found["next_questions"], *found["missing"], *(fact for row in rows for fact in row["missing"])]


def _asked(found: dict[str, Any], laid: dict[str, Any]) -> str:
    """The next questions, each a link to its field."""
    rows, seen = [], set()
    for fact in open_facts(found, laid):
        asked = field_of(fact)
        if asked is None or asked.name in seen:
            continue
        seen.add(asked.name)
        rows.append(f'<li><a class="ga-to-field" href="#q-{asked.name}">{escape(question_of(fact))}</a></li>')
    if not rows:
        return ""
    more = (
        f"<details><summary>{escape(say('case.more', count=len(rows) - 5))}</summary><ol start='6'>"
        f"{''.join(rows[5:])}</ol></details>"
    )
    title = escape(say("case.open_idle" if settled(found) else "case.next"))
    return (
        f'<div class="ga-asked-next"><h3>{title}</h3><ol>{"".join(rows[:5])}</ol>{more if len(rows) > 5 else ""}</div>'
    )


def question_of(fact: str) -> str:
    """The question that settles a fact."""
    key = fact.removeprefix("request.")
    if "." in key:  # a part of each entry of a list
        listed, part = key.split(".", 1)
        return say("case.entry_question", list=spoken(listed), part=part_label(part).lower())
    return named("questions").get(key) or question(key)


def _tables(found: dict[str, Any], laid: dict[str, Any], quotes: dict[str, str]) -> str:
    """The requirements by group; where the record leaves the step open, the steps after the first are folded."""
    blocks: list[list[dict[str, Any]]] = []
    for group in laid["groups"]:
        if group["depth"] == 0 and (group["title"] or not blocks):
            blocks.append([])
        blocks[-1].append(group)
    return "".join(_block(block, found, quotes, folded=at > 1) for at, block in enumerate(blocks))


def _block(block: list[dict[str, Any]], found: dict[str, Any], quotes: dict[str, str], *, folded: bool) -> str:
    """One part of the policy: the requirements of every request, or those of one step."""
    first, join = block[0], say(f"case.{block[0]['join']}")
    title = begun(worded(first["title"])) if first["title"] else say("case.always")
    head = "".join(f'<th scope="col">{escape(say(f"case.head_{name}"))}</th>' for name in ("what", "status", "record"))
    body = "".join(_group(group, found, quotes, alone=at == 0) for at, group in enumerate(block))
    caption = escape(f"{title}: {join[:1].lower()}{join[1:]}")
    table = (
        f'<table class="ga-table"><caption class="ga-hidden">{caption}</caption><thead><tr>'
        f"{head}</tr></thead>{body}</table>"
    )
    summary = f'<summary><span class="ga-block-title">{caption}</span> {status(first["verdict"])}</summary>'
    return f'<details class="ga-block"{"" if folded else " open"}>{summary}{table}</details>'


def _group(group: dict[str, Any], found: dict[str, Any], quotes: dict[str, str], *, alone: bool) -> str:
    words = say("case.way") if group["join"] == "all_of" else say("case.one_of")
    depth = min(group["depth"], 2)
    head = "" if alone else (
        f'<tr class="ga-group-head"><th scope="rowgroup" colspan="3">{escape(words)} '
        f'<span class="ga-group-status">{status(group["verdict"])}</span></th></tr>'
    )  # fmt: skip
    rows = "".join(_row(row, group, found, quotes) for row in group["rows"])
    return f'<tbody class="ga-depth-{depth}">{head}{rows}</tbody>' if head or rows else ""


def _row(row: dict[str, Any], group: dict[str, Any], found: dict[str, Any], quotes: dict[str, str]) -> str:
    """One requirement: its words and the guideline's, its status, the record's words and what is needed."""
    said = "".join(f"<q>{escape(words)}</q>" for words in record_words(row, found))
    source = quotes.get(row["clause"], "")
    folded = f"<details><summary>{escape(say('case.guideline_words'))}</summary><q>{escape(source)}</q></details>"
    words = (folded if len(source) > LONG else f"<q>{escape(source)}</q>") if source else ""
    needed = list(dict.fromkeys(question_of(fact) for fact in row["missing"]))
    needs = f'<p class="ga-needed">{escape(say("case.needed", questions=" ".join(needed[:3])))}</p>' if needed else ""
    spare = group["join"] == "one_of" and group["verdict"] == "met" and row["verdict"] != "met"
    unused = f'<p class="ga-needed">{escape(say("case.spare"))}</p>' if spare else ""
    because = (reason if needed else worded)(row["because"]) or say("case.not_documented")
    heads = [escape(say(f"case.head_{name}")) for name in ("what", "status", "record")]
    return (
        f'<tr class="ga-row ga-row-{row["verdict"]}"><td data-head="{heads[0]}"><p class="ga-label">'
        f"{escape(row['label'])}</p>"
        f'{words}<p class="ga-where">{clause_link(row["clause"])}</p></td>'
        f'<td data-head="{heads[1]}">{status(row["verdict"])}</td>'
        f'<td data-head="{heads[2]}"><p>{escape(begun(because))}</p>{said}{needs}{unused}</td></tr>'
    )


def _ways(found: dict[str, Any]) -> str:
    """Each smallest set of facts that would change the outcome."""
    if not found["paths"]:
        return ""
    ways = "".join(
        f'<li><p class="ga-way">{escape(say("case.way_number", number=number))}</p><ul>'
        + "".join(
            f"<li>{escape(need['needs'])} {clause_link(need['clause'])}<br><small>"
            f"{escape(question_of(need['fact']))}</small></li>"
            for need in way
        )
        + "</ul></li>"
        for number, way in enumerate(found["paths"], 1)
    )
    return (
        f'<details class="ga-ways"><summary>'
        f'{escape(say("case.ways", count=len(found["paths"])))}</summary><ul class="ga-way-list">'
        f"{ways}</ul></details>"
    )


def _listed(title: str, items: list[str]) -> str:
    if not items:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def report_links(page: str, record: str, draft: str) -> str:
    """What a checked case can be saved as."""
    files = link("determination.html", "text/html", say("case.save_page"), page)
    files += printer(say("case.print"), page, say("case.report_title"))
    files += link("record.json", "application/json", say("case.save_record"), record)
    files += link("letter-draft.md", "text/markdown", say("case.save_letter"), draft)
    return f'<p class="ga-files">{files}</p><p class="ga-small">{escape(say("case.files_hint"))}</p>'


def replayed(found: dict[str, Any]) -> str:
    """Whether a saved record gives the same again, or each field that changed."""
    outcome = say(f"outcomes.{found['determination']['outcome']}")
    if found["same"]:
        return f'<p class="ga-said" role="status">{escape(say("case.same", outcome=outcome))}</p>'
    rows = "".join(
        f"<tr><td>{escape(named('record_fields').get(row['field'], spoken(row['field'])))}</td><td>"
        f"{escape(_short(row['was']))}</td>"
        f"<td>{escape(_short(row['now']))}</td></tr>"
        for row in found["changed"]
    )
    heads = "".join(f'<th scope="col">{escape(say(f"case.replay_{name}"))}</th>' for name in ("what", "was", "now"))
    told = f'<p class="ga-wrong" role="alert">{escape(say("case.changed", outcome=outcome))}</p>'
    return f'{told}<table class="ga-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _short(value: Any) -> str:
    """A value of a record in at most a line or two."""
    return worded(_plain(value) or say("fields.not_documented"))[:400]


def _plain(value: Any) -> str:
    """A value of a record as words: a clause with its verdict, other parts by name, parts of a list in a row."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value)))
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    if "clause" in value:
        return f"{clause_name(str(value['clause']))}: {value.get('verdict') or value.get('needs', '')}"
    return ", ".join(f"{spoken(str(name))}: {_plain(part)}" for name, part in value.items())
