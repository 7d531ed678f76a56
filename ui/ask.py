"""The layout of the Ask tab."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.chat import IDLE, Chat
from ui.conversation import Talk
from ui.text import listed, named, say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
TO_QUESTION = "() => { window.gaToQuestion && window.gaToQuestion(); }"


def ask_tab(chat: Chat, persona: gr.Radio, notice: gr.HTML) -> None:
    """Context, conversation, question, suggestions, and what can be done with the last answer."""
    talk = gr.State(Talk(), time_to_live=3600)
    with gr.Row(elem_id="ga-context"):
        payer, state, day = (
            gr.Textbox(label=say(f"ask.{name}"), placeholder=say(f"ask.{name}_hint"), elem_id=f"ga-{name}",
                       min_width=120, max_lines=1)
            for name in ("payer", "state", "date")
        )  # fmt: skip
    shown = gr.Chatbot(
        elem_id="ga-chat", label=say("ask.conversation"), show_label=False, height=None, min_height=120,
        autoscroll=False, buttons=[], feedback_options=None, placeholder=say("ask.welcome"), latex_delimiters=[],
        group_consecutive_messages=False, container=False,
    )  # fmt: skip
    with gr.Column(visible=False, elem_id="ga-actions") as actions:
        doing, reasons = _actions()
    copy = gr.HTML("", elem_id="ga-copy-text")
    with gr.Column(elem_id="ga-composer"):
        question = gr.Textbox(
            label=say("ask.question"), placeholder=say("ask.placeholder"), lines=1, max_lines=6,
            submit_btn=IDLE["submit_btn"], elem_id="ga-question",
        )  # fmt: skip
        said = gr.HTML("", elem_id="ga-said")
    title = gr.HTML(f'<p class="ga-hint">{say("ask.try")}</p>', elem_id="ga-next")
    with gr.Row(elem_id="ga-suggested"):
        suggested = [
            gr.Button(words, size="sm", min_width=160, elem_classes="ga-suggestion")
            for words in listed("examples.staff")
        ]
    keep, kept, opening = _keeping()
    turn = [question, shown, talk, said]
    below = [title, *suggested, actions, copy, kept]
    beside = [persona, payer, state, day]
    events: Any = []
    for start, words in ((question.submit, question), *((button.click, button) for button in suggested)):
        start(None, None, None, js=TO_QUESTION, api_visibility="private")
        asking = start(chat.ask, [words, shown, talk, *beside], turn, **PRIVATE)
        events += [asking, asking.then(chat.after, [keep, talk], below, **PRIVATE)]
    back = doing["retry"].click(chat.taken_back, [shown, talk], [*turn, actions], **PRIVATE)
    again = back.then(chat.ask, [question, shown, talk, *beside], turn, **PRIVATE)
    events += [again, again.then(chat.after, [keep, talk], below, **PRIVATE)]
    question.stop(chat.stopped, [shown, talk], turn, cancels=events, **PRIVATE)
    doing["edit"].click(chat.taken_back, [shown, talk], [*turn, actions], **PRIVATE).then(
        None, None, None, js="() => document.querySelector('#ga-question textarea').focus()", api_visibility="private"
    )
    saved = doing["saved"]
    doing["anew"].click(chat.anew, persona, [*turn, *below], **PRIVATE)
    doing["save"].click(chat.export, [persona, talk], saved, **PRIVATE)
    question.submit(lambda: "", None, saved, **PRIVATE)
    for button in reasons:
        button.click(chat.feedback, [button, persona, talk], doing["thanks"], **PRIVATE)
    keep.change(chat.keep, [keep, talk], [kept, talk], **PRIVATE)
    opening["open"].click(chat.reopen, opening["code"], [shown, talk, kept], **PRIVATE).then(
        chat.after, [keep, talk], [*below[:-1], gr.State()], **PRIVATE
    )
    opening["forget"].click(chat.forget, opening["code"], kept, **PRIVATE)
    persona.change(chat.start, [persona, talk], [notice, title, *suggested], **PRIVATE)


def _actions() -> tuple[dict[str, Any], list[gr.Button]]:
    """What can be done with the last answer, and what can be said of it."""
    doing: dict[str, Any] = {}
    with gr.Row(elem_classes="ga-tools"):
        for name in ("copy", "retry", "edit", "save", "anew"):
            doing[name] = gr.Button(say(f"ask.{name}"), size="sm", min_width=60, elem_id=f"ga-{name}")
    with gr.Row(elem_classes="ga-tools ga-feedback"):
        gr.HTML(f'<p class="ga-hint" id="ga-useful">{say("ask.useful")}</p>')
        reasons = [
            gr.Button(words, size="sm", min_width=60, elem_id=f"ga-feedback-{name}")
            for name, words in named("feedback").items()
        ]
    doing["thanks"] = gr.HTML("", elem_id="ga-thanks")
    doing["saved"] = gr.HTML("", elem_id="ga-saved", apply_default_css=False)
    return doing, reasons


def _keeping() -> tuple[gr.Checkbox, gr.HTML, dict[str, Any]]:
    """Keeping the conversation on the server, and opening one that was kept."""
    keep = gr.Checkbox(label=say("ask.keep"), info=say("ask.keep_hint"), value=False, elem_id="ga-keep")
    kept = gr.HTML("", elem_id="ga-kept")
    with gr.Accordion(say("ask.kept_title"), open=False, elem_id="ga-reopen"), gr.Row():
        code = gr.Textbox(label=say("ask.code"), max_lines=1, elem_id="ga-code", min_width=160)
        opening = {
            "code": code,
            "open": gr.Button(say("ask.open"), size="sm", min_width=80, elem_id="ga-open-kept"),
            "forget": gr.Button(say("ask.forget"), size="sm", min_width=80, elem_id="ga-forget"),
        }
    return keep, kept, opening
