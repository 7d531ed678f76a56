"""The earlier procedures against the spans of the guideline: a picture, and the same in words."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from ui.render import clause_link
from ui.text import say, spoken

WIDTH, LEFT, RIGHT = 720, 8, 712
TOP, ROW = 66, 26


def timeline(laid: dict[str, Any]) -> str:
    """The picture with its table; nothing where no day of service or nothing to compare is known."""
    if not laid["on"] or not (laid["windows"] or laid["events"]):
        return ""
    on = date.fromisoformat(laid["on"])
    events = sorted((event for event in laid["events"] if event.get("date")), key=lambda event: event["date"])
    picture = _picture(on, events, laid["windows"])
    undated = sum(not event.get("date") for event in laid["events"])
    note = f'<p class="ga-small">{escape(say("timeline.undated", count=undated))}</p>' if undated else ""
    return (
        f'<section class="ga-timeline"><h3>{escape(say("timeline.title"))}</h3>'
        f"{picture}{note}{_table(on, events, laid['windows'])}</section>"
    )


def _picture(on: date, events: list[dict[str, Any]], windows: list[dict[str, Any]]) -> str:
    first = min([*(window["start"] for window in windows), *(event["date"] for event in events)])
    begin = date.fromisoformat(first)
    days = max((on - begin).days, 1)

    def x(day: date) -> float:
        return round(LEFT + 12 + (RIGHT - LEFT - 24) * min(max((day - begin).days / days, 0), 1), 1)

    bars = []
    for place, window in enumerate(windows):
        y = TOP + 22 + place * ROW
        start = x(date.fromisoformat(window["start"]))
        words = escape(say("timeline.span", amount=window["amount"], unit=spoken(window["unit"])))
        wide = x(on) - start > 90
        text = f'x="{start + 6}" text-anchor="start"' if wide else f'x="{start - 6}" text-anchor="end"'
        bars.append(
            f'<rect class="ga-span ga-span-{place % 2}" x="{start}" y="{y}" '
            f'width="{max(x(on) - start, 2)}" height="18" rx="3"/>'
            f'<text class="ga-span-words" {text} y="{y + 13}">{words}</text>'
        )
    height = TOP + 30 + len(windows) * ROW
    dots, last = [], -99.0
    for number, event in enumerate(events, 1):
        at = x(date.fromisoformat(event["date"]))
        lift = 18 if at - last < 20 else 0
        last = at
        dots.append(
            f'<line class="ga-drop" x1="{at}" x2="{at}" y1="{TOP}" y2="{height - 8}"/><circle '
            f'class="ga-dot" cx="{at}" cy="{TOP}" r="6"/>'
            f'<text class="ga-dot-no" x="{at}" y="{TOP - 12 - lift}" text-anchor="middle">{number}</text>'
        )
    axis = f'<line class="ga-axis" x1="{LEFT}" x2="{RIGHT}" y1="{TOP}" y2="{TOP}"/>'
    today = (
        f'<line class="ga-today" x1="{x(on)}" x2="{x(on)}" y1="20" y2="{height - 8}"/>'
        f'<text class="ga-today-words" x="{x(on)}" y="14" text-anchor="end">'
        f"{escape(say('timeline.request'))}</text>"
    )
    label = escape(say("timeline.label", count=len(events), on=on.isoformat()))
    return (
        f'<svg class="ga-line" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">'
        f"{''.join(bars)}{axis}{''.join(dots)}{today}</svg>"
    )


def _table(on: date, events: list[dict[str, Any]], windows: list[dict[str, Any]]) -> str:
    """The picture in words: each earlier procedure and each span."""
    rows = []
    for number, event in enumerate(events, 1):
        ago = (on - date.fromisoformat(event["date"])).days
        what = spoken(str(event.get("procedure") or say("timeline.procedure")))
        where = ", ".join(str(part) for part in (event.get("region"), *(event.get("levels") or ())) if part)
        gave = event.get("pain_relief_percent")
        told = [f"{what}{f' ({where})' if where else ''}", say("timeline.ago", days=ago)]
        told += [say("timeline.relief", percent=gave)] if gave is not None else []
        rows.append(f"<li><strong>{number}. {escape(event['date'])}</strong> {escape('; '.join(told))}</li>")
    spans = [
        f"<li>"
        f"{escape(say('timeline.since', amount=window['amount'], unit=spoken(window['unit']), start=window['start']))} "
        f""
        f"{escape(window['label'] or '')} {clause_link(window['clause']) if window['clause'] else ''}</li>"
        for window in windows
    ]
    before = f"<ul>{''.join(rows)}</ul>" if rows else f"<p>{escape(say('timeline.none'))}</p>"
    return (
        f'<details class="ga-words"><summary>{escape(say("timeline.words"))}</summary>{before}<ul>'
        f"{''.join(spans)}</ul></details>"
    )
