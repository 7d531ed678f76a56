"""The layout of the Documents tab."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.documents import Documents
from ui.text import say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
VIEW = "() => window.gaView()"
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
        said = gr.HTML("", elem_id="ga-added", apply_default_css=False)
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
        documents.add, upload, [listed, said], concurrency_limit=1, **PRIVATE
    ).then(lambda: [gr.update(choices=documents.readable())] * 3, None, [chosen, old, new], **PRIVATE)
    chosen.change(documents.open, chosen, shown, **PRIVATE)
    compare.click(documents.compare, [old, new], differences, **PRIVATE)
    policy.change(documents.policy, policy, criteria, **PRIVATE)
