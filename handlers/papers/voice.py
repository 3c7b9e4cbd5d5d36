"""The voice of a paper: words in one language, numbers as papers write them, footnotes.

A figure leaves a mark behind it in the text, from which the number of its footnote is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.papers import figures
from handlers.papers.paper import Align, Cell, Paragraph, Run, Style, Table
from locales import formats
from locales.tables import languages
from locales.translator import Translator
from services.papers.content import Content
from services.papers.freezing import Snapshot
from services.papers.parts import Figure

_OPEN, _SHUT = "\ue000", "\ue001"
_NOTED = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff]"
)
_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


@dataclass
class Voice:
    """Words a snapshot's papers, all of one day. `added`: footnotes beside those of the annex."""

    translator: Translator
    snapshot: Snapshot
    day: date
    content: Content = field(init=False)
    added: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.content = cleaned(self.snapshot.content)

    @property
    def record(self) -> bool:
        """Whether this is the language of record."""
        return self.language == languages()[0]

    @property
    def zone(self) -> ZoneInfo:
        """Of all moments."""
        return ZoneInfo(self.content.zone)

    @property
    def language(self) -> str:
        """Its code."""
        return self.translator.language

    def t(self, text: str, /, **fields: object) -> str:
        """A sentence, plain."""
        return self.plain(self.translator(text, **fields))

    def many(self, one: str, other: str, n: int, /, **fields: object) -> str:
        """A sentence that counts, plain."""
        return self.plain(self.translator.many(one, other, n, **fields))

    def plain(self, said: Markup | str) -> str:
        """Without markup; where one writes from the left without signs of direction too."""
        text = said.unescape() if isinstance(said, Markup) else said
        return text if self.translator.direction == "rtl" else _ISOLATES.sub("", text)

    def named(self, text: str) -> str:
        """A text of the movement's file."""
        return self.plain(self.translator.movement(text))

    def number(self, value: int) -> str:
        """A whole number."""
        return formats.number(value, self.language)

    def percent(self, value: Fraction) -> str:
        """A share of a hundred: "12,5%" in the language of record."""
        return figures.percent(value, self.language, close=self.record)

    def figure(self, row: int) -> str:
        """A row's value, with the mark of its footnote."""
        return f"{figures.value(self, self.content.row(row))}{_OPEN}{row}{_SHUT}"

    def change(self, one: Figure) -> str:
        """What has changed since last year; a dash where either is not known."""
        return figures.difference(self, self.content.row(one.row), self.content.row(one.before))

    def noted(self, text: str, note: str) -> str:
        """Words with a footnote of their own."""
        number = next((n for n, said in self.added.items() if said == note),
                      len(self.content.rows) + len(self.added) + 1)  # fmt: skip
        self.added[number] = note
        return f"{text}{_OPEN}{number}{_SHUT}"

    def date(self, day: date) -> str:
        """A day in digits."""
        return formats.day(day, self.language)

    def moment(self, at: datetime | str) -> str:
        """A moment, local."""
        found = datetime.fromisoformat(at) if isinstance(at, str) else at
        return formats.moment(found, self.zone, self.language)

    def row(self, items: Iterable[str]) -> str:
        """Items behind each other."""
        return self.plain(self.translator.row(items))


def runs(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """A text with its marks as runs."""
    found, last = [], 0
    for mark in _NOTED.finditer(text):
        found.append(Run(text=text[last : mark.start()], bold=bold, italic=italic,
                         note=int(mark[1])))  # fmt: skip
        last = mark.end()
    if last < len(text) or not found:
        found.append(Run(text=text[last:], bold=bold, italic=italic))
    return tuple(found)


def bare(text: str) -> str:
    """A text without its marks, for where there are no footnotes."""
    return _NOTED.sub("", text)


def p(text: str, style: Style = "body", *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A paragraph."""
    return Paragraph(runs=runs(text, bold=bold, italic=italic), style=style)


def cell(text: str, align: Align = "left", *, bold: bool = False, span: int = 1) -> Cell:
    """A cell of a table."""
    return Cell(runs=runs(text, bold=bold), align=align, span=span)


Line = tuple[Cell, ...]


def table(widths: tuple[float, ...], head: Iterable[str], rows: Iterable[Line]) -> Table:
    """A table under one row of heads."""
    heads = tuple(cell(one, "center", bold=True) for one in head)
    return Table(widths=widths, rows=(heads, *rows))


def cleaned(content: Content) -> Content:
    """Without signs that nobody sees: a name can turn no line around and forge no footnote."""
    return Content.model_validate(_clean(content.model_dump()))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _HIDDEN.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_clean(one) for one in value)
    return value
