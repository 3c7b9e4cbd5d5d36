"""A content is gathered: whose papers, who is proposed, figures, places, votes, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scoring.award import Award
from scoring.levels import League
from scoring.movement import Movement
from services import checklist, places
from services.papers import figures, nominated, owed, votes
from services.papers.content import DOSSIER, PROPOSAL, Content, Kind, Terms
from services.papers.figures import Annex, Years
from services.papers.parts import Covered, Owed, Proposed, Submitted
from services.papers.places import frozen
from services.papers.sources import moment
from services.papers.votes import Sitting
from storage import dossiers, paper_rows, units
from storage.engine import Db
from storage.units import Unit


@dataclass(frozen=True)
class Of:
    """Whose content of which year, by which rules; `council`: the unit where the Council sits."""

    db: Db
    rules: Movement
    award: Award
    year: int
    unit: Unit
    council: Unit
    kind: Kind
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()


def content(
    db: Db, movement: Movement, year: int, unit: Unit, now: datetime, zone: ZoneInfo
) -> Content:
    """All that papers say of an office's dossier, or of the Council's proposal."""
    of = _of(db, movement.in_year(year), year, unit, now, zone)
    found = nominated.listed(db, of.rules, year, of.council, None if _whole(of) else unit)
    subjects = [unit, *(one.nominee.unit for one in found)]
    years = figures.read(db, of.rules, year, subjects, nominated.bases(found))
    annex = Annex()
    league = _league(of)
    own = figures.card(annex, years, unit, league)
    headline = figures.headline(own, annex.rows)
    sizes = figures.size(annex, years, unit, own)
    nominees = nominated.nominees(of.db, annex, years, found, council=_whole(of))
    covered = tuple(_covered(of, annex, years))
    sittings = votes.of_year(db, of.rules.code, year, of.council) if _whole(of) else ()
    return Content(
        **_head(of), nominees=nominees, rows=tuple(annex.rows), headline=headline,
        sizes=sizes,
        covered=covered, sittings=sittings, dossiers=tuple(_submitted(of)),
        places=frozen(places.of_council(db, of.rules, year, of.council, of.today, exact=True)),
        owed=_owed(of, nominees, sittings),
    )  # fmt: skip


def _of(
    db: Db, rules: Movement, year: int, unit: Unit, now: datetime, zone: ZoneInfo
) -> Of:  # fmt: skip
    award = rules.award
    if award is None:
        raise LookupError("no award is proposed for in this movement")
    top = unit.ancestor(award.terms.council)
    if top is None or unit.kind not in (award.terms.council, award.terms.nominators):
        raise LookupError(f"{unit.code} sends no dossier")
    council = unit if top == unit.id else units.by_id(db, top)
    kind = PROPOSAL if unit.kind == award.terms.council else DOSSIER
    return Of(db, rules, award, year, unit, council, kind, now, zone)


def _whole(of: Of) -> bool:
    return of.kind == PROPOSAL


def _league(of: Of) -> League:
    """By whose card the unit's own figures are told: its list's, else that of the nominators."""
    own = of.rules.leagues_of(of.unit.kind)
    return own[0] if own else of.rules.leagues[of.award.places.list]


def _head(of: Of) -> dict[str, Any]:
    above = units.several(of.db, of.unit.above())
    names = {one.id: one.name for one in above}
    order = [names[one] for one in of.unit.above() if one in names] or [of.unit.name]
    mine = dossiers.of_unit(of.db, of.rules.code, of.year, of.unit.id)
    terms, award = of.award.terms, of.award
    return {
        "kind": of.kind, "movement": of.rules.code, "movement_name": of.rules.name,
        "rules": of.rules.digest, "year": of.year, "zone": of.zone.key, "unit": of.unit.name,
        "unit_code": of.unit.code, "within": order[0], "area": order[-1],
        "signer": mine.signer if mine else None, "post": mine.post if mine else None,
        "symbol": mine.symbol if mine else None, "number": mine.number if mine else None,
        "terms": Terms(name=terms.name, form=terms.form, to=terms.to,
                       least_points=str(terms.least_points), collectives=of.rules.caps[0],
                       individuals=of.rules.caps[1], objection_days=terms.objection_days),
        "families": dict(of.rules.families), "kinds": dict(award.nominees),
        "pieces": {code: one.name for code, one in award.pieces.items()},
        "money": award.money, "salaries": award.salaries, "bases": tuple(award.bases.values()),
    }  # fmt: skip


def _covered(of: Of, annex: Annex, years: Years) -> Iterator[Covered]:
    """Of each list of units in the scope, once a level; nothing of levels without reports."""
    levels = dict[str, League]()
    for league in of.rules.leagues.values():
        levels.setdefault(league.level, league)
    told = {form.level for form in of.rules.forms.values()}
    inside = {of.unit.kind, *of.rules.tree.below(of.unit.kind)}
    for level, league in levels.items():
        if level in told & inside:
            yield _line(of, annex, years, level, league)


def _line(of: Of, annex: Annex, years: Years, level: str, league: League) -> Covered:
    said = paper_rows.coverage(of.db, of.unit, league, of.year, "provisional")
    checked = paper_rows.coverage(of.db, of.unit, league, of.year, "official")
    row = annex.add(
        code=league.code, name=league.name, whose=of.unit.name, whose_code=of.unit.code,
        period=str(of.year), value=str(said.reports), unit="count", top=said.reports,
        bottom=said.due, known=said.reports, due=said.due, source=years.sources.all(of.unit),
    )  # fmt: skip
    return Covered(level=of.rules.levels[level].name, list=league.code, among=said.units,
                   telling=said.telling, reports=said.reports, due=said.due,
                   accepted=checked.reports, row=row)  # fmt: skip


def _submitted(of: Of) -> Iterator[Submitted]:
    if not _whole(of):
        return
    sent = dossiers.of_year(of.db, of.rules.code, of.year)
    for office in units.below(of.db, of.unit, of.award.terms.nominators):
        one = sent.get(office.id)
        there = one is not None and one.sent
        yield Submitted(
            office=office.name, office_code=office.code,
            number=one.number if one and there else None,
            at=moment(one.submitted_at) if one and there and one.submitted_at else None,
        )  # fmt: skip


def _owed(of: Of, found: Sequence[Proposed], held: Sequence[Sitting]) -> tuple[Owed, ...]:
    if _whole(of):
        changed = votes.changed(of.db, of.rules.code, of.year, of.council)
        return tuple(owed.of_proposal(of.db, of.rules, of.year, of.unit, found, held, changed))
    lacks = checklist.of_office(of.db, of.rules, of.year, of.unit, of.now, of.zone)
    return () if lacks is None else owed.of_dossier(lacks, of.unit.name)
