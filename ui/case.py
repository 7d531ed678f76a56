"""Handlers of the Case tab: notes in, facts to confirm, a determination, its report, and replay."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import (
    Assistant,
    AssistantError,
    Decider,
    dumps,
    laid_out,
    letter,
    make_record,
    read_facts,
    record_text,
    replay,
    report_html,
    unsettled,
    value_in_words,
)
from ui import render_case
from ui.faults import reported
from ui.fields import REQUEST_ALWAYS, Field, Pairs, as_text, field_of, fields, pairs_of, read_form, resolved
from ui.render_files import failed, fine
from ui.render_form import Filled, form, label_of
from ui.render_record import Mark, record
from ui.text import say, spoken

MOST_RECORD = 200_000  # characters of all notes together


class Checked:
    """What was decided last, kept on the server for the report; a plain class, as Gradio takes dataclasses apart."""

    def __init__(self) -> None:
        self.case = ""
        self.found: dict[str, Any] = {}
        self.form = ""


class Cases:
    """The Case tab, bound to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker

    def add_notes(self, files: list[str] | None, text: str) -> tuple[str, str]:
        """The notes' words added to the record; a file that cannot be read is named, the others are kept."""
        said = []
        for file in files or []:
            path = Path(file)
            try:
                words = record_text(path.name, path.read_bytes())
                text = f"{text.rstrip()}\n\n{words.strip()}".strip()
                said.append(fine(say("case.added", name=path.name[:120], length=len(words))))
            except AssistantError as error:
                said.append(failed(str(error)))
            except Exception as error:  # noqa: BLE001  a calm sentence, no stack trace
                said.append(failed(say("failed", number=reported(error))))
        return text, "".join(said)

    def read(self, text: str) -> tuple[Any, ...]:
        """The record with its words marked, the form with what they say, and the determination on that."""
        if not text.strip():
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), failed(say("case.no_record"))
        if len(text) > MOST_RECORD:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), failed(say("case.too_long", most=MOST_RECORD))
        if text.lstrip().startswith("{"):
            return self._of_json(text)
        try:
            found = read_facts(text)
        except Exception as error:  # noqa: BLE001  as above
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), failed(say("failed", number=reported(error)))
        pairs = pairs_of({part: found[part] for part in ("request", "facts")})
        pairs = [pair for pair in pairs if pair != ("request.procedure_text", "not recognised")]
        return self._shown(text, found, pairs, fine(say("case.read", count=len(_by_field(found["read"])))))

    def _of_json(self, text: str) -> tuple[Any, ...]:
        """A case as other programs hand it in, put into the form."""
        try:
            laid_out(text)
            case = json.loads(text)
        except AssistantError as error:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), failed(str(error))
        return self._shown("", {"read": [], "conflicts": []}, pairs_of(case), "")

    def check(self, text: str, handed: str, checked: Checked) -> tuple[Any, ...]:
        """The form judged as it stands now; a wrong answer is said at its field and nothing is lost."""
        pairs = _pairs(handed)
        try:
            read = (
                read_facts(text)
                if text.strip() and not text.lstrip().startswith("{")
                else {"read": [], "conflicts": []}
            )
        except Exception as error:  # noqa: BLE001  as above
            return gr.skip(), gr.skip(), gr.skip(), checked, failed(say("failed", number=reported(error)))
        return self._shown(text, read, pairs, "", checked)

    def _shown(
        self, text: str, read: dict[str, Any], pairs: Pairs, said: str, checked: Checked | None = None
    ) -> tuple[Any, ...]:
        """Record, form, determination, what is kept for the report, and a message."""
        checked = checked or Checked()
        case, wrong = read_form(pairs)
        filled = Filled.of(pairs)
        filled.wrong = wrong
        marks = _quoted(filled, read, text)
        case = unsettled(case, [name.partition(".")[2] for name in filled.conflicts])
        shown = record(text, marks) if text.strip() and marks else ""
        if wrong:
            checked.case = ""
            first = next(iter(wrong))
            words = failed(say("case.wrong", count=len(wrong), first=label_of(first, fields()[first].question)))
            return shown, form(_asked_for(None, filled), filled), gr.skip(), checked, words
        try:
            found, laid = self._decided(case, read, filled)
        except AssistantError as error:
            return shown, form(_asked_for(None, filled), filled), gr.skip(), checked, failed(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return shown, gr.skip(), gr.skip(), checked, failed(say("failed", number=reported(error)))
        checked.case, checked.found, checked.form = as_text(case), found, json.dumps(_answers(pairs))
        unconfirmed = sum(name not in filled.confirmed for name in filled.quotes if name not in filled.conflicts)
        if not case["request"]:
            return shown, form(_asked_for(None, filled), filled), render_case.empty(), checked, said
        result = render_case.determination(found, laid, unconfirmed)
        return shown, form(_asked_for(found, filled, laid), filled), result, checked, said

    def _decided(
        self, case: dict[str, Any], read: dict[str, Any], filled: Filled
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The determination with the record's words for the facts that still stand as they were read."""
        text = as_text(case)
        found = Decider(self._talker.settings, self._talker.library).case(text)
        facts = [one for one in read["read"] if (asked := field_of(one["name"])) and asked.name in filled.quotes]
        return found | ({"facts": facts} if facts else {}), laid_out(text)

    def report(self, handed: str, note: str, checked: Checked) -> str:
        """The files of the case that was checked; refused where the form has changed since."""
        if not checked.case:
            return failed(say("case.nothing_checked"))
        if json.dumps(_answers(_pairs(handed))) != checked.form:
            return failed(say("case.stale"))
        found = checked.found
        extra = f"<h2>{say('case.note')}</h2><p>{escape(note)}</p>" if note.strip() else ""
        page = report_html(found).replace("</body>", f"{extra}</body>")
        kept = Decider(self._talker.settings, self._talker.library).case(checked.case)
        saved = make_record(checked.case, kept) | ({"note": note.strip()} if note.strip() else {})
        return render_case.report_links(page, dumps(saved), letter(found))

    def replay(self, file: str | None) -> str:
        """Decide a saved record again and say what changed."""
        if file is None:
            return ""
        try:
            text = Path(file).read_text(encoding="utf-8")
            found = replay(self._talker.settings, text)
            note = json.loads(text).get("note", "")
        except AssistantError as error:
            return failed(str(error))
        except UnicodeDecodeError:
            return failed(say("case.no_text"))
        except Exception as error:  # noqa: BLE001  as above
            return failed(say("failed", number=reported(error)))
        words = fine(say("case.with_note", note=str(note)[:2000])) if note else ""
        return render_case.replayed(found) + words

    def blank(self) -> tuple[Any, ...]:
        """Nothing entered: the questions of the request alone."""
        asked = form(_asked_for(None, Filled()), Filled())
        return "", "", asked, render_case.empty(), Checked(), "", "", ""


def _pairs(handed: str) -> Pairs:
    """The pairs that the page's script collected from the form."""
    try:
        found = json.loads(handed or "[]")
    except ValueError:
        return []
    return resolved([(str(name), str(value)[:4000]) for name, value in found if isinstance(name, str)][:4000])


def _answers(pairs: Pairs) -> Pairs:
    """The answers of a form, without what was confirmed and without blanks, in a fixed order."""
    return sorted((name, value) for name, value in pairs if value.strip() and not name.startswith("ok:"))


def _by_field(read: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in read:
        asked = field_of(one["name"])
        if asked is not None:
            found.setdefault(asked.name, []).append(one)
    return found


def _quoted(filled: Filled, read: dict[str, Any], text: str) -> list[Mark]:
    """Put the record's words beside the fields whose answers still are what was read; the marks for the record."""
    marks: list[Mark] = []
    filled.confirmed = {name.removeprefix("ok:") for name in filled.values if name.startswith("ok:")}
    for name, reads in _by_field(read["read"]).items():
        values = {json.dumps(one["value"], sort_keys=True): one["value"] for one in reads}
        clash = len(values) > 1
        proposed = read_form(
            pairs_of({"request": {}, "facts": {}} | {name.split(".")[0]: {name.split(".", 1)[1]: reads[0]["value"]}})
        )[0]
        now = read_form(
            [
                (key, value)
                for key, each in filled.values.items()
                for value in each
                if key.removeprefix("none:").startswith(name)
            ]
        )[0]
        answered = any(now.values())
        if (answered and not clash and now != proposed) or (clash and answered) or (not answered and not clash):
            continue
        if clash:
            filled.conflicts[name] = [
                spoken(value) if isinstance(value, str) else value_in_words(value) for value in values.values()
            ]
        for one in reads:
            number = len(marks) + 1
            marks.append(Mark(number, one["start"], one["end"], name))
            filled.quotes.setdefault(name, []).append((number, " ".join(one["quote"].split())[:160]))
    del text
    return marks


def _asked_for(
    found: dict[str, Any] | None, filled: Filled, laid: dict[str, Any] | None = None
) -> list[tuple[str, list[Field], str]]:
    """The questions of the form: the request, what the record says or was answered, and what is still open."""
    known = fields()
    answered = [name for name in known if _touched(name, filled)]
    facts = render_case.open_facts(found, laid) if found and laid else []
    missing = [field_of(fact) for fact in facts]
    still = [one for one in dict.fromkeys(missing) if one is not None]
    filled.asked = {fact for fact in facts if "." in fact}
    request = [known[f"request.{name}"] for name in REQUEST_ALWAYS]
    request += [known[name] for name in answered if name.startswith("request.") and known[name] not in request]
    blank = [one for one in request if one.name not in answered and (found is None or one in still)]
    clashing = [known[name] for name in answered if name in filled.conflicts or name in filled.wrong]
    open_now = [*blank, *(one for one in still if one not in blank and one not in clashing)]
    later = [one for one in request if one.name not in answered and one not in blank]
    given = [known[name] for name in answered if known[name] not in (*clashing, *open_now)]
    title = "case.group_request" if found is None else "case.group_open"
    title = "case.open_idle" if found and render_case.settled(found) else title
    return [
        (say("case.group_clash"), clashing, "open"),
        (say(title), open_now, "some" if found else "open"),
        (say("case.group_facts"), [*(one for one in given if one in request), *(o for o in given if o not in request)],
         "answered"),
        (say("case.group_later"), later, "answered"),
    ]  # fmt: skip


def _touched(name: str, filled: Filled) -> bool:
    keys = [key for key, values in filled.values.items() if any(value.strip() for value in values)]
    pattern = re.compile(rf"^(?:none:)?{re.escape(name)}(?:\.\d|$)")
    return name in filled.wrong or name in filled.conflicts or any(pattern.match(key) for key in keys)
