"""A paper as a PDF: its words become data of the template `paper.typ`."""

from __future__ import annotations

import json
from typing import Any

from bot.rendering import typesetting
from bot.rendering.papers.lengths import parted
from bot.rendering.papers.rows import rows
from bot.rendering.papers.words import Part, parts, prepared
from handlers.papers.paper import Block, Paper, Paragraph, Run, Signature, Table

_UPRIGHT, _LYING = 165, 252
"""What the margins leave of A4, in millimetres."""
_PLAIN = {"language", "dir", "to", "missing", "copies", "wide"}
_ABOVE = {"superior": 70, "issuer": 70, "number": 70, "state": 93, "motto": 93, "place": 93,
          "title": 165, "about": 165, "draft": 165, "footer": 165}  # fmt: skip
"""How wide these may be, in millimetres."""


def pdf(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes."""
    return typesetting.document("paper", json.dumps(_data(prepared(paper)), ensure_ascii=False))


def _data(paper: Paper) -> dict[str, Any]:
    told = _Notes(paper)
    whole, *annexes = (_part(told, paper, part) for part in parts(paper))
    return {
        **{name: getattr(paper, name) for name in _PLAIN},
        **{name: parted(getattr(paper, name), width) for name, width in _ABOVE.items()},
        "to": [parted(line, _UPRIGHT - 42) for line in paper.to],
        "missing": [parted(line, _UPRIGHT - 5) for line in paper.missing],
        "copies": [parted(line, _UPRIGHT / 2) for line in paper.copies],
        "signs": [_sign(one) for one in paper.signs],
        "confirms": paper.confirms and _sign(paper.confirms),
        "body": whole["blocks"],
        "annexes": annexes,
        "notes": told.left(),
    }


class _Notes:
    """Footnotes of the text stand on the page on which they are first named; those of tables, whose
    rows go from page to page, and those that nobody names, at the end.
    """

    def __init__(self, paper: Paper) -> None:
        self._open = dict(paper.notes)

    def run(self, run: Run, width: float) -> dict[str, Any]:
        """The run; with it the words of its note, where it is the first to name it."""
        said = self._open.pop(run.note, None) if run.note is not None else None
        return cited(run, width) | {"said": said and parted(said, _UPRIGHT)}

    def left(self) -> list[tuple[int, str]]:
        """Those that were not said."""
        return [(number, parted(said, _UPRIGHT)) for number, said in self._open.items()]


def _part(told: _Notes, paper: Paper, part: Part) -> dict[str, Any]:
    wide = part.annex.wide if part.annex else paper.wide
    width = _LYING if wide else _UPRIGHT
    annex = part.annex.model_dump() if part.annex else {}
    said = {name: parted(annex[name], width) for name in ("name", "title", "of") if annex}
    return {"wide": wide, **said, "blocks": [_block(told, width, one) for one in part.blocks]}


def _block(told: _Notes, width: int, block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", **rows(block, width, cited)}
    assert isinstance(block, Paragraph)  # noqa: S101  an annex begins a part
    runs = [told.run(run, width - 13) for run in block.runs]
    return {"kind": "paragraph", "style": block.style, "runs": runs}


def cited(run: Run, width: float) -> dict[str, Any]:
    """The run with the number of its note alone."""
    return run.model_dump() | {"text": parted(run.text, width), "said": None}


def _sign(sign: Signature) -> dict[str, Any]:
    return {name: parted(said, _UPRIGHT / 3) for name, said in sign.model_dump().items()}
