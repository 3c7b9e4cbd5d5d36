"""An organisation in the shape of the demo's: a list of each of its five kinds, unions by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scoring.award_rows import Of
from scoring.movement import Movement
from services.roster import about, nominees, shape
from services.roster.about import AboutUnit
from services.roster.checks import Content, problems
from services.roster.compare import PersonEntry, Roster, RosterError, UnitEntry
from services.roster.entries import What
from services.roster.reader import Reader

KINDS = ("province", "branch", "office", "commune", "group")
ROLES = {
    "group_head": "head",
    "commune_officer": "officer",
    "transaction_office": "office",
    "council_member": "council",
    "secretary": "secretary",
    "admin": "admin",
}
"""The file's names of the roles -> ours."""
Kinds = Mapping[tuple[Of, str], str | None]


def read(whole: dict[str, Any], movement: Movement) -> Roster:
    """The organisation that a file describes; RosterError if anything in it is wrong."""
    unknown = [kind for kind in KINDS if kind not in movement.levels]
    if unknown:
        raise RosterError([f"this movement has no {', '.join(unknown)}: write `units`, `people`"])
    reader = Reader(whole)
    content, month = reader.content(), reader.month()
    found = reader.problems + problems(content)
    if found:
        raise RosterError(found)
    led, kinds = _led(content), _kinds(content, movement)
    people = tuple(_person(row, led.get(row.id, ()), kinds) for row in content.people.values())
    units = tuple(_units(content, movement, kinds))
    dated = {row.code if isinstance(row, shape.Commune) else row.id: row for row in _dated(content)}
    return Roster(
        units,
        people,
        month,
        since={code: row.effective_from for code, row in dated.items() if row.effective_from},
        merged={code: row.merged_into for code, row in dated.items() if row.merged_into},
        silent=dict(_silent(content, units)),
    )


def _kinds(content: Content, movement: Movement) -> Kinds:
    """The kinds of collectives and persons as rows name them -> their codes."""
    said: list[tuple[str, Of, str | None]] = [
        *((f"people, {row.id}", "person", row.kind) for row in content.people.values()),
        *((f"{code}", "collective", row.collective) for code, row in _collectives(content)),
    ]
    found: dict[tuple[Of, str], str | None] = {}
    wrong = []
    for place, of, one in said:
        if one is not None and (of, one) not in found:
            try:
                found[of, one] = nominees.code(movement, of, one)
            except nominees.KindError as error:
                wrong.append(f"{place}, {nominees.KEYS[of]}: {error}")
    if wrong:
        raise RosterError(wrong)
    return found


def _collectives(content: Content) -> Iterator[tuple[str, AboutUnit]]:
    if content.branch is not None:
        yield content.branch.id, content.branch
    yield from ((row.id, row) for row in content.offices.values())
    yield from ((row.code, row) for row in content.communes.values())


def _silent(
    content: Content, units: Iterable[UnitEntry]
) -> Iterator[tuple[tuple[What, str], frozenset[str]]]:
    """What rows may leave out and is kept then: all that concerns proposals."""
    named = {code: row.model_fields_set for code, row in _collectives(content)}
    for unit in units:
        said = named.get(unit.code, {name for name in about.UNIT if getattr(unit, name)})
        yield ("unit", unit.code), frozenset(about.UNIT) - said
    for person in content.people.values():
        yield ("person", person.id), frozenset(about.PERSON) - person.model_fields_set


def _dated(content: Content) -> Iterator[shape.Office | shape.Commune | shape.Group]:
    yield from content.offices.values()
    yield from content.communes.values()
    yield from content.groups.values()


def _units(content: Content, movement: Movement, kinds: Kinds) -> Iterator[UnitEntry]:
    province, branch = content.province, content.branch
    if province is None or branch is None:
        raise RosterError(["province, branch: are missing"])
    yield UnitEntry(province.code, "province", province.name)
    yield _as_collective(UnitEntry(branch.id, "branch", branch.name, province.code), branch, kinds)
    for office in content.offices.values():
        yield _as_collective(UnitEntry(office.id, "office", office.name, branch.id), office, kinds)
    for commune in content.communes.values():
        yield _as_collective(_commune(commune), commune, kinds)
    if "union" not in movement.levels["group"].within:
        yield from (_group(group) for group in content.groups.values())
        return
    unions: dict[str, UnitEntry] = {}
    homes = _homes(content)
    for group in content.groups.values():
        union = _union(content, movement, group, homes.get(group.commune, group.commune))
        unions[union.code] = union
        yield _group(group, union.code)
    if taken := sorted(unions.keys() & content.kinds.keys()):
        raise RosterError([f"{code}: that code is needed for a union there" for code in taken])
    yield from unions.values()


def _homes(content: Content) -> dict[str, str]:
    """By the communes that merge, the one in which that ends: there the unions of all are one."""
    into = {row.code: row.merged_into for row in content.communes.values() if row.merged_into}
    for _ in into:
        into = {code: into.get(end, end) for code, end in into.items()}
    return into


def _union(
    content: Content, movement: Movement, member: shape.Group, commune: str
) -> UnitEntry:  # fmt: skip
    """A union as it is inside one commune, where it has groups; by its key it is of a kind."""
    union, award = content.unions[member.union], movement.award
    collective = member.union if award and award.eligible("collective", member.union) else None
    code = f"{commune}-{union.code}"
    return UnitEntry(code, "union", union.vi or member.union, commune, collective=collective)


def _as_collective(entry: UnitEntry, row: AboutUnit, kinds: Kinds) -> UnitEntry:
    kind = kinds.get(("collective", row.collective or ""))
    return replace(entry, collective=kind, members=row.members, women=row.women)


def _commune(row: shape.Commune) -> UnitEntry:
    return UnitEntry(
        row.code,
        "commune",
        row.name,
        parent=row.transaction_office,
        transaction_day=row.transaction_day,
        reports_from=row.reports_from,
    )


def _group(row: shape.Group, *further: str) -> UnitEntry:
    return UnitEntry(
        row.id,
        "group",
        row.name,
        parent=row.commune,
        further=further,
        households=row.households,
        active=row.active,
        reports_from=row.reports_from,
    )


def _led(content: Content) -> dict[str, list[str]]:
    """By the id of a head: the groups that name them."""
    found: dict[str, list[str]] = {}
    for group in content.groups.values():
        if group.head is not None:
            found.setdefault(group.head, []).append(group.id)
    return found


def _person(row: shape.Person, led: Iterable[str], kinds: Kinds) -> PersonEntry:
    """A person's own role, and every group that names them as its head."""
    held = {("head", group) for group in led} | {(ROLES[row.role], row.unit)}
    return PersonEntry(
        row.id, row.name, row.phone, row.locale, tuple(sorted(held)),
        kind=kinds.get(("person", row.kind or "")),
        gender=row.gender, leads=row.leads, born=row.born, post=row.post,
    )  # fmt: skip
