"""A made-up paper that has every part, in four languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from sample_words import WORDS

from handlers.papers.paper import Annex, Cell, Paper, Paragraph, Run, Signature, Style, Table

MADE = datetime(2027, 1, 12, 1, 30, tzinfo=UTC)
ROWS = 45
"""More than a page has."""
PLAIN = ("superior", "issuer", "state", "motto", "number", "place", "title", "about", "draft",
         "footer")  # fmt: skip


def sample(language: str, *, confirmed: bool = False) -> Paper:
    """The paper with everything; `confirmed`: somebody confirms on the left of who signs."""
    said = WORDS[language]
    dir: Literal["ltr", "rtl"] = "rtl" if language == "ar" else "ltr"
    plain = {name: said[name] for name in PLAIN}
    many = {name: tuple(said[name].split("|")) for name in ("to", "missing", "copies")}
    signs = Signature(capacity=said["capacity"], name=said["name"], hint=said["hint"])
    name, title, of = said["annex"].split("|")
    return Paper(
        code="request", language=language, dir=dir, **plain, **many, signs=(signs,), made=MADE,
        body=(
            paragraph(said["basis"], "basis"), paragraph(said["heading"], "heading"),
            *[paragraph(said["body"])] * 8, Paragraph(runs=(
                Run(text=said["figure"], bold=True, note=1), Run(text="; "),
                Run(text=said["row"], italic=True, note=2), Run(text=".", note=1))),
            table(said["cols"].split("|"), said["row"], 4),
            paragraph(said["hint"], "center"), paragraph(said["note"], "note"),
            paragraph(said["missing"].split("|")[0], "box"),
            Annex(name=name, title=title, of=of, wide=True),
            table(said["cols"].split("|"), said["row"], ROWS),
            Annex(name=name + "I", title=title, of=of), paragraph(said["body"]),
        ),
        confirms=Signature(capacity=said["confirm"], hint=said["hint"]) if confirmed else None,
        notes=((1, said["note"]), (2, said["note"]), (3, said["note"])),
    )  # fmt: skip


def paragraph(text: str, style: Style = "body") -> Paragraph:
    """One in one style."""
    return Paragraph(runs=(Run(text=text),), style=style)


def cell(text: str, align: Literal["left", "right", "center"] = "left", span: int = 1) -> Cell:
    """One in one style."""
    return Cell(runs=(Run(text=text),), align=align, span=span)


def table(columns: list[str], name: str, rows: int) -> Table:
    """A table with a row over all columns, and figures on the right."""
    heads = tuple(cell(title, "center") for title in columns)
    lines = [_line(name, n) for n in range(1, rows + 1)]
    return Table(widths=(1, 5, 2, 2), rows=(heads, (cell(name, span=4),), *lines), heads=1)


def _line(name: str, n: int) -> tuple[Cell, ...]:
    source = Cell(runs=(Run(text="N07", note=3 if n == 1 else None),))
    return cell(str(n), "center"), cell(f"{name} {n}"), cell(f"{n},5", "right"), source
