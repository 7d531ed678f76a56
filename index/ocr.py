"""The lines of a scanned page, through tesseract where it is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from statistics import median
from typing import Any

from index.pdf_lines import Line

DPI = 300
MAX_PIXELS = 30_000_000  # of a page; a larger one is shown smaller
SECONDS = 30  # for one page
SURE = 30  # of 100; a word read with less is no word
LARGE = 1.35  # of the usual height: the line of a heading


def scanned_lines(page: Any, number: int) -> list[Line]:
    """The lines of a page that has no text, with their places; none where tesseract is missing or gives up."""
    program = shutil.which("tesseract")
    if program is None:
        return []
    picture = io.BytesIO()
    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
    page.render(scale=scale, grayscale=True).to_pil().save(picture, format="PNG")
    command = [program, "stdin", "stdout", "--psm", "3", "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603  a fixed command, the page on its input
            command, input=picture.getvalue(), capture_output=True, timeout=SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return _lines(done.stdout.decode("utf-8", "replace"), number, height, 1 / scale)


def _lines(table: str, number: int, height: float, unit: float) -> list[Line]:
    """Words with their boxes, counted from the top in dots of `unit` points, joined to lines."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for word in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (word.get("text") or "").strip() and float(word["conf"]) >= SURE:
            lines.setdefault((word["block_num"], word["par_num"], word["line_num"]), []).append(word)
    found = []
    for words in lines.values():
        left = min(int(word["left"]) for word in words)
        right = max(int(word["left"]) + int(word["width"]) for word in words)
        top = median(int(word["top"]) for word in words)
        tall = median(int(word["height"]) for word in words)
        text = " ".join(word["text"] for word in words)
        bottom = height - (top + tall) * unit
        found.append(Line(number, text, left * unit, right * unit, bottom, bottom + tall * unit, tall, bold=False))
    usual = median(line.size for line in found) if found else 0
    for line in found:
        line.size = 14.0 if line.size > LARGE * usual else 10.0
    return found
