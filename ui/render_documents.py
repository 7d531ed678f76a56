"""Documents and policies as the page shows them: pure, everything escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from ui.render import clause_link, lines_of
from ui.render_files import fine
from ui.render_parts import table
from ui.render_terms import readable
from ui.text import clause_name, named, say


def _section(label: str, body: str) -> str:
    return f'<section class="ga-result" aria-label="{escape(label)}">{body}</section>'


def documents(found: list[dict[str, Any]]) -> str:
    """What is indexed, with its rank, edition, when it is in force, and what was left out and why."""
    rows = []
    for one in found:
        since, until = one["in_force_from"], one["in_force_until"]
        force = [say("documents.since", day=since)] if since else []
        force += [say("documents.until", day=until)] if until else []
        warnings = "".join(f"<li>{escape(words)}</li>" for words in one["warnings"])
        where = f"{one['issuer']} · {one['file']}"
        rows.append(
            [
                f'<p class="ga-label">{escape(one["title"])}</p><small>{escape(where)}</small>',
                escape(named("tiers").get(one["authority"], one["authority"])),
                escape(str(one["edition"] or say("documents.not_stated")))
                + (
                    f"<br>{escape(say('documents.superseded', by=one['superseded_by']))}"
                    if one["superseded_by"]
                    else ""
                ),
                escape(", ".join(force) or say("documents.not_stated")),
                escape(say("documents.clauses", count=one["clauses"]))
                + (f'<ul class="ga-warnings">{warnings}</ul>' if warnings else ""),
            ]
        )
    heads = tuple(say(f"documents.head_{name}") for name in ("title", "rank", "edition", "force", "content"))
    return _section(say("documents.indexed"), table(say("documents.indexed"), heads, rows))


def taken(entry: dict[str, Any]) -> dict[str, str]:
    """What a document was taken for: issuer, rank and day, in words."""
    return {
        "issuer": entry["issuer"],
        "rank": named("tiers").get(entry["authority"], entry["authority"]),
        "since": entry["in_force_from"] or say("documents.not_stated"),
    }


def added(entry: dict[str, Any]) -> str:
    """What came of an upload: what it was taken for, and how that is corrected."""
    words = say("documents.added", file=entry["file"], count=entry["clauses"])
    told = [say("documents.taken", **taken(entry)), say("documents.correct_on_page")]
    return fine(" ".join([words, *told, *entry["warnings"]]))


def document(found: dict[str, Any]) -> str:
    """A guideline as its clauses, section by section, with the criteria that stand on each."""
    one = found["document"]
    wording = say("source.exact" if found["exact"] else "source.digest")
    facts = [wording, named("tiers").get(one["authority"], one["authority"])]
    facts += [say("source.edition", edition=one["edition"])] if one["edition"] else []
    facts += [say("source.in_force", since=one["in_force_from"])] if one["in_force_from"] else []
    stale = sum(row["moved"] for row in found["rows"])
    note = f'<p class="ga-wrong" role="alert">{escape(say("documents.stale", count=stale))}</p>' if stale else ""
    rows, section = "", None
    for row in found["rows"]:
        if row["section"] != section:
            section = row["section"]
            rows += f'<tr class="ga-group-head"><th scope="rowgroup" colspan="2">{escape(section or "")}</th></tr>'
        rows += _clause(row)
    heads = "".join(f'<th scope="col">{escape(say(f"documents.head_{name}"))}</th>' for name in ("clause", "criteria"))
    body = (
        f'<h2 tabindex="-1">{escape(found["guideline"])}: {escape(one["title"])}</h2>'
        f'<p class="ga-small">{escape(" · ".join(facts))}</p>{note}'
        f'<table class="ga-table ga-clauses"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )
    return _section(found["guideline"], body)


def _clause(row: dict[str, Any]) -> str:
    heads = [escape(say(f"documents.head_{name}")) for name in ("clause", "criteria")]
    moved = f'<p class="ga-moved">{escape(say("documents.moved"))}</p>' if row["moved"] and row["criteria"] else ""
    criteria = "".join(
        f'<li><p class="ga-label">{escape(one["label"])}</p>'
        f"<small>{escape('; '.join(dict.fromkeys(one['steps'])) or say('case.always'))}</small></li>"
        for one in row["criteria"]
    )
    beside = f'<ul class="ga-criteria">{criteria}</ul>' if criteria else ""
    return (
        f'<tr><td data-head="{heads[0]}"><p class="ga-where">{clause_link(row["clause"])}</p><p>'
        f"{lines_of(row['text'])}</p></td>"
        f'<td data-head="{heads[1]}">{moved}{beside}</td></tr>'
    )


def comparison(rows: list[dict[str, Any]]) -> str:
    """Two documents clause by clause: what changed first shows its words; what is the same is counted."""
    counts = " · ".join(
        f"{sum(row['change'] == name for row in rows)} {words}" for name, words in named("changes").items()
    )
    body = "".join(
        f"<tr><td>{clause_link(row['new'] or row['old']) if row['new'] else escape(clause_name(row['old']))}</td>"
        f'<td><span class="ga-change ga-change-{row["change"]}">{escape(say("changes." + row["change"]))}</span></td>'
        f"<td>{_difference(row['parts'])}</td></tr>"
        for row in rows
        if row["change"] != "same"
    )
    heads = "".join(
        f'<th scope="col">{escape(say(f"documents.head_{name}"))}</th>' for name in ("where", "change", "words")
    )
    shown = (
        f'<table class="ga-table ga-compared"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        if body
        else ""
    )
    return _section(say("documents.compared"), f'<p class="ga-label">{escape(counts)}</p>{shown}')


def _difference(parts: list[tuple[str, str, str]]) -> str:
    """Words taken out and put in, marked as such; long stretches without a change are shortened."""
    html = []
    for kind, old, new in parts:
        if kind == "equal":
            words = old.split()
            html.append(escape(old if len(words) < 24 else f"{' '.join(words[:10])} … {' '.join(words[-10:])}"))
            continue
        html += [f"<del>{escape(old)}</del>"] if old else []
        html += [f"<ins>{escape(new)}</ins>"] if new else []
    return " ".join(html)


def policies(found: list[dict[str, Any]]) -> str:
    """Every requirement of the policies chosen, as a table for each."""
    return _section(say("documents.requirements"), "".join(_policy(one) for one in found))


def _policy(found: dict[str, Any]) -> str:
    """Each requirement in our words and its terms, beside the words that it encodes."""
    rows = []
    for row in found["rows"]:
        mark = f'<p class="ga-moved">{escape(say("documents.moved"))}</p>' if row["moved"] else ""
        reading = f"<small>{escape(say('documents.read_as', words=row['reading']))}</small>" if row["reading"] else ""
        where = f'<p class="ga-where">{clause_link(row["clause"])}</p>' if row["clause"] else ""
        terms = "".join(f"<li>{escape(readable(term))}</li>" for term in row["terms"])
        words = (
            f"<q>{escape(row['words'])}</q>"
            if row["words"]
            else f"<small>{escape(say('documents.only_digest'))}</small>"
        )
        label = f'<p class="ga-label">{escape(row["label"] or "")}</p>{where}{reading}'
        rows.append([escape(row["step"] or say("case.always")), label, f"<ul>{terms}</ul>", f"{mark}{words}"])
    heads = tuple(say(f"documents.head_{name}") for name in ("step", "requirement", "terms", "clause"))
    title = f"{found['policy']}: {found['title']}, {say('source.edition', edition=found['edition']).lower()}"
    return f'<div class="ga-policy">{table(title, heads, rows)}</div>'
