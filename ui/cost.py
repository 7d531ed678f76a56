"""Handlers and layout of the Cost tab: a plan's numbers in, each wrong one named, the amount out."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr

from assistant import AssistantError, cost_of
from ui import render_cost
from ui.faults import reported
from ui.render_files import failed
from ui.text import say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
HAND_IN = "() => [JSON.stringify([...new FormData(document.getElementById('ga-cost-form')).entries()])]"
WRONG = "() => { const bad = document.querySelector('#ga-cost-form [aria-invalid=true]'); if (bad) bad.focus(); }"


def work_out(handed: str) -> tuple[str, Any]:
    """The form with what is wrong in it, and the cost; where a number is wrong the last cost is taken away."""
    try:
        values = {str(name): str(value)[:200] for name, value in json.loads(handed or "[]")}
    except ValueError:
        values = {}
    plan = {name: value.strip() for name, value in values.items() if name in render_cost.FIELDS and value.strip()}
    wrong = {name: fault for name, value in plan.items() if (fault := _fault(name, value))}
    if wrong:
        return render_cost.form(values, wrong), failed(say("cost.wrong", count=len(wrong)))
    if not plan:
        return render_cost.form(values, {}), render_cost.empty()
    try:
        contrast = plan.pop("contrast", None)
        return render_cost.form(values, {}), render_cost.cost(cost_of(json.dumps(plan), contrast))
    except AssistantError as error:
        return render_cost.form(values, {}), failed(str(error))
    except Exception as error:  # noqa: BLE001  a calm sentence, no stack trace
        return render_cost.form(values, {}), failed(say("failed", number=reported(error)))


def _fault(name: str, value: str) -> str | None:
    """What is wrong with one number alone; None where nothing is."""
    try:
        cost_of(json.dumps({"allowed" if name == "contrast" else name: value}))
    except AssistantError as error:
        return say("cost.bad", value=value[:40], why=str(error).split(": ", 1)[-1])
    return None


def cost_tab() -> None:
    """The numbers beside what they come to."""
    handed = gr.Textbox(visible=False)
    with gr.Row(elem_id="ga-cost-columns"):
        with gr.Column(min_width=260):
            fields = gr.HTML(render_cost.form({}, {}), elem_id="ga-cost-fields", apply_default_css=False)
            with gr.Row(elem_classes="ga-tools"):
                button = gr.Button(say("cost.button"), variant="primary", size="sm", elem_id="ga-work-out")
                example = gr.Button(say("case.example_button"), size="sm", elem_id="ga-cost-example")
                clear = gr.Button(say("case.clear"), size="sm", elem_id="ga-cost-clear")
        with gr.Column(min_width=260):
            found = gr.HTML(render_cost.empty(), elem_id="ga-cost", apply_default_css=False)
    button.click(work_out, handed, [fields, found], js=HAND_IN, **PRIVATE).then(
        None, None, None, js=WRONG, api_visibility="private"
    )
    filled = [[name, say(f"cost.{name}_hint")] for name in render_cost.FIELDS]
    example.click(lambda: work_out(json.dumps(filled)), None, [fields, found], **PRIVATE)
    clear.click(lambda: work_out(""), None, [fields, found], **PRIVATE)
