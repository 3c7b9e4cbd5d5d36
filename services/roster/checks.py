"""What the rows of an organisation file must agree on; each check yields `place: reason`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from services.roster.shape import Branch, Commune, Group, Office, Person, Province, Union

UNIT_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    "group_head": ("group",),
    "commune_officer": ("commune",),
    "transaction_office": ("office",),
    "council_member": ("branch",),
    "secretary": ("branch",),
    "admin": ("province", "branch", "office"),
}
"""In which kinds of unit a role can be held."""

HEADS = ("group_head", "commune_officer")
"""Who can be at the head of groups, of several too: an officer beside the commune's work."""


@dataclass(frozen=True)
class Content:
    """The readable rows of a file, by place.

    `kinds` (code of a unit -> its kind) and `ids` (of people) cover unreadable rows too, so that
    one bad row is not named again wherever another refers to it.
    """

    province: Province | None
    branch: Branch | None
    unions: Mapping[str, Union]
    offices: Mapping[str, Office]
    communes: Mapping[str, Commune]
    groups: Mapping[str, Group]
    people: Mapping[str, Person]
    kinds: Mapping[str, str]
    ids: frozenset[str]

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by id."""
        return {row.id: row for row in self.people.values()}


def problems(content: Content) -> list[str]:
    """Everything on which the rows disagree."""
    return [problem for check in CHECKS for problem in check(content)]


def _repeated(pairs: Iterable[tuple[str, str | None]], what: str) -> Iterator[str]:
    first: dict[str, str] = {}
    for place, value in pairs:
        if value is None:
            continue
        if value in first:
            yield f"{place}: {what} {value} stands at {first[value]} already"
        first.setdefault(value, place)


def _codes(content: Content) -> Iterator[str]:
    pairs: list[tuple[str, str | None]] = []
    if content.province is not None:
        pairs.append(("province.code", content.province.code))
    if content.branch is not None:
        pairs.append(("branch.id", content.branch.id))
    pairs += [(f"{place}.id", row.id) for place, row in content.offices.items()]
    pairs += [(f"{place}.code", row.code) for place, row in content.communes.items()]
    pairs += [(f"{place}.id", row.id) for place, row in content.groups.items()]
    yield from _repeated(pairs, "code")
    yield from _repeated(((f"{p}.id", row.id) for p, row in content.people.items()), "id")


def _phones(content: Content) -> Iterator[str]:
    numbers = ((f"{p}.phone", row.phone) for p, row in content.people.items())
    for problem in _repeated(numbers, "number"):
        yield f"{problem}; where two share a phone, leave one empty: that person joins by code"


def _communes(content: Content) -> Iterator[str]:
    for place, commune in content.communes.items():
        if content.kinds.get(commune.transaction_office) != "office":
            yield f"{place}.transaction_office: no office {commune.transaction_office}"
        yield from _holder(
            content, f"{place}.officer", commune.officer, "commune_officer", commune.code
        )


def _groups(content: Content) -> Iterator[str]:
    offices = {row.code: row.transaction_office for row in content.communes.values()}
    for place, group in content.groups.items():
        if content.kinds.get(group.commune) != "commune":
            yield f"{place}.commune: no commune {group.commune}"
        office = offices.get(group.commune)
        if office and group.transaction_office not in (None, office):
            yield f"{place}.transaction_office: commune {group.commune} belongs to {office}"
        yield from _union(content, place, group)
        yield from _head(content, f"{place}.head", group.head)


def _head(content: Content, place: str, who: str | None) -> Iterator[str]:
    person = content.person.get(who or "")
    if who is not None and who not in content.ids:
        yield f"{place}: no person {who}"
    elif person and person.role not in HEADS:
        yield f"{place}: {who} has the role {person.role}, not {' or '.join(HEADS)}"


def _union(content: Content, place: str, group: Group) -> Iterator[str]:
    union = content.unions.get(group.union)
    if union is None:
        yield f"{place}.union: no union {group.union}"
    elif group.union_code not in (None, union.code):
        yield f"{place}.union_code: {group.union} has the code {union.code}"


def _council(content: Content) -> Iterator[str]:
    if content.branch is None:
        return
    for i, member in enumerate(content.branch.council.members):
        place = f"branch.council.members[{i}]"
        yield from _holder(content, place, member, "council_member", content.branch.id)


def _holder(content: Content, place: str, who: str | None, role: str, unit: str) -> Iterator[str]:
    if who is None:
        return
    person = content.person.get(who)
    if who not in content.ids:
        yield f"{place}: no person {who}"
    elif person and person.role != role:
        yield f"{place}: {who} has the role {person.role}, not {role}"
    elif person and person.unit != unit:
        yield f"{place}: {who} belongs to {person.unit}, not {unit}"


def _people(content: Content) -> Iterator[str]:
    heads = {row.id: row.head for row in content.groups.values()}
    for place, person in content.people.items():
        kinds = UNIT_OF_ROLE[person.role]
        if content.kinds.get(person.unit) not in kinds:
            yield f"{place}.unit: no {' or '.join(kinds)} {person.unit}"
        head = heads.get(person.unit)
        if person.role == "group_head" and head not in (None, person.id):
            yield f"{place}.unit: the head of {person.unit} is {head}"


CHECKS: tuple[Callable[[Content], Iterator[str]], ...] = (
    _codes,
    _phones,
    _council,
    _communes,
    _groups,
    _people,
)
