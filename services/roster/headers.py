"""How people head the columns of an organisation, and what they call kinds and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from locales import naming
from locales.fold import fold
from scoring.movement import Movement

_UNIT = {
    "code": "code, id, ma, ma so, ma don vi, ma to",
    "kind": "kind, level, type, cap, loai, loai don vi",
    "name": "name, ten, ten don vi, ten to",
    "parent": "parent, parents, within, thuoc, truc thuoc, don vi cap tren, don vi cha",
    "households": "households, so ho, so ho vay, so thanh vien",
    "transaction_day": "transaction day, ngay giao dich",
    "active": "active, hoat dong, dang hoat dong",
    "reports_from": "reports from, bao cao tu, bao cao tu thang",
    "effective_from": "effective from, from, since, tu ngay, hieu luc tu, ngay hieu luc",
    "merged_into": "merged into, nhap vao, sap nhap vao",
    "collective_kind": "collective kind, collective, loai tap the, loai hinh tap the",
    "members": "members, so nguoi, so can bo, so thanh vien tap the",
    "women": "women, so nu, trong do nu, nu",
}
_PERSON = {
    "code": "code, id, ma, ma so, ma nguoi",
    "name": "name, full name, ten, ho ten, ho va ten",
    "phone": "phone, dien thoai, so dien thoai, sdt",
    "language": "language, locale, ngon ngu",
    "role": "role, vai tro, chuc vu",
    "unit": "unit, don vi, ma don vi, ma to, to",
    "person_kind": "person kind, loai ca nhan, doi tuong, loai doi tuong",
    "gender": "gender, sex, gioi tinh, gioi",
    "leads": "leads, leader or direct, lanh dao, lanh dao truc tiep, truc tiep lanh dao",
    "born": "born, birth year, year of birth, nam sinh, ngay sinh",
    "post": "post, position, chuc danh, chuc vu cong tac",
}
_ROLES = {
    "head": "group head, to truong",
    "officer": "commune officer, can bo xa, can bo",
    "office": "transaction office, phong giao dich",
    "council": "council member, hoi dong, thanh vien hoi dong",
    "secretary": "secretary, thu ky, thu ky hoi dong",
    "admin": "quan tri",
    "member": "thanh vien",
}
_EVERYWHERE = ("council", "secretary", "admin")
"""Roles that no level names: held wherever other units lie."""
_BELONGING = "member"
"""Held there too, and in what is compared or judged without a report of its own."""

_POST = "chuc vu"

UNITS, PEOPLE = ("units", "don vi", "cac don vi"), ("people", "nguoi", "nhan su", "can bo")
"""Sheets of units of every kind, and of people."""
RIGHT = {
    "unit": "a code (Mã, code), a name (Tên, name), and a kind (Cấp, kind)",
    "person": "a code (Mã, code), a name (Họ tên, name), and a role (Vai trò, role)",
}
Names = Mapping[str, str]


def _by_name(known: Mapping[str, str]) -> dict[str, str]:
    return {name: key for key, names in known.items() for name in names.split(", ")}


def unit_columns(movement: Movement) -> Names:
    """The columns of units by their folded names; a kind's own says in which one of it they lie."""
    return {name: inside(code) for name, code in kinds(movement).items()} | _by_name(_UNIT)


def inside(kind: str) -> str:
    """The column that says in which unit of a kind one lies."""
    return f"in {kind}"


PERSON_COLUMNS: Names = _by_name(_PERSON)


def columns(
    names: Sequence[str], movement: Movement, *, kind: bool
) -> tuple[str, list[str]] | None:
    """What a row of names heads (unit or person), and its columns, "" for what is nobody's.

    None where it heads nothing. `kind`: the sheet's name already says of which kind its units are.
    """
    folded = [fold(name) for name in names]
    found = [PERSON_COLUMNS.get(name, "") for name in folded]
    if {"code", "name"} <= set(found) and {"role", "phone", "gender"} & set(found):
        return "person", _with_post(folded, found)
    of_units = unit_columns(movement)
    found = [of_units.get(name, "") for name in folded]
    needed = {"code", "name"} if kind else {"code", "name", "kind"}
    return ("unit", found) if needed <= set(found) else None


def _with_post(folded: Sequence[str], found: list[str]) -> list[str]:
    """Beside a column of roles "chức vụ" is the post, as papers have it."""
    if found.count("role") < 2 or "post" in found:
        return found
    return ["post" if name == _POST else key for name, key in zip(folded, found, strict=True)]


def kinds(movement: Movement) -> Names:
    """The kinds of units by their folded names: the code, the name, each part of it, and what
    people call them besides.
    """
    found: dict[str, str] = {}
    for level in movement.levels.values():
        for name in (level.code, level.name, *level.name.split(",")):
            found.setdefault(fold(name), level.code)
    for code in movement.levels:
        for word in naming.words(code):
            found.setdefault(word, code)
    return found


def roles(movement: Movement) -> Names:
    """The roles of a movement by their folded names."""
    known = places(movement)
    found = _by_name({role: names for role, names in _ROLES.items() if role in known})
    return found | {fold(role): role for role in known}


def places(movement: Movement) -> Mapping[str, tuple[str, ...]]:
    """In which kinds of units a role is held.

    Where it reports; who only checks, anywhere above; the others wherever units lie in one, and
    members in what is compared or judged without a report of its own.
    """
    levels = movement.levels
    found: dict[str, dict[str, None]] = {}
    for level in levels.values():
        if level.reporter:
            found.setdefault(level.reporter, {})[level.code] = None
    for level in levels.values():
        if level.verifier and level.verifier not in {one.reporter for one in levels.values()}:
            found.setdefault(level.verifier, {}).update(dict.fromkeys(_above(movement, level.code)))
    outer = dict.fromkeys(kind for level in levels.values() for kind in level.within)
    compared = (one.level for one in movement.leagues.values() if not levels[one.level].reporter)
    others = {**dict.fromkeys(_EVERYWHERE, outer), _BELONGING: outer | dict.fromkeys(compared)}
    return {role: tuple(of) for role, of in {**others, **found}.items()}


def _above(movement: Movement, kind: str) -> list[str]:
    direct = movement.levels[kind].within
    return [*direct, *(far for near in direct for far in _above(movement, near))]
