"""A paper as a PDF: its words become data of the template `paper.typ`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from bot.rendering import typesetting
from bot.rendering.papers.words import Part, parts, prepared
from handlers.papers.paper import Block, Cell, Paper, Paragraph, Run, Signature, Table

_UPRIGHT, _LYING = 165, 252
"""What the margins leave of A4, in millimetres."""
_LETTER = 3.2
"""A wide letter of a table in millimetres: a longer word may be parted anywhere."""
_LINE, _HIGHEST, _HIGHEST_HEAD = 6, 150, 60
"""A row of this height in millimetres may be parted; such heads are not said again."""
_PART = "\u200b"


def pdf(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes."""
    return typesetting.document("paper", json.dumps(_data(prepared(paper)), ensure_ascii=False))


def _data(paper: Paper) -> dict[str, Any]:
    told = _Notes(paper)
    whole, *annexes = (_part(told, paper, part) for part in parts(paper))
    room = _parting(_UPRIGHT / 2)
    kept = paper.model_dump(include=_PLAIN) | {
        name: [room(line) for line in getattr(paper, name)] for name in ("to", "missing", "copies")
    }
    return kept | {
        "heads": [room(line) for line in (paper.superior, paper.issuer, paper.number)],
        "signs": [_sign(one) for one in paper.signs],
        "confirms": paper.confirms and _sign(paper.confirms),
        "body": whole["blocks"],
        "annexes": annexes,
        "notes": told.left(),
    }


_PLAIN = {"language", "dir", "state", "motto", "place", "title", "about", "draft", "footer", "wide"}


class _Notes:
    """Footnotes stand where they are first named; those of a table's heads, which are said again,
    and those that nobody names, stand at the end.
    """

    def __init__(self, paper: Paper) -> None:
        self._open = dict(paper.notes)

    def run(self, run: Run, part: Callable[[str], str], *, here: bool = True) -> dict[str, Any]:
        """The run; with it the words of its note, where it is the first to name it."""
        said = self._open.pop(run.note, None) if here and run.note is not None else None
        kept = run.model_dump() | {"text": part(run.text)}
        return kept | {"said": said and _parting(_UPRIGHT)(said)}

    def left(self) -> list[tuple[int, str]]:
        """Those that were not said."""
        return [(number, _parting(_UPRIGHT)(said)) for number, said in self._open.items()]


def _part(told: _Notes, paper: Paper, part: Part) -> dict[str, Any]:
    wide = part.annex.wide if part.annex else paper.wide
    width = _LYING if wide else _UPRIGHT
    annex = part.annex.model_dump() if part.annex else {}
    return annex | {"wide": wide, "blocks": [_block(told, width, one) for one in part.blocks]}


def _block(told: _Notes, width: int, block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(told, width, block)
    assert isinstance(block, Paragraph)  # noqa: S101  an annex begins a part
    runs = [told.run(run, _parting(width - 20)) for run in block.runs]
    return {"kind": "paragraph", "style": block.style, "runs": runs}


def _table(told: _Notes, width: int, table: Table) -> dict[str, Any]:
    """The rows in one list of cells: the heads, then the others."""
    whole = sum(table.widths) or 1
    shares = [share / whole * width for share in table.widths]
    heads, rows = table.rows[: table.heads], table.rows[table.heads :]
    tall = sum(max((_height(c, s) for c, s in _places(row, shares)), default=0) for row in heads)
    return {
        "kind": "table",
        "widths": table.widths,
        "repeat": tall <= _HIGHEST_HEAD,
        "heads": [_cell(told, c, s, here=False) for row in heads for c, s in _places(row, shares)],
        "cells": [_cell(told, c, s) for row in rows for c, s in _places(row, shares)],
    }


def _places(row: Iterable[Cell], shares: list[float]) -> list[tuple[Cell, float]]:
    """Each cell with its width."""
    at, found = 0, []
    for cell in row:
        found.append((cell, sum(shares[at : at + cell.span])))
        at += cell.span
    return found


def _height(cell: Cell, width: float) -> float:
    lines = "".join(run.text for run in cell.runs).split("\n")
    return sum(1 + len(line) * _LETTER // max(width, _LETTER) for line in lines) * _LINE


def _cell(told: _Notes, cell: Cell, width: float, *, here: bool = True) -> dict[str, Any]:
    runs = [told.run(run, _parting(width - 3), here=here) for run in cell.runs]
    tall = _height(cell, width) > _HIGHEST
    return {"runs": runs, "align": cell.align, "span": cell.span, "tall": tall}


def _sign(sign: Signature) -> dict[str, Any]:
    part = _parting(_UPRIGHT / 3)
    return {name: part(said) for name, said in sign.model_dump().items()}


def _parting(width: float) -> Callable[[str], str]:
    """Words longer than so many millimetres may be parted between any two letters."""
    most = max(int(width / _LETTER), 1)
    long = re.compile(rf"\S{{{most + 1},}}")
    return lambda text: long.sub(lambda found: _PART.join(found[0]), text)
