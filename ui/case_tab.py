"""The layout of the Case tab."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.case import Cases, Checked
from ui.text import say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
HAND_IN = "(text, _, checked) => [text, window.gaForm(), checked]"
HAND_IN_NOTE = "(_, note, checked) => [window.gaForm(), note, checked]"
READ = "() => window.gaChecked(false)"
CHECKED = "() => window.gaChecked(true)"
NOTES = [".txt", ".md", ".pdf", ".docx"]


def case_tab(cases: Cases) -> None:
    """The record, the facts beside it, the determination, and its files."""
    checked = gr.State(Checked(), time_to_live=3600)
    _, _, blank, empty, *_ = cases.blank()
    gr.HTML(f'<p class="ga-hint">{say("case.privacy")}</p>', apply_default_css=False)
    text = gr.Textbox(label=say("case.record"), placeholder=say("case.record_hint"), lines=5, max_lines=14,
                      elem_id="ga-record")  # fmt: skip
    with gr.Row(elem_classes="ga-tools"):
        read = gr.Button(say("case.read_button"), variant="primary", size="sm", elem_id="ga-read")
        files = gr.UploadButton(say("case.upload"), file_count="multiple", file_types=NOTES, size="sm",
                                elem_id="ga-notes")  # fmt: skip
        example = gr.Button(say("case.example_button"), size="sm", elem_id="ga-example")
        clear = gr.Button(say("case.clear"), size="sm", elem_id="ga-clear")
    said = gr.HTML("", elem_id="ga-case-said", apply_default_css=False)
    with gr.Row(elem_id="ga-facts"):
        shown = gr.HTML("", elem_id="ga-shown-record", apply_default_css=False)
        asked = gr.HTML(blank, elem_id="ga-questions", apply_default_css=False)
    handed = gr.Textbox(visible=False)
    with gr.Row(elem_classes="ga-tools", elem_id="ga-check-row"):
        check = gr.Button(say("case.check"), variant="primary", size="sm", elem_id="ga-check")
        gr.HTML(
            f'<button type="button" class="ga-button" id="ga-confirm-all">{say("case.confirm_all")}</button>',
            apply_default_css=False,
        )
    result = gr.HTML(empty, elem_id="ga-determination", apply_default_css=False)
    with gr.Column(elem_id="ga-report"):
        note = gr.Textbox(label=say("case.note"), placeholder=say("case.note_hint"), lines=2, elem_id="ga-note")
        with gr.Row(elem_classes="ga-tools"):
            report = gr.Button(say("case.report"), size="sm", elem_id="ga-build-report")
            again = gr.UploadButton(say("case.replay"), file_types=[".json"], size="sm", elem_id="ga-replay-file")
        saved = gr.HTML("", elem_id="ga-report-files", apply_default_css=False)
        replayed = gr.HTML("", elem_id="ga-replayed", apply_default_css=False)
    outputs = [shown, asked, result, checked, said]
    everything = [text, shown, asked, result, checked, said, saved, replayed]
    files.upload(cases.add_notes, [files, text], [text, said], **PRIVATE).then(
        cases.read, text, outputs, **PRIVATE
    ).then(None, None, None, js=READ, api_visibility="private")
    read.click(cases.read, text, outputs, **PRIVATE).then(None, None, None, js=READ, api_visibility="private")
    example.click(lambda: say("case.example"), None, text, **PRIVATE).then(cases.read, text, outputs, **PRIVATE).then(
        None, None, None, js=READ, api_visibility="private"
    )
    check.click(cases.check, [text, handed, checked], outputs, js=HAND_IN, **PRIVATE).then(
        None, None, None, js=CHECKED, api_visibility="private"
    )
    clear.click(cases.blank, None, everything, **PRIVATE)
    report.click(cases.report, [handed, note, checked], saved, js=HAND_IN_NOTE, **PRIVATE)
    again.upload(cases.replay, again, replayed, **PRIVATE)
