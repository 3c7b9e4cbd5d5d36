"""The figures of units: of the year and of the last one, each a row of the annex; their points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from scoring import appraised, rollup
from scoring.cards import Derived
from scoring.facts import Measure
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import score
from scoring.standings import Basis
from scoring.stored import MISSING, Stored, measured
from services.papers import sources
from services.papers.parts import Figure, Place, Row, Size, Source
from services.papers.sources import Sources
from services.pointed import Pointed
from storage import appraisals, measures
from storage.appraisals import Appraised
from storage.engine import Db
from storage.units import Unit

POINTS = "points"
Kept = Mapping[str, Stored]


@dataclass
class Annex:
    """The rows so far; a figure of a unit has one row, wherever it is told."""

    rows: list[Row] = field(default_factory=list)
    known: dict[tuple[int, str, bool], int] = field(default_factory=dict)

    def add(self, **of: object) -> int:
        """Put a row behind the others; its number."""
        self.rows.append(Row.model_validate({"n": len(self.rows) + 1, **of}))
        return len(self.rows)


@dataclass(frozen=True)
class Years:
    """What is kept of some units' year and of the one before, on the basis that counts of each."""

    rules: Movement
    year: int
    now: Mapping[int, tuple[Basis, Kept]]
    before: Mapping[int, tuple[Basis, Kept]]
    sources: Sources
    earlier: Sources
    said: Mapping[int, dict[str, Appraised]]

    def basis(self, unit: Unit) -> Basis:
        """On which basis a unit's figures are told."""
        return self.now[unit.id][0] if unit.id in self.now else "provisional"


def read(
    db: Db, rules: Movement, year: int, units: Sequence[Unit], bases: Mapping[int, Basis]
) -> Years:
    """Of several units at once; `bases`: on which each has its points, where it has any."""
    every = {one.id: one for one in units}
    said: dict[int, dict[str, Appraised]] = {}
    for one in appraisals.last(db, rules.code, year, list(every)):
        said.setdefault(one.unit_id, {})[one.item] = one
    return Years(
        rules, year, _kept(db, rules, year, every, bases), _kept(db, rules, year - 1, every, {}),
        sources.read(db, rules, list(every.values()), year),
        sources.read(db, rules, list(every.values()), year - 1), said,
    )  # fmt: skip


def _kept(
    db: Db, rules: Movement, year: int, ids: Collection[int], bases: Mapping[int, Basis]
) -> dict[int, tuple[Basis, Kept]]:
    """What was accepted where there is any, unless points stand on another basis."""
    official = measures.several(db, rules.code, ids, year, "official")
    provisional = measures.several(db, rules.code, ids, year, "provisional")
    found: dict[int, tuple[Basis, Kept]] = {}
    for one in ids:
        basis = bases.get(one) or ("official" if one in official else "provisional")
        kept = (official if basis == "official" else provisional).get(one)
        if kept is not None:
            found[one] = basis, kept.measures
    return found


def card(annex: Annex, of: Years, unit: Unit, league: League) -> tuple[Figure, ...]:
    """The whole card of a unit: figures of both years, and the points as appraised."""
    kept = of.now[unit.id][1] if unit.id in of.now else {}
    result = score(of.rules.cards[league.card], rollup.measures(of.rules, league, kept))
    said = of.said.get(unit.id, {})
    points = {code: one.points for code, one in said.items() if one.points is not None}
    return tuple(_figure(annex, of, unit, one, said)
                 for one in appraised.rows(result, points))  # fmt: skip


def _figure(
    annex: Annex, of: Years, unit: Unit, one: appraised.Row, said: Mapping[str, Appraised]
) -> Figure:
    item, word = one.item, said.get(one.item.code)
    changed = one.said is not None and word is not None
    return Figure(
        item=item.code, family=item.family, weight=str(item.weight), points=str(item.points),
        row=measure(annex, of, unit, item.indicator),
        before=measure(annex, of, unit, item.indicator, last=True),
        appraised=str(one.counts) if changed else None,
        reason=word.reason if word and changed else None,
        by=word.who if word and changed else None,
    )  # fmt: skip


def measure(annex: Annex, of: Years, unit: Unit, code: str, *, last: bool = False) -> int:
    """A measure of a unit as a row of the annex; its number."""
    key = (unit.id, code, last)
    if key not in annex.known:
        annex.known[key] = _measure(annex, of, unit, code, last=last)
    return annex.known[key]


def _measure(annex: Annex, of: Years, unit: Unit, code: str, *, last: bool) -> int:
    derived, years = of.rules.derived[code], of.before if last else of.now
    basis, kept = years.get(unit.id, ("provisional", {}))
    found = kept.get(code, MISSING)
    value = measured(derived, found)
    told = (of.earlier if last else of.sources).of(unit, code) if kept else Source()
    return annex.add(
        code=code, name=derived.name, whose=unit.name, whose_code=unit.code,
        period=str(of.year - 1 if last else of.year), value=_exact(value), unit=derived.unit,
        change=derived.kind == "change", top=found.top, bottom=found.bottom, known=found.known,
        due=found.due, note=value.note, grade=_grade(derived, found), basis=basis, source=told,
    )  # fmt: skip


def size(annex: Annex, of: Years, unit: Unit, figures: Sequence[Figure]) -> tuple[Size, ...]:
    """How large it is: amounts that are told of its level and stand on no card."""
    told = {annex.rows[one.row - 1].code for one in figures}
    wanted = [one.code for one in of.rules.derived.values()
              if one.kind == "last" and one.code not in told
              and rollup.how(of.rules, unit.kind, one.code) is not None]  # fmt: skip
    return tuple(
        Size(row=measure(annex, of, unit, code), before=measure(annex, of, unit, code, last=True))
        for code in wanted
    )


def _grade(derived: Derived, found: Stored) -> str | None:
    if derived.kind != "grade" or not found.bottom:
        return None
    name: str = derived.band(Fraction(found.top, found.bottom)).name
    return name


def _exact(found: Measure) -> str | None:
    return None if found.value is None else str(found.value)


def points(annex: Annex, of: Years, unit: Unit, found: Pointed | None) -> Place | None:
    """A unit's points in its list as a row of the annex, with its place."""
    if found is None:
        return None
    row = annex.add(
        code=found.league.code, name=found.league.name, whose=unit.name, whose_code=unit.code,
        period=str(of.year), value=str(found.total), unit=POINTS, basis=found.basis,
        source=of.sources.all(unit),
    )  # fmt: skip
    seen = None if found.appraised is None else str(found.appraised)
    return Place(list=found.league.code, row=row, points=str(found.total), place=found.place,
                 among=found.among, appraised=seen, basis=found.basis)  # fmt: skip


def headline(figures: Sequence[Figure], rows: Sequence[Row]) -> tuple[Figure, ...]:
    """One of each family: the first that is known, else the first."""
    found: dict[str, Figure] = {}
    for one in figures:
        chosen = found.get(one.family)
        if chosen is None or (rows[chosen.row - 1].value is None and rows[one.row - 1].value):
            found[one.family] = one
    return tuple(found.values())
