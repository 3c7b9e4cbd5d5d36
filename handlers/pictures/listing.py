"""A standing on paper: every line of it, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from handlers.pictures.card import band
from handlers.pictures.texts import Direction, Frozen, Text, direction, plain, text
from handlers.wording.scales import set_by
from handlers.wording.standings import basis, complete, dated, line_points, size
from locales.translator import Translator
from scoring.movement import Movement
from scoring.standings import Line, Standings

KIND = "listing"


class Entry(Frozen):
    """A line; `heading`: of a class of size that begins with it."""

    heading: str | None
    place: str
    name: Text
    within: Text | None
    points: str
    grade: str
    reports: str


class Listing(Frozen):
    """Everything on the pages; `page`: how a page is numbered, with {n} and {of}."""

    language: str
    dir: Direction
    title: Text
    basis: str
    list: str
    as_of: str
    coverage: str
    columns: tuple[str, ...]
    rows: tuple[Entry, ...]
    notes: tuple[str, ...]
    page: str


def listing(t: Translator, rules: Movement, table: Standings, zone: ZoneInfo) -> Listing:
    """`rules`: of the table's year."""
    league = rules.leagues[table.list]
    named = plain(t.movement(league.name))
    columns = (t("Place"), t("Unit"), t("Points"), t("Grade"), t("Reports"))
    return Listing(
        language=t.language,
        dir=direction(named),
        title=text(t("Standings {year}: {unit}", year=table.year, unit=table.scope.name)),
        basis=plain(basis(t, table.basis)),
        list=named,
        as_of=plain(dated(t, table, zone)),
        coverage=plain(complete(t, table.coverage)),
        columns=tuple(map(plain, columns)),
        rows=tuple(_rows(t, rules, table)),
        notes=(plain(set_by(t, rules.cards[league.card])),
               plain(t("SHA-256 of the rules: {digest}", digest=table.digest))),
        page=plain(t("Page {n} of {total}", n="{n}", total="{of}")),
    )  # fmt: skip


def _rows(t: Translator, rules: Movement, table: Standings) -> Iterator[Entry]:
    league, before = rules.leagues[table.list], -1
    for line in table.lines:
        new = bool(league.classes) and line.size != before
        before = line.size
        yield Entry(
            heading=plain(size(t, rules, league, line.size)) if new else None,
            place="" if line.place is None else t.number(line.place),
            name=text(line.name),
            within=text(line.commune) if line.commune else None,
            points=line_points(t, line),
            grade=_grade(t, rules, line),
            reports=f"{t.number(line.reported)}/{t.number(line.required)}",
        )


def _grade(t: Translator, rules: Movement, line: Line) -> str:
    """The band; without a place why there is none."""
    found = band(rules, line)
    if found is not None:
        return plain(t.movement(rules.bands[found].name))
    if line.place is not None:
        return ""
    return plain(t("not enough reports") if line.standing == "not_enough" else t("no data"))
