"""`/standings`: the table of one's commune, office or province, one's own place always shown.

`/standings [commune|office|province|CODE|NAME] [page] [official]`; a group's name shows its place
in its commune.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handlers import frequency, naming, rights
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.scales import set_by
from handlers.wording.standings import heading, line, reviewed
from locales import formats
from locales import naming as words_of
from scoring.duties import year_under_review
from storage import places, scores
from storage import standings as standings_of
from storage.asked import Asked, Basis
from storage.standings import Line
from storage.units import Unit

PAGE = 15
_IN_A_ROW = 5
_LONGEST_PAGE = 4
LEVELS = {"commune": "commune", "office": "office", "branch": "province"}
"""The kinds of units that have a table, and what buttons call them."""
_BEHIND: dict[Basis, str] = {"provisional": "", "official": "official"}
"""What stands last where a table is named."""
KINDS = (("commune", "office", "branch"), ("group",))


@dataclass(frozen=True)
class View:
    """Which table: scope, page from 1, official or provisional; the group that was asked for."""

    scope: Unit
    page: int = 1
    basis: Basis = "provisional"
    group: Unit | None = None


def start(turn: Turn, wanted: str) -> Outcome:
    """The table that is named, else one's own."""
    words = words_of.without(wanted.split(), "provisional")
    named = words_of.without(words, "official")
    basis: Basis = "provisional" if named == words else "official"
    named, page = _page(turn, named)
    found = _scope(turn, " ".join(named), basis)
    if isinstance(found, Outcome):
        return found
    return only(_table(turn, _view(turn, found, page, basis)))


def _page(turn: Turn, words: list[str]) -> tuple[list[str], int]:
    """What is named, and the page behind it; a number may also be the end of a name."""
    if not (words and words[-1].isdecimal() and len(words[-1]) < _LONGEST_PAGE):
        return words, 1
    name = " ".join(words[:-1])
    code = len(words) == 2 and any(map(str.isdecimal, name))
    if not name or code or words_of.level(name) or rights.unit(turn, name.upper(), "see"):
        return words[:-1], max(1, int(words[-1]))
    return words, 1


def _scope(turn: Turn, name: str, basis: Basis) -> Unit | Outcome:
    level = words_of.level(name)
    wanted = LEVELS if not name else (level,) if level in LEVELS else ()
    found = next((unit for one in wanted if (unit := _level(turn, one)) is not None), None)
    if found is not None:
        return found
    return naming.resolve(turn, name, "see", KINDS, "/standings", _BEHIND[basis])


def _view(turn: Turn, unit: Unit, page: int, basis: Basis) -> View:
    """A unit's table; of a group the commune's, where the group stands."""
    commune = rights.unit_above(turn, unit.parent_id, "see") if unit.kind == "group" else None
    if commune is None:
        return View(unit, page, basis)
    year = year_under_review(turn.today)
    asked = Asked(turn.movement.first_league, commune, year, basis)
    place = places.place(turn.db, unit, asked)
    return View(commune, 1 if place is None else (place[0] - 1) // PAGE + 1, basis, unit)


def _level(turn: Turn, kind: str) -> Unit | None:
    """The person's own commune, office or branch (the province)."""
    for unit in rights.units_of(turn):
        found = rights.unit_above(turn, unit.ancestor(kind), "see")
        if found is not None:
            return found
    return None


def _table(turn: Turn, view: View) -> Reply:
    t, year = turn.t, year_under_review(turn.today)
    offset = (view.page - 1) * PAGE
    asked = Asked(turn.movement.first_league, view.scope, year, view.basis)
    rows = standings_of.table(turn.db, asked, limit=PAGE + 1, offset=offset)
    covered = standings_of.coverage(turn.db, asked)
    shown = dict(enumerate(rows[:PAGE], offset + 1))
    reasons = _reasons(turn, shown)
    text = lines(
        *heading(t, view.scope, year, view.basis, covered, turn.now, turn.zone),
        *(_line(turn, view, row, n if reasons else None) for n, row in shown.items()),
        *_shared(turn, rows),
        *_own(turn, view, asked, {row.unit_id for row in shown.values()}),
        t("A line's number shows why it has its points.") if reasons else None,
        set_by(t, turn.movement.in_year(year).cards[asked.league.card]),
    )
    return say(text, *reasons, *_buttons(turn, view, more=len(rows) > PAGE))


def _line(turn: Turn, view: View, row: Line, number: int | None) -> Markup:
    asked = view.group is not None and view.group.id == row.unit_id
    apart = view.scope.kind != "commune"
    return line(turn.t, row, apart=apart, number=number, marked=asked)


def _reasons(turn: Turn, shown: dict[int, Line]) -> list[tuple[Choice, ...]]:
    """A button for each line of which one may know more; one's own group has a named one."""
    own = {unit.id for unit in rights.mine(turn, "head", "details")}
    if not rights.reach(turn, "details")[1]:
        return []
    known = {n: row for n, row in shown.items() if rights.unit(turn, row.code, "details")}
    if all(row.unit_id in own for row in known.values()):
        return []
    found = [Choice(label=turn.t.number(n), says=f"/why {row.code}", number=n)
             for n, row in known.items()]  # fmt: skip
    return [tuple(found[n : n + _IN_A_ROW]) for n in range(0, len(found), _IN_A_ROW)]


def _shared(turn: Turn, rows: list[Line]) -> list[Markup]:
    """Equal in points and in every tie (criteria, section 8)."""
    places = [row.place for row in rows if row.place is not None]
    if len(set(places)) == len(places):
        return []
    return [turn.t("Shared places are equal in everything; the Council decides.")]


def _own(turn: Turn, view: View, asked: Asked, shown: set[int]) -> list[Markup]:
    """One's own groups and the one that was asked for, where they are not on this page."""
    t = turn.t
    found = [Markup("")]
    wanted = [*rights.mine(turn, "head", "details"), *([view.group] if view.group else [])]
    for unit in {one.id: one for one in wanted}.values():
        if unit.id in shown:
            continue
        place = places.place(turn.db, unit, asked)
        if place is None:
            found.append(t("{name}: no place yet", name=unit.name))
        else:
            ordinal = formats.ordinal(place[0], t.language)
            text = t("{name}: {place} of {total}", name=unit.name, place=ordinal, total=place[1])
            waits = view.basis == "official" and scores.under_review(turn.db, unit, asked.year)
            found.append(reviewed(t, text, under_review=waits))
    return found


def _buttons(turn: Turn, view: View, *, more: bool) -> list[tuple[Choice, ...]]:
    t = turn.t
    here = f"/standings {view.scope.code}"
    labels = {"commune": t("Commune"), "office": t("Office"), "branch": t("Province")}
    levels = tuple(
        button(labels[kind], f"/standings {name}")
        for kind, name in LEVELS.items()
        if (scope := _level(turn, kind)) is not None and scope.id != view.scope.id
    )
    official = view.basis == "official"
    other: Basis = "provisional" if official else "official"
    label = t("Provisional") if official else t("Official")
    basis = button(label, f"{here} {_BEHIND[other]}".strip())
    following = button(t("More"), f"{here} {view.page + 1} {_BEHIND[view.basis]}".strip())
    rows = [levels, (basis, following) if more else (basis,)]
    if "head" in turn.me.roles():
        rows.append((button(t("Why these points?"), "/why"),))
    return [*rows, frequency.offer(turn)]
