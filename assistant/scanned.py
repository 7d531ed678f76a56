"""A picture of a page (PNG, JPEG, TIFF of one or several pages) as a scanned PDF, made in memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from assistant.errors import InputRefusedError

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
WIDTH = 8.5  # inches of a page: small pictures are enlarged to it, so that letters have the size that OCR expects


def is_picture(content: bytes) -> bool:
    """Whether a file's content is a picture that can be read."""
    return content.startswith(SIGNS)


def as_pdf(name: str, content: bytes) -> bytes:
    """The picture's pages as a PDF without a text layer. Raises InputRefusedError where it is damaged or too large."""
    from PIL import ImageSequence
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as open_picture

    try:
        with open_picture(io.BytesIO(content)) as picture:
            pages = [_grey(page) for page in ImageSequence.Iterator(picture)]
    except (OSError, ValueError, SyntaxError, DecompressionBombError):
        raise InputRefusedError(f"{name}: the picture is damaged or too large; scan the page again") from None
    written = io.BytesIO()
    pages[0].save(written, format="PDF", save_all=True, append_images=pages[1:], resolution=pages[0].width / WIDTH)
    return written.getvalue()


def _grey(page: Image) -> Image:
    """A page in grey on white; what is transparent is paper."""
    from PIL.Image import new

    if page.mode in {"RGBA", "LA", "P"}:
        layer = page.convert("RGBA")
        paper = new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("L")
    return page.convert("L")
