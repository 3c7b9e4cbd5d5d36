"""The sheet of a paper: head, place, frame of what is missing, signatures, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handlers.papers import lacking, noting
from handlers.papers.paper import Block, Paper, Paragraph, Run, Signature, Table
from handlers.papers.voice import Voice
from services.papers.content import PROPOSAL

_GAP = "\u00a0" * 6
COUNCIL = "HĐTĐKT"
"""How a council for emulation is called in numbers of papers."""


@dataclass(frozen=True)
class Sheet:
    """What differs from paper to paper; `kind`: its letters in the number, such as TTr;
    `symbol`: whose number it is, if not this unit's.
    """

    code: str
    title: str
    about: str = ""
    kind: str | None = None
    symbol: str | None = None
    to: tuple[str, ...] = ()
    issuer: tuple[str, str] | None = None
    signs: tuple[Signature, ...] = ()
    confirms: Signature | None = None
    copies: tuple[str, ...] = ()
    wide: bool = False
    whom: tuple[int, ...] = ()


def paper(v: Voice, sheet: Sheet, body: Iterable[Block]) -> Paper:
    """The whole paper. `whom`: the nominees whose missing particulars stand in the frame."""
    blocks = tuple(body)
    superior, issuer = sheet.issuer or issued(v)
    used = sorted({note for run in _runs(blocks) if (note := run.note) is not None})
    return Paper(
        code=sheet.code, language=v.language, dir=v.translator.direction, superior=superior,
        issuer=issuer, state=v.t("Socialist Republic of Viet Nam"),
        motto=v.t("Independence - Freedom - Happiness"),
        number=_number(v, sheet), place=_place(v), title=sheet.title, about=sheet.about,
        to=_to(v, sheet.to), missing=tuple(lacking.lines(v, sheet.code, sheet.whom)), body=blocks,
        signs=sheet.signs, confirms=sheet.confirms, copies=_copies(v, sheet.copies),
        notes=tuple((one, noting.note(v, one)) for one in used), draft=v.t("DRAFT"),
        footer=_footer(v), wide=sheet.wide, made=v.snapshot.at,
    )  # fmt: skip


def _to(v: Voice, whom: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(v.t("To: {whom}", whom=one) for one in whom)


def _copies(v: Voice, lines: tuple[str, ...]) -> tuple[str, ...]:
    """A head, then a dash before each, a semicolon behind, and a point behind the last."""
    ends = [";"] * (len(lines) - 1) + ["."]
    told = tuple(f"- {line}{end}" for line, end in zip(lines, ends, strict=False))
    return (v.t("Copies to:"), *told) if lines else ()


def issued(v: Voice) -> tuple[str, str]:
    """The body above, and whose papers these are: the Council's, or the office's."""
    if v.content.kind == PROPOSAL:
        return v.content.unit, v.t("Council for emulation and commendation")
    return v.content.within, v.content.unit


def symbol(v: Voice) -> str:
    """The symbol in the numbers of papers; empty where nobody has named it."""
    return v.content.symbol or (COUNCIL if v.content.kind == PROPOSAL else "")


def _number(v: Voice, of: Sheet) -> str:
    """The number itself is given when the paper is signed."""
    if of.kind is None:
        return ""
    own = symbol(v) if of.symbol is None else of.symbol
    return v.t("No.: {gap}/{kind}", gap=_GAP, kind=f"{of.kind}-{own}")


def _place(v: Voice) -> str:
    return v.t("{place}, day {gap} month {gap} year {gap}", place=v.content.area, gap=_GAP)


def _footer(v: Voice) -> str:
    return v.t("Snapshot {number}, {moment}, SHA-256 {digest}", number=v.snapshot.number,
                  moment=v.moment(v.snapshot.at), digest=v.snapshot.digest[:16])  # fmt: skip


def signer(v: Voice) -> tuple[Signature, ...]:
    """Who signs for the unit; the name only as the dossier has it."""
    if v.content.kind == PROPOSAL:
        post = v.content.post or v.t("On behalf of the Council, chair")
        return (Signature(capacity=post, name=v.content.signer or "", hint=unsigned(v)),)
    post = v.content.post or v.t("Head of the unit")
    return (Signature(capacity=post, name=v.content.signer or "", hint=unsigned(v)),)


def unsigned(v: Voice) -> str:
    """In place of a signature."""
    return v.t("(draft, not signed)")


def approved(v: Voice) -> Iterator[Paragraph]:
    """That a dossier was sent in the chat: a note, and no signature."""
    if v.content.number is not None:
        said = v.t("Sent to the Council in the chat, receipt number {number}; this is no "
                      "signature.", number=v.content.number)  # fmt: skip
        yield Paragraph(style="note", runs=(Run(text=said, italic=True),))


def _runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for one in blocks:
        if isinstance(one, Paragraph):
            yield from one.runs
        elif isinstance(one, Table):
            yield from (run for row in one.rows for cell in row for run in cell.runs)
