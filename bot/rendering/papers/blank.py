"""An empty document with all styles: made once for a language, and opened again for each paper."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from docx import Document
from docx.document import Document as Made

from bot.rendering.papers import styles


def blank(language: str, *, right_to_left: bool) -> Made:
    """A document of its own: to install the styles takes half the time of a short paper."""
    return Document(BytesIO(_bytes(language, right_to_left)))


@lru_cache(maxsize=16)
def _bytes(language: str, right_to_left: bool) -> bytes:
    document, out = Document(), BytesIO()
    styles.install(document, language, right_to_left=right_to_left)
    document.save(out)
    return out.getvalue()
