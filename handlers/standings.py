"""`/standings`: the table of one's commune, office or province, one's own place always shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from locales import formats
from locales.translator import Translator
from scoring.duties import year_under_review
from storage import places, scores
from storage import standings as standings_of
from storage.engine import Db
from storage.facts import Basis
from storage.standings import Line
from storage.units import Unit

PAGE = 15
Level = Literal["commune", "office", "province"]
LEVELS: tuple[Level, ...] = ("commune", "office", "province")


@dataclass(frozen=True)
class View:
    """Which table: scope, page from 1, official or provisional."""

    scope: Unit
    page: int = 1
    basis: Basis = "provisional"


def start(turn: Turn, wanted: str) -> Outcome:
    """`/standings [commune|office|province|CODE] [page] [official]`."""
    words = wanted.lower().split()
    basis: Basis = "official" if "official" in words else "provisional"
    page = next((int(w) for w in words if w.isdecimal() and len(w) < 4), 1)
    names = [w for w in words if w != "official" and not (w.isdecimal() and len(w) < 4)]
    scope = _scope(turn, names[0] if names else None)
    if scope is None:
        return only(say(rights.unknown(turn, names[0] if names else "")))
    return only(_table(turn, View(scope, max(1, page), basis)))


def _scope(turn: Turn, name: str | None) -> Unit | None:
    if name is None:
        found = [s for level in LEVELS if (s := _level(turn, level)) is not None]
        return found[0] if found else None
    if name in LEVELS:
        return _level(turn, name)
    return rights.unit(turn, name.upper(), "see")


def _level(turn: Turn, level: str) -> Unit | None:
    """The person's own commune, office or province (the branch's whole area)."""
    for unit in rights.units_of(turn):
        ids = {"commune": unit.commune_id, "office": unit.office_id, "province": unit.branch_id}
        own = {"commune": "commune", "office": "office", "branch": "province"}.get(unit.kind)
        wanted = unit.id if own == level else ids[level]
        found = rights.unit_above(turn, wanted, "see")
        if found is not None:
            return found
    return None


def _table(turn: Turn, view: View) -> Reply:
    t, year = turn.t, year_under_review(turn.today)
    offset = (view.page - 1) * PAGE
    rows = standings_of.table(turn.db, view.scope, year, view.basis, limit=PAGE + 1, offset=offset)
    text = lines(
        *heading(t, turn.db, view, year, turn.now, turn.zone),
        *(line(t, row, apart=view.scope.kind != "commune") for row in rows[:PAGE]),
        *_shared(t, rows),
        *_own(turn, view, year, {row.unit_id for row in rows[:PAGE]}),
        t("Weights and targets are set by the Council; these are defaults."),
    )
    return say(text, *_buttons(turn, view, more=len(rows) > PAGE))


def heading(
    t: Translator, db: Db, view: View, year: int, now: datetime, zone: ZoneInfo
) -> list[Markup]:
    """Whose table, which basis, how complete, as of when."""
    covered = standings_of.coverage(db, view.scope, year, view.basis)
    basis = t("Official") if view.basis == "official" else t("Provisional")
    moment = formats.moment(now, zone, t.language)
    return [
        Markup("<b>{}</b>").format(t("Standings {year}: {unit}", year=year, unit=view.scope.name)),
        t("{basis}, as of {moment}", basis=basis, moment=moment),
        t("{n}/{total} groups have data", n=covered.reported, total=covered.active),
        Markup(""),
    ]


def line(t: Translator, row: Line, *, apart: bool) -> Markup:
    """One unit: place, name (with its commune where there are several), points or why none."""
    name = f"{row.name}, {row.commune}" if apart else row.name
    if row.place is None:
        why = t("not enough reports") if row.standing == "not_enough" else t("no data")
        return t("- {name}: {why}", name=name, why=why)
    points = formats.points(Fraction(row.total, 10**9), t.language)
    text = t("{place}. {name}: {points}", place=row.place, name=name, points=points)
    return _marked(t, text, under_review=row.under_review)


def _marked(t: Translator, text: Markup, *, under_review: bool) -> Markup:
    """With a word where accepted figures are being corrected: they count until that is checked."""
    return Markup("{} ({})").format(text, t("under review")) if under_review else text


def _shared(t: Translator, rows: list[Line]) -> list[Markup]:
    """Equal in points and in every tie (criteria, section 8)."""
    places = [row.place for row in rows if row.place is not None]
    if len(set(places)) == len(places):
        return []
    return [t("Shared places are equal in everything; the Council decides.")]


def _own(turn: Turn, view: View, year: int, shown: set[int]) -> list[Markup]:
    """One's own groups, where they are not on this page."""
    t = turn.t
    found = [Markup("")]
    for unit in rights.mine(turn, "head", "details"):
        if unit.id in shown:
            continue
        place = places.place(turn.db, unit, view.scope, year, view.basis)
        if place is None:
            found.append(t("{name}: no place yet", name=unit.name))
        else:
            ordinal = formats.ordinal(place[0], t.language)
            text = t("{name}: {place} of {total}", name=unit.name, place=ordinal, total=place[1])
            waits = view.basis == "official" and scores.under_review(turn.db, unit, year)
            found.append(_marked(t, text, under_review=waits))
    return found


def _buttons(turn: Turn, view: View, *, more: bool) -> list[tuple[Choice, ...]]:
    t = turn.t
    here = f"/standings {view.scope.code}"
    labels = {"commune": t("Commune"), "office": t("Office"), "province": t("Province")}
    levels = tuple(
        button(labels[level], f"/standings {level}")
        for level in LEVELS
        if (scope := _level(turn, level)) is not None and scope.id != view.scope.id
    )
    official = view.basis == "official"
    basis = Choice(
        label=(t("Provisional") if official else t("Official")).unescape(),
        says=here if official else f"{here} official",
    )
    suffix = " official" if official else ""
    following = button(t("More"), f"{here} {view.page + 1}{suffix}")
    rows = [levels, (basis, following) if more else (basis,)]
    if "head" in turn.me.roles():
        rows.append((button(t("Why these points?"), "/why"),))
    return rows
