"""The words of a paper as both formats take them: no sign that a file cannot hold, capitals where
the rule asks for them, rows as long as their table is wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.papers.paper import Annex, Block, Cell, Paper, Run, Signature, Table

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NOTHING = (Run(text=""),)
_NARROWEST = 0.05
"""Of the widest column: each has room for a letter."""


@dataclass(frozen=True)
class Part:
    """What stands under one annex; none for the paper itself."""

    annex: Annex | None
    blocks: tuple[Block, ...]


def prepared(paper: Paper) -> Paper:
    """The same paper with words that can be set."""
    kept = Paper.model_validate(_clean(paper.model_dump()))
    return kept.model_copy(
        update={
            "superior": kept.superior.upper(),
            "issuer": kept.issuer.upper(),
            "state": kept.state.upper(),
            "title": kept.title.upper(),
            "signs": tuple(map(_capital, kept.signs)),
            "confirms": kept.confirms and _capital(kept.confirms),
            "body": tuple(_block(one) for one in kept.body if not _empty(one)),
        }
    )


def parts(paper: Paper) -> Iterator[Part]:
    """The paper itself, then each annex."""
    annex, blocks = None, list[Block]()
    for block in paper.body:
        if isinstance(block, Annex):
            yield Part(annex, tuple(blocks))
            annex, blocks = block, []
        else:
            blocks.append(block)
    yield Part(annex, tuple(blocks))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        lines = _BREAKS.sub("\n", unicodedata.normalize("NFC", value)).expandtabs(1)
        return _INVISIBLE.sub("", lines)
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_clean, value))
    return value


def _capital(sign: Signature) -> Signature:
    return sign.model_copy(update={"capacity": sign.capacity.upper()})


def _empty(block: Block) -> bool:
    return isinstance(block, Table) and not (block.rows and block.widths)


def _block(block: Block) -> Block:
    if isinstance(block, Annex):
        return block.model_copy(update={"title": block.title.upper()})
    if not isinstance(block, Table):
        return block
    columns = len(block.widths)
    least = max(*block.widths, 1) * _NARROWEST
    return block.model_copy(
        update={
            "widths": tuple(max(width, least) for width in block.widths),
            "rows": tuple(tuple(_row(row, columns)) for row in block.rows),
            "heads": max(0, min(block.heads, len(block.rows) - 1)),
        }
    )


def _row(cells: Iterable[Cell], columns: int) -> Iterator[Cell]:
    """As many columns as the table has: what is left over stands in the last cell."""
    given, room = list(cells), columns
    while given and room:
        cell = given.pop(0)
        span = min(max(cell.span, 1), room)
        room -= span
        more = [run for one in given for run in (Run(text=" "), *one.runs)] if not room else []
        yield cell.model_copy(update={"span": span, "runs": (*cell.runs, *more)})
    for _ in range(room):
        yield Cell(runs=_NOTHING)
