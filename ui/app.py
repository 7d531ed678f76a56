"""The layout of the chat page; no logic."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
import gradio as gr

from ui import render, render_case, render_cost
from ui.events import Events

NOTICE = "Answers from the indexed documents only. Not a decision on cover, and not medical advice."
EXAMPLES = (
    "How many facet joint injections are allowed in a year?",
    "Is ultrasound guidance accepted for a medial branch block?",
    "Does NIA cover contrast for a medial branch block?",
)


def head() -> str:
    """Style and script of the page; both are ours and hold no data."""
    folder = files("ui")
    css, js = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    return f"<style>{css}</style><script>{js}</script>"


def theme() -> gr.themes.Base:
    """A light theme in the bundled type."""
    font = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    return gr.themes.Default(primary_hue="blue", font=[font, "system-ui", "sans-serif"]).set(
        button_primary_background_fill="#1c5a8f", button_primary_text_color="#ffffff"
    )


def page(events: Events) -> Any:
    """The page, bound to its events."""
    with gr.Blocks(title="Guideline Assistant", analytics_enabled=False) as demo:
        gr.HTML(f"<header><h1>Guideline Assistant</h1><p>{NOTICE}</p></header>", elem_id="ga-head", padding=False)
        with gr.Tabs(elem_id="ga-tabs"):
            with gr.Tab("Ask"):
                _ask(events)
            with gr.Tab("Case"):
                _case(events)
            with gr.Tab("Cost"):
                _cost(events)
            with gr.Tab("Documents"):
                _documents(events)
    return demo


def _ask(events: Events) -> None:
    with gr.Row(elem_id="ga-columns"):
        with gr.Column(scale=7, min_width=280):
            persona = gr.Radio(
                [("Clinic staff", "staff"), ("Patient", "patient"), ("Reviewer", "reviewer")],
                value="staff", label="I am", elem_id="ga-persona",
            )  # fmt: skip
            chat = gr.Chatbot(
                elem_id="ga-chat", label="Conversation", height="max(280px, 46vh)", autoscroll=False, buttons=[],
                placeholder="## Ask about a coverage guideline",
            )  # fmt: skip
            question = gr.Textbox(
                label="Your question", placeholder="For example: how far apart must facet injections be?",
                lines=1, max_lines=4, submit_btn="Ask", elem_id="ga-question",
            )  # fmt: skip
            with gr.Row():
                for example in EXAMPLES:
                    button = gr.Button(example, size="sm", min_width=200)
                    button.click(lambda words=example: words, None, question, api_visibility="private")
        with gr.Column(scale=4, min_width=280, elem_id="ga-source"):
            gr.HTML(f'<div class="ga-holder">{render.EMPTY_PANEL}</div>', padding=False)
    earlier = gr.State(())
    question.submit(
        events.ask, [question, persona, chat, earlier], [question, chat, earlier],
        api_visibility="private", show_progress="hidden",
    )  # fmt: skip


def _case(events: Events) -> None:
    record = gr.Textbox(
        label="The record: a clinic's note in its own words, or a case as JSON",
        lines=5, max_lines=24, elem_id="ga-record",
    )  # fmt: skip
    button = gr.Button("Check the record", variant="primary", elem_id="ga-check")
    found = gr.HTML(render_case.EMPTY, elem_id="ga-determination", padding=False)
    button.click(events.check, record, found, api_visibility="private", show_progress="hidden")


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
