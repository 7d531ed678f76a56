"""The layout of the pages: header, tabs and the panel of the source; no logic."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
import gradio as gr

from ui import render_cost, render_source
from ui.ask import ask_tab
from ui.case import Cases
from ui.case_tab import case_tab
from ui.chat import Chat, notice_of
from ui.events import Events
from ui.text import say


def page(events: Events, chat: Chat, cases: Cases) -> Any:
    """The page, bound to its handlers."""
    with gr.Blocks(title=say("name"), analytics_enabled=False) as demo:
        with gr.Row(elem_id="ga-head"):
            gr.HTML(
                f'<header><span class="ga-mark" aria-hidden="true">GA</span><div><h1>{say("name")}</h1>'
                f"<p>{say('tagline')}</p></div></header>",
                elem_id="ga-brand", padding=False, apply_default_css=False,
            )  # fmt: skip
            persona = gr.Radio(
                [(say(f"readers.{name}"), name) for name in ("patient", "staff", "reviewer")],
                value="staff", label=say("readers.label"), elem_id="ga-persona",
            )  # fmt: skip
        notice = gr.HTML(notice_of("staff"), elem_id="ga-notice", padding=False, apply_default_css=False)
        with gr.Row(elem_id="ga-columns"):
            with gr.Column(scale=7, min_width=280, elem_id="ga-work"), gr.Tabs(elem_id="ga-tabs"):
                with gr.Tab(say("tabs.ask"), elem_id="ga-tab-ask"):
                    ask_tab(chat, persona, notice)
                with gr.Tab(say("tabs.case")):
                    case_tab(cases)
                with gr.Tab(say("tabs.cost")):
                    _cost(events)
                with gr.Tab(say("tabs.documents")):
                    _documents(events)
            with gr.Column(scale=4, min_width=280, elem_id="ga-source"):
                gr.HTML(f'<div class="ga-holder">{render_source.empty()}</div>', padding=False, apply_default_css=False)
    return demo


def _cost(events: Events) -> None:
    with gr.Row():
        fields = [gr.Textbox(label=label, placeholder=hint, elem_id=f"ga-{name}", min_width=200)
                  for name, label, hint in render_cost.FIELDS]  # fmt: skip
    button = gr.Button("Work it out", variant="primary", elem_id="ga-work-out")
    found = gr.HTML(render_cost.EMPTY, elem_id="ga-cost", padding=False)
    button.click(events.cost, fields, found, api_visibility="private", show_progress="hidden")


def _documents(events: Events) -> None:
    listed = gr.HTML(events.documents(), elem_id="ga-documents", padding=False)
    upload = gr.UploadButton(
        "Add a guideline (PDF, DOCX, HTML, Markdown or text; no patient records)", elem_id="ga-upload",
        file_types=[".pdf", ".docx", ".html", ".htm", ".md", ".txt"], variant="secondary",
    )  # fmt: skip
    said = gr.HTML("", elem_id="ga-added", padding=False)
    upload.upload(
        events.add, upload, [listed, said], api_visibility="private", show_progress="full", concurrency_limit=1
    )
    names = events.policies()
    chosen = gr.Dropdown(names, value=names[0][1], label="The criteria of a guideline", elem_id="ga-policy")
    shown = gr.HTML(events.policy(names[0][1]), elem_id="ga-criteria", padding=False)
    chosen.change(events.policy, chosen, shown, api_visibility="private", show_progress="hidden")
