"""Type, colours, style and script of the pages; all of it ours, none of it data."""

from __future__ import annotations

import json
import os
from importlib.resources import files

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
import gradio as gr

from ui.text import named

STYLES = ("base.css", "ask.css", "case.css", "print.css")
SCRIPTS = ("a11y.js", "source.js", "tools.js", "case.js")


def head() -> str:
    """Style and script, unprefixed: what Gradio is given as `css=` it scopes to its own container."""
    folder = files("ui").joinpath("assets")
    css, js = (
        "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names) for names in (STYLES, SCRIPTS)
    )
    marks = "".join(f"--say-{name}:{json.dumps(words)};" for name, words in named("style").items())
    words = json.dumps(named("script"))
    return f"<style>:root{{{marks}}}{css}</style><script>window.gaWords={words};{js}</script>"


def theme() -> gr.themes.Base:
    """A light theme in the bundled type; only its regular and bold files are complete."""
    font = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    return gr.themes.Default(primary_hue="blue", font=[font, "system-ui", "sans-serif"]).set(
        body_background_fill="#f4f6f9", body_text_color="#1c2733", block_label_text_color="#1c2733",
        block_title_text_color="#1c2733", block_title_text_weight="700", block_border_width="0px",
        block_shadow="none", block_padding="0px", block_background_fill="transparent", block_info_text_color="#4a5666",
        input_background_fill="#ffffff", input_border_color="#7b8794", input_border_width="1px",
        input_placeholder_color="#5d6875", input_radius="6px", input_shadow="none", input_shadow_focus="none",
        button_primary_background_fill="#1c5a8f", button_primary_background_fill_hover="#174a77",
        button_primary_text_color="#ffffff", button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#e8f0f7", button_secondary_text_color="#123f66",
        button_secondary_border_color="#7b8794", button_border_width="1px", button_large_radius="6px",
        button_small_radius="6px", button_large_text_weight="700", button_small_text_weight="400",
    )  # fmt: skip
