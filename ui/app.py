"""The layout of the pages: header, tabs and the panel of the source; no logic."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
import gradio as gr

from ui import render_source
from ui.ask import ask_tab
from ui.case import Cases
from ui.case_tab import case_tab
from ui.chat import Chat, notice_of
from ui.cost import cost_tab
from ui.documents import Documents
from ui.documents_tab import documents_tab
from ui.text import say


def page(chat: Chat, cases: Cases, documents: Documents) -> Any:
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
                    cost_tab()
                with gr.Tab(say("tabs.documents")):
                    documents_tab(documents)
            with gr.Column(scale=4, min_width=280, elem_id="ga-source"):
                gr.HTML(f'<div class="ga-holder">{render_source.empty()}</div>', padding=False, apply_default_css=False)
    return demo
