"""Typst: a template and its data become a picture or a document; the fonts lie beside it.

What is written goes in as data, never as markup. A compiler keeps its fonts and what it has worked
out; one page at a time is enough, and leaves a core to those who wait for an answer.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from bot.rendering.shrink import shrunk

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_PIXELS_A_POINT = 72
_FOLDERS = {"paper": ("serif", "fonts")}
"""Where a template's fonts lie, if elsewhere: a picture never falls back to those of a paper."""
_PANIC = "PanicException"
"""No `Exception`: it would end a worker, and its class cannot be imported."""
_one = Lock()


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / folder) for folder in _FOLDERS.get(template, ("fonts",))],
    )
    page = str(_TEMPLATES / f"{template}.typ")
    return typst.Compiler(page, root=str(_TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def picture(template: str, data: str) -> bytes:
    """A PNG of the template's one page, a pixel a point; `data`: JSON."""
    with _one:
        page = _compiler(template).compile(
            format="png", ppi=_PIXELS_A_POINT, sys_inputs={"data": data}
        )
    return shrunk(cast(bytes, page))


def document(template: str, data: str) -> bytes:
    """A PDF; the same data give the same bytes.

    Now and then the tags for readers of screens cannot be made, as by where a page ends between a
    table and a footnote (typst 0.15, typst/typst#8776): then the same pages have none.
    """
    with _one:
        try:
            return _document(template, data, tags=True)
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
                raise
        return _document(template, data, tags=False)


def _document(template: str, data: str, *, tags: bool) -> bytes:
    made = _compiler(template).compile(
        format="pdf", sys_inputs={"data": data}, timestamp=0, pdf_tags=tags
    )
    return cast(bytes, made)
