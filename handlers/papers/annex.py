"""The table of figures with confirmation: the rows of the annex, by the units that tell them.

Of a proposal the rows of those who are proposed; those of all nominees stand in the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import common, figures, noting, request, sheet
from handlers.papers.figures import UNITS
from handlers.papers.paper import Block, Paper, Signature
from handlers.papers.sheet import Sheet
from handlers.papers.voice import Line, Voice, cell, p, table
from services.papers.parts import Row

CODE = "figures"
_WIDTHS = (13, 22, 44, 20, 22, 16, 40, 26, 36, 26)


def paper(v: Voice) -> Paper:
    """The whole of it."""
    confirms = Signature(capacity=v.t("Whoever confirms the figures"), hint=sheet.unsigned(v))
    of = Sheet(CODE, v.t("Table of figures with confirmation"), request.about(v),
               signs=sheet.signer(v), confirms=confirms, wide=True)  # fmt: skip
    return sheet.paper(v, of, _body(v))


def head(v: Voice) -> tuple[str, ...]:
    """What the columns are."""
    return (v.t("Row"), v.t("Code"), v.t("Indicator"), v.t("Period"), v.t("Value"), v.t("In"),
            v.t("Reports"), v.t("Sent by"), v.t("Verified by"), v.t("Time"))  # fmt: skip


def _body(v: Voice) -> Iterator[Block]:
    yield p(v.t("Footnotes of all papers of this snapshot name these rows. A value that nobody has "
                "reported is named as such; it counts as nothing."))  # fmt: skip
    told = {v.content.unit_code, *(one.unit_code for one in common.every(v))}
    whose = dict.fromkeys((row.whose_code, row.whose) for row in v.content.rows
                          if row.whose_code in told)  # fmt: skip
    for n, (code, name) in enumerate(whose, 1):
        yield p(v.t("{n}. {name}", n=n, name=name), bold=True)
        rows = [row for row in v.content.rows if row.whose_code == code]
        yield table(_WIDTHS, head(v), (_row(v, one) for one in rows))


def _row(v: Voice, one: Row) -> Line:
    source = one.source
    verified = v.row([*source.verified_by, v.number(source.verified)]) if source.verified else "–"
    moment = v.moment(source.at) if source.at else "–"
    sender = noting.sender(v, source) if source.reports else "–"
    return (cell(v.number(one.n), "center"), cell(one.code), cell(v.named(one.name)),
            cell(noting.period(v, one)), cell(figures.value(v, one), "right"), cell(unit(v, one)),
            cell(reports(v, one)), cell(sender), cell(verified), cell(moment))  # fmt: skip


def unit(v: Voice, one: Row) -> str:
    """What a value is given in."""
    return v.t(UNITS[one.unit]) if one.unit in UNITS else one.unit


def reports(v: Voice, one: Row) -> str:
    """Which reports, and which values of the office's own file."""
    both = (noting.reports(v, one.source), noting.imported(v, one.source))
    return v.row([said for said in both if said]) or v.t("no report")
