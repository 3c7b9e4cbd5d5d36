"""Where a unit's figures come from: the reports and imported figures behind each measure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from scoring import rollup
from scoring.cards import Derived
from scoring.movement import Movement
from services.papers.parts import Source
from storage import paper_rows
from storage.engine import Db
from storage.paper_rows import Brought, Told
from storage.units import Unit

_NAMED = 3
"""So many who verified are named; the others are counted with the reports."""


@dataclass(frozen=True)
class Sources:
    """All that was told of some units in a year."""

    rules: Movement
    told: dict[int, list[Told]]
    brought: dict[int, list[Brought]]

    def of(self, unit: Unit, code: str) -> Source:
        """What stands behind a measure of a unit."""
        raw = _raw(self.rules, self.rules.derived[code])
        forms = _forms(self.rules, unit, code, raw)
        said = [one for one in self.told.get(unit.id, []) if one.form in forms]
        given = [one for one in self.brought.get(unit.id, []) if one.code in raw]
        return _source(said, given)

    def all(self, unit: Unit) -> Source:
        """What stands behind a unit's points."""
        known = set(self.rules.forms)
        said = [one for one in self.told.get(unit.id, []) if one.form in known]
        return _source(said, self.brought.get(unit.id, []))


def read(db: Db, rules: Movement, units: Collection[Unit], year: int) -> Sources:
    """Of several units at once."""
    ids = [one.id for one in units]
    told: dict[int, list[Told]] = {}
    for one in paper_rows.told(db, ids, year):
        told.setdefault(one.unit_id, []).append(one)
    brought: dict[int, list[Brought]] = {}
    for row in paper_rows.brought(db, rules.code, ids, sorted(rules.indicators), year):
        brought.setdefault(row.unit_id, []).append(row)
    return Sources(rules, told, brought)


def _raw(rules: Movement, derived: Derived) -> frozenset[str]:
    """The raw indicators of which a measure is made."""
    sides = {code for code in (derived.of, derived.per) if code is not None}
    parts: Iterable[str] = (one.indicator for one in rules.grade_parts)
    further = [derived.counts] if derived.counts else []
    further += parts if derived.kind == "grade" else []
    for code in further:
        if code in rules.derived and code != derived.code:
            sides |= _raw(rules, rules.derived[code])
    return frozenset(sides)


def _forms(rules: Movement, unit: Unit, code: str, raw: frozenset[str]) -> frozenset[str]:
    """The forms that bring it: of the unit alone where the measure is its own, else from below."""
    levels = {unit.kind}
    if rollup.how(rules, unit.kind, code) != "own":
        levels |= set(_below(rules, unit.kind))
    whole = rules.derived[code].kind == "timely"
    return frozenset(
        form.code for form in rules.forms.values()
        if form.level in levels and (whole or not raw.isdisjoint(form.indicators))
    )  # fmt: skip


def _below(rules: Movement, level: str) -> Iterator[str]:
    """The levels that are summed for one, down to the lowest."""
    under = rules.over(level)
    while under is not None:
        yield under
        under = rules.over(under)


def _source(said: list[Told], given: list[Brought]) -> Source:
    alone = {one.sender for one in said}
    senders = max((sum(one.senders for one in said if one.form == form)
                   for form in {one.form for one in said}), default=0)  # fmt: skip
    names = dict.fromkeys(one.verifier for one in said if one.verifier)
    moments = [at for one in said if (at := one.verified_at or one.confirmed_at)]
    return Source(
        reports=sum(one.reports for one in said),
        first=min((one.first for one in said), default=None),
        last=max((one.last for one in said), default=None),
        since=min([*(one.since for one in said), *(one.since for one in given)], default=None),
        until=max([*(one.until for one in said), *(one.until for one in given)], default=None),
        senders=senders,
        sent_by=next(iter(alone)) if len(alone) == 1 and senders == 1 else None,
        verified=sum(one.verified for one in said),
        verified_by=tuple(names)[:_NAMED],
        at=moment(max(moments)) if moments else None,
        imported=sum(one.values for one in given),
        imported_at=moment(max(one.at for one in given)) if given else None,
    )  # fmt: skip


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
