"""The standings in words: whose table it is and how complete, and its lines."""

from __future__ import annotations

from typing import Protocol
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.wording.disqualified import signed
from locales import formats
from locales.translator import Translator
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Basis, Coverage, Line, Standings


class Then(Protocol):
    """How complete it was before."""

    @property
    def reported(self) -> int:
        """Units with figures."""

    @property
    def active(self) -> int:
        """Of so many."""


def heading(
    t: Translator,
    league: League,
    table: Standings,
    zone: ZoneInfo,
    *,
    before: Then | None = None,
) -> list[Markup]:
    """Whose table, which basis, as of when, which list and how complete it is (and was before)."""
    said = t("{basis}, as of {moment}", basis=basis(t, table.basis), moment=_moment(t, table, zone))
    return [
        Markup("<b>{}</b>").format(
            t("Standings {year}: {unit}", year=table.year, unit=table.scope.name)
        ),
        _numbered(t, said, table),
        _complete(t, league, table.coverage, before),
        Markup(""),
    ]


def basis(t: Translator, named: Basis) -> Markup:
    """Whether all reports count, or the accepted ones only."""
    return t("Official") if named == "official" else t("Provisional")


def dated(t: Translator, table: Standings, zone: ZoneInfo) -> Markup:
    """As of when, and the number of the publication."""
    return _numbered(t, t("As of {moment}", moment=_moment(t, table, zone)), table)


def _moment(t: Translator, table: Standings, zone: ZoneInfo) -> str:
    return formats.moment(table.as_of, zone, t.language)


def _numbered(t: Translator, said: Markup, table: Standings) -> Markup:
    if table.number is None:
        return said
    said = t("{text}; publication No. {n}", text=said, n=t.number(table.number))
    if table.version == 1:
        return said
    return t("{text}, version {n}", text=said, n=t.number(table.version))


def complete(t: Translator, covered: Coverage) -> Markup:
    """How many have data, without the list's name."""
    return t("{n}/{total} have data", n=covered.reported, total=covered.active)


def _complete(t: Translator, league: League, covered: Coverage, before: Then | None) -> Markup:
    given = {"list": t.movement(league.name), "n": covered.reported, "total": covered.active}
    if before is None or (before.reported, before.active) == (covered.reported, covered.active):
        return t("{list}: {n}/{total} have data", **given)
    return t("{list}: {n}/{total} have data, {before}/{of} last time", **given,
             before=before.reported, of=before.active)  # fmt: skip


def size(t: Translator, movement: Movement, league: League, number: int) -> Markup:
    """A class of size, and of what it is: "Households: 20-39"."""
    what = t.movement(movement.derived[league.size or ""].name)
    if not number:
        return t("{name}: in no class of size", name=what)
    least, most = map(t.number, league.classes[number - 1])
    return t("{name}: {least} to {most}", name=what, least=least, most=most)


def shared(t: Translator, table: Standings) -> list[Markup]:
    """Equal in points and in every tie (criteria, section 8)."""
    said = t("Shared places are equal in everything; the Council decides.")
    return [said] if table.shares else []


def line(
    t: Translator,
    row: Line,
    *,
    apart: bool,
    counted: bool = False,
    number: int | None = None,
    marked: bool = False,
    moved: int | None = None,
) -> Markup:
    """One unit: place, name (with the one above it where there are several), points or why none;
    with a sign where it may not be proposed.

    `counted`: with its reports that are in, of those that were due.
    `number`: of the line, by which its button is called; it is said where it is not the place.
    `moved`: by how many places up.
    """
    name = f"{row.name}, {row.commune}" if apart else row.name
    text = _told(t, row, name)
    if counted and row.required:
        text = t("{text}; reports: {n}/{total}", text=text, n=row.reported, total=row.required)
    if number is not None and number != row.place:
        text = Markup("({}) {}").format(t.number(number), text)
    elif row.place is None:
        text = Markup("- {}").format(text)
    text = signed(text, barred=bool(row.barred))
    if moved:
        text = Markup("{} {}{}").format(text, "▲" if moved > 0 else "▼", t.number(abs(moved)))
    return Markup("<b>{}</b>").format(text) if marked else text


def line_points(t: Translator, row: Line) -> str:
    """The points as a number, or a dash."""
    return formats.points(row.points, t.language) if row.place is not None else "–"


def _told(t: Translator, row: Line, name: str) -> Markup:
    if row.place is None:
        why = t("not enough reports") if row.standing == "not_enough" else t("no data")
        return t("{name}: {why}", name=name, why=why)
    points = formats.points(row.points, t.language)
    text = t("{place}. {name}: {points}", place=row.place, name=name, points=points)
    return reviewed(t, text, under_review=row.under_review)


def reviewed(t: Translator, text: Markup, *, under_review: bool) -> Markup:
    """With a word where accepted figures are being corrected: they count until that is checked."""
    return Markup("{} ({})").format(text, t("under review")) if under_review else text
