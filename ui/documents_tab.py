"""The layout of the Documents tab."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.documents import Documents
from ui.text import named, say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
VIEW = "() => window.gaView()"
RANKS = ("payer_policy", "government_policy", "article")
TYPES = [".pdf", ".docx", ".html", ".htm", ".md", ".txt"]


def documents_tab(documents: Documents) -> None:
    """What is indexed, one of them opened, two of them compared, and every requirement."""
    views = ("indexed", "open", "compare", "requirements")
    gr.Radio([(say(f"documents.{name}"), name) for name in views], value="indexed", label=say("documents.view"),
             elem_id="ga-docs-view", elem_classes="ga-segments", interactive=True).change(
        None, None, None, js=VIEW, api_visibility="private"
    )  # fmt: skip
    with gr.Column(elem_id="ga-docs-indexed"):
        upload = gr.UploadButton(say("documents.upload"), elem_id="ga-upload", file_types=TYPES, size="sm")
        gr.HTML(f'<p class="ga-hint">{say("documents.upload_hint")}</p>', apply_default_css=False)
        with gr.Accordion(say("documents.whose"), open=False, elem_id="ga-whose"):
            issuer = gr.Textbox(label=say("documents.issuer"), placeholder=say("documents.issuer_hint"))
            ranks = [(say("documents.rank_hint"), ""), *((named("tiers")[name], name) for name in RANKS)]
            rank = gr.Dropdown(ranks, value="", label=say("documents.rank"), elem_id="ga-rank")
            since = gr.Textbox(label=say("documents.day"), placeholder=say("documents.day_hint"))
        said = gr.HTML("", elem_id="ga-added", apply_default_css=False)
        with gr.Row(visible=bool(documents.own()), elem_id="ga-own") as own:
            mine = gr.Dropdown(documents.own(), value=None, label=say("documents.remove_which"), elem_id="ga-mine")
            remove = gr.Button(say("documents.remove"), size="sm", elem_id="ga-remove", interactive=False)
        listed = gr.HTML(documents.listed, elem_id="ga-documents", apply_default_css=False)
    with gr.Column(elem_id="ga-docs-open"):
        chosen = gr.Dropdown(documents.readable(), value=None, label=say("documents.which"), elem_id="ga-which")
        shown = gr.HTML(documents.open(None), elem_id="ga-document", apply_default_css=False)
    with gr.Column(elem_id="ga-docs-compare"):
        with gr.Row():
            old, new = (
                gr.Dropdown(documents.readable(), value=None, label=say(f"documents.{name}"), elem_id=f"ga-{name}")
                for name in ("old", "new")
            )
        compare = gr.Button(say("documents.compare_button"), variant="primary", size="sm", elem_id="ga-compare")
        differences = gr.HTML("", elem_id="ga-differences", apply_default_css=False)
    with gr.Column(elem_id="ga-docs-requirements"):
        policy = gr.Dropdown(documents.policies(), value=None, label=say("documents.filter"), elem_id="ga-policy")
        criteria = gr.HTML(documents.policy(None), elem_id="ga-criteria", apply_default_css=False)
    told = f'<p class="ga-said" role="status">{say("documents.reading")}</p>'
    upload.upload(lambda: told, None, said, **PRIVATE).then(
        documents.add, [upload, issuer, rank, since], [listed, said], concurrency_limit=1, **PRIVATE
    ).then(lambda: _choices(documents), None, [chosen, old, new, mine, own], **PRIVATE)
    mine.change(_remove_button, mine, remove, **PRIVATE)
    remove.click(documents.remove, mine, [listed, said], concurrency_limit=1, **PRIVATE).then(
        lambda: _choices(documents), None, [chosen, old, new, mine, own], **PRIVATE
    )
    chosen.change(documents.open, chosen, shown, **PRIVATE)
    compare.click(documents.compare, [old, new], differences, **PRIVATE)
    policy.change(documents.policy, policy, criteria, **PRIVATE)


def _choices(documents: Documents) -> list[Any]:
    """What can be chosen once a document was added or removed: to read, to compare, to remove."""
    mine = documents.own()
    readable = gr.update(choices=documents.readable())
    return [readable, readable, readable, gr.update(choices=mine, value=None), gr.update(visible=bool(mine))]


def _remove_button(name: str | None) -> Any:
    """The button that removes, with the name of what it removes."""
    words = say("documents.remove_named", name=name) if name else say("documents.remove")
    return gr.update(value=words, interactive=bool(name))
