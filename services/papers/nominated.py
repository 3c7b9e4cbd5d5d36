"""Those who are proposed, as papers tell of them: who, what they did, honours, what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.award_rows import Of
from scoring.movement import Movement
from scoring.standings import Basis
from services import pointed, shortlist
from services.papers import figures
from services.papers.figures import Annex, Years
from services.papers.parts import Honour, Proposed
from services.shortlist import Listed
from storage import honours, paper_rows, units
from storage.engine import Db
from storage.units import Unit

_BOTH: tuple[Of, Of] = ("collective", "person")
"""Collectives go first in every list (Decree 152/2025, Article 29)."""


def listed(
    db: Db, rules: Movement, year: int, council: Unit, office: Unit | None
) -> list[Listed]:  # fmt: skip
    """All below a Council, or those whom one office proposes, in the order of the shortlist."""
    found = [one for what in _BOTH for one in shortlist.of(db, rules, year, what, council).all]
    return [one for one in found if office is None or one.nominee.office_id == office.id]


def bases(found: Sequence[Listed]) -> dict[int, Basis]:
    """On which basis each unit has its points."""
    return {one.nominee.unit.id: one.pointed.basis for one in found if one.pointed}


@dataclass(frozen=True)
class _Known:
    """What is read of all of them at once."""

    codes: Mapping[int, str]
    born: Mapping[int, int]
    heads: Mapping[int, str]
    offices: Mapping[int, Unit]


def nominees(
    db: Db, annex: Annex, years: Years, found: Sequence[Listed], *, council: bool
) -> tuple[Proposed, ...]:
    """Each with the figures of its card; `council`: with what the Council has said so far."""
    persons = {one.nominee.person_id for one in found if one.nominee.person_id is not None}
    offices = {one.nominee.office_id for one in found}
    known = _Known(
        paper_rows.codes(db, persons),
        paper_rows.born(db, persons),
        paper_rows.leading(db, {one.nominee.unit.id for one in found}),
        {one.id: one for one in units.several(db, offices)},
    )
    return tuple(_one(db, annex, years, one, known, council=council) for one in found)


def _one(
    db: Db, annex: Annex, years: Years, listed: Listed, known: _Known, *, council: bool
) -> Proposed:
    one, office = listed.nominee, known.offices[listed.nominee.office_id]
    league = pointed.list_of(years.rules, one)
    place = figures.points(annex, years, one.unit, listed.pointed)
    card = figures.card(annex, years, one.unit, league) if league else ()
    return Proposed(
        **_who(listed, known), office=office.name, office_code=office.code, ground=one.ground,
        elsewhere=one.elsewhere, place=place, figures=card,
        sizes=figures.size(annex, years, one.unit, card) if league else (),
        honours=_before(db, listed), barred=tuple(ground.name for ground in listed.grounds),
        held=tuple(hold.reason for hold in listed.holds),
        **_said(listed) if council else {},
    )  # fmt: skip


def _who(listed: Listed, known: _Known) -> dict[str, Any]:
    one = listed.nominee
    who = {"id": one.id, "what": one.what, "name": one.name, "kind": one.kind,
           "unit": one.unit.name, "unit_code": one.unit.code}  # fmt: skip
    if one.person_id is None:
        head = known.heads.get(one.unit.id)
        return who | {"code": one.unit.code, "members": one.members, "women": one.women,
                      "head": head}  # fmt: skip
    return who | {"code": known.codes[one.person_id], "gender": one.gender, "post": one.post,
                  "leads": one.leads, "born": known.born.get(one.person_id)}  # fmt: skip


def _said(listed: Listed) -> dict[str, Any]:
    reason = listed.said.reason if listed.said else None
    return {"chosen": listed.candidate.chosen, "off": listed.why, "reason": reason}


def _before(db: Db, listed: Listed) -> tuple[Honour, ...]:
    one = listed.nominee
    found = (honours.of_unit(db, one.unit.id) if one.person_id is None
             else honours.of_person(db, one.person_id))  # fmt: skip
    return tuple(
        Honour(form=each.given.form, sort=each.given.sort, number=each.given.number,
               day=each.given.day, body=each.given.body)
        for each in found if each.cancelled_at is None
    )  # fmt: skip
