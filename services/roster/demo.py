"""An organisation in the shape of the demo's: a list of each of its five kinds, unions by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scoring.movement import Movement
from services.roster import shape
from services.roster.checks import Content, problems
from services.roster.compare import PersonEntry, Roster, RosterError, UnitEntry
from services.roster.reader import Reader

KINDS = ("province", "branch", "office", "commune", "group")
ROLES = {
    "group_head": "head",
    "commune_officer": "officer",
    "transaction_office": "office",
    "council_member": "council",
    "admin": "admin",
}
"""The file's names of the roles -> ours."""


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
    led = _led(content)
    people = tuple(_person(row, led.get(row.id, ())) for row in content.people.values())
    dated = {row.code if isinstance(row, shape.Commune) else row.id: row for row in _dated(content)}
    return Roster(
        tuple(_units(content, movement)),
        people,
        month,
        since={code: row.effective_from for code, row in dated.items() if row.effective_from},
        merged={code: row.merged_into for code, row in dated.items() if row.merged_into},
    )


def _dated(content: Content) -> Iterator[shape.Office | shape.Commune | shape.Group]:
    yield from content.offices.values()
    yield from content.communes.values()
    yield from content.groups.values()


def _units(content: Content, movement: Movement) -> Iterator[UnitEntry]:
    province, branch = content.province, content.branch
    if province is None or branch is None:
        raise RosterError(["province, branch: are missing"])
    yield UnitEntry(province.code, "province", province.name)
    yield UnitEntry(branch.id, "branch", branch.name, parent=province.code)
    for office in content.offices.values():
        yield UnitEntry(office.id, "office", office.name, parent=branch.id)
    for commune in content.communes.values():
        yield _commune(commune)
    if "union" not in movement.levels["group"].within:
        yield from (_group(group) for group in content.groups.values())
        return
    unions: dict[str, UnitEntry] = {}
    homes = _homes(content)
    for group in content.groups.values():
        union = _union(content, group, homes.get(group.commune, group.commune))
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


def _union(content: Content, member: shape.Group, commune: str) -> UnitEntry:
    """A union as it is inside one commune, where it has groups."""
    union = content.unions[member.union]
    code = f"{commune}-{union.code}"
    return UnitEntry(code, "union", union.vi or member.union, parent=commune)


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


def _person(row: shape.Person, led: Iterable[str]) -> PersonEntry:
    """A person's own role, and every group that names them as its head."""
    held = {("head", group) for group in led} | {(ROLES[row.role], row.unit)}
    return PersonEntry(row.id, row.name, row.phone, row.locale, tuple(sorted(held)))
