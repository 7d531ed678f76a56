"""The layout of the chat page; no logic."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
import gradio as gr

from ui import render
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
        with gr.Row(elem_id="ga-columns"):
            with gr.Column(scale=7, min_width=280):
                persona = gr.Radio(
                    [("Clinic staff", "staff"), ("Patient", "patient"), ("Reviewer", "reviewer")],
                    value="staff", label="I am", elem_id="ga-persona",
                )  # fmt: skip
                chat = gr.Chatbot(
                    elem_id="ga-chat", label="Conversation", height=460, autoscroll=False, buttons=[],
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
    return demo
