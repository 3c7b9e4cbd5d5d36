"""A paper as it is drawn up, before it is set: the parts that Decree 30/2020 knows, and its body.

It holds words only; where they stand, in which size, is the business of whoever sets it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Align = Literal["left", "right", "center"]
Style = Literal["body", "heading", "basis", "center", "note", "box"]


class Part(BaseModel):
    """A part of a paper; nothing in it changes any more."""

    model_config = ConfigDict(frozen=True)


class Run(Part):
    """Words in one style; `note`: the number of the footnote behind them."""

    text: str
    bold: bool = False
    italic: bool = False
    note: int | None = None


class Paragraph(Part):
    """Words of one paragraph. `basis`: a legal basis; `box`: framed, for what is missing."""

    kind: Literal["paragraph"] = "paragraph"
    runs: tuple[Run, ...]
    style: Style = "body"


class Cell(Part):
    """A cell of a table; `span`: over so many columns."""

    runs: tuple[Run, ...]
    align: Align = "left"
    span: int = 1


class Table(Part):
    """A table: `widths` of the columns in parts of the whole; the first `heads` rows are heads,
    and stand again on each page.
    """

    kind: Literal["table"] = "table"
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1


class Annex(Part):
    """Begins an annex on a new page: its number in words, its title, to what it belongs."""

    kind: Literal["annex"] = "annex"
    name: str
    title: str
    of: str = ""
    wide: bool = False


Block = Annotated[Paragraph | Table | Annex, Field(discriminator="kind")]


class Signature(Part):
    """Who signs: capacity and post in capitals, the name below; `hint`: such as "(draft)"."""

    capacity: str
    name: str = ""
    hint: str = ""


class Paper(Part):
    """A whole paper.

    `superior`, `issuer`: the head on the left; `state`, `motto`: on the right. `number`: as far as
    it is known, such as "Số:      /TTr-NHCS"; `place`: with the date that is left empty. `title`:
    the kind of paper, `about` what it is about. `to`: whom it is addressed to. `missing`: stands in
    a frame on the first page. `confirms`: who confirms, on the left of who signs. `copies`: who
    gets it. Of `to` and `copies` each line stands as it is, with its dash and its semicolon; one
    that ends with a colon ("Kính gửi:", "Nơi nhận:") is the head of the others. `notes`: the
    footnotes by number; the annex of figures has them in full. `draft`: the mark on every page.
    `made`: the moment of the snapshot: nothing else dates a file.
    """

    code: str
    language: str
    dir: Literal["ltr", "rtl"] = "ltr"
    superior: str = ""
    issuer: str
    state: str = ""
    motto: str = ""
    number: str = ""
    place: str = ""
    title: str
    about: str = ""
    to: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signs: tuple[Signature, ...] = ()
    confirms: Signature | None = None
    copies: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    draft: str = ""
    footer: str = ""
    wide: bool = False
    made: datetime
