"""Which unit somebody names: by its code, or by its name as people write it.

Only what may be seen is looked at, so the answer does not depend on what else there is: a foreign
unit is as unknown as none. Several are offered as buttons.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlers import apart, rights
from handlers import kinds as kinds_of
from handlers.engine.turn import Choice, Outcome, Turn, lines, only, say
from handlers.rights_table import Act
from locales import naming
from locales.fold import fold
from storage import names, units
from storage.units import Unit

OFFERED = 8
_LOOKED_AT = 100
_LONGEST = 8
"""Words of which some may name a unit above."""
_LONGEST_SAID = 200
"""Letters in which a unit may be named with the one above it."""
Kinds = tuple[str, ...]


def resolve(
    turn: Turn, said: str, act: Act, kinds: tuple[Kinds, ...], command: str, behind: str = ""
) -> Unit | Outcome:
    """The unit that is named; else the choices (`command CODE behind`), or that there is none.

    `kinds`: those that are meant first in front.
    """
    if len(said) > _LONGEST_SAID:
        return only(say(unknown(turn, said, act, kinds, command)))
    unit = rights.unit(turn, said.upper(), act)
    if unit is not None and any(unit.kind in some for some in kinds):
        return unit
    found = _found(turn, said, act, kinds)
    coded = None if found else _coded(turn, said, act)
    if coded is not None and any(coded.kind in some for some in kinds):
        return coded
    if not found:
        return only(say(unknown(turn, said, act, kinds, command)))
    found = [one for one in found if rights.allowed(turn, act, one)]
    return found[0] if len(found) == 1 else _choose(turn, found, command, behind)


def _coded(turn: Turn, said: str, act: Act) -> Unit | None:
    """A unit by its kind and its code: "office HS"."""
    kind, code = naming.read(" ".join(naming.bare(said.split())))
    unit = rights.unit(turn, code.upper(), act) if kind and code else None
    return unit if unit is not None and unit.kind == kind else None


def unknown(turn: Turn, said: str, act: Act, kinds: tuple[Kinds, ...], command: str) -> str:
    """That there is no such unit, and how one that is there would be called."""
    told = rights.unknown(turn, said)
    if fold(said) not in fold(turn.incoming.text):
        return told
    return lines(told, example(turn, act, kinds, command))


def example(turn: Turn, act: Act, kinds: tuple[Kinds, ...], command: str) -> str | None:
    """A call that is right: by the name of the first unit that may be named."""
    around, areas = rights.reach(turn, act)
    for some in kinds:
        own = [one for one in around if one.kind in some]
        below = (names.first(turn.db, area, kind) for area in areas for kind in some)
        first = next(iter(own), None) or next((one for one in below if one), None)
        if first is not None:
            name = ", ".join(naming.short(part) for part in _called(turn, first, alone=bool(own)))
            return turn.t("For example: {example}", example=f"{command} {name}")
    return None


def _called(turn: Turn, unit: Unit, *, alone: bool) -> list[str]:
    """A unit below which there are no others with the one above it, unless it is one's own."""
    level = turn.movement.levels.get(unit.kind)
    lowest = not alone and level is not None and level.over is None
    above = rights.unit_above(turn, unit.parent_id, "see") if lowest else None
    return [unit.name] if above is None else [unit.name, above.name]


def _choose(turn: Turn, found: list[Unit], command: str, behind: str) -> Outcome:
    shown, t = found[:OFFERED], turn.t
    called = apart.called(turn, shown, found)
    rows = [
        (Choice(label=called[unit.id], says=f"{command} {unit.code} {behind}".strip()),)
        for unit in shown
    ]
    more = None
    if len(found) == _LOOKED_AT:
        more = t("There are many more: please write more of the name.")
    elif len(found) > OFFERED:
        more = t.many("There is {n} more: please write more of the name.",
                      "There are {n} more: please write more of the name.",
                      len(found) - OFFERED)  # fmt: skip
    return only(say(lines(t("Which one is meant?"), more), *rows))


def _found(turn: Turn, said: str, act: Act, kinds: tuple[Kinds, ...]) -> list[Unit]:
    """Those that are named so; where none are, without the movement's own word for a kind."""
    hinted, phrase = naming.read(said)
    found = _called_so(turn, hinted, phrase, act, kinds)
    own = None if found else kinds_of.behind(turn.movement, phrase)
    return _called_so(turn, *own, act, kinds) if own else found


def _called_so(
    turn: Turn, hinted: str | None, phrase: str, act: Act, kinds: tuple[Kinds, ...]
) -> list[Unit]:
    """Those of the first kind that is named so; the whole as a name before a part of it."""
    if not phrase:
        return []
    first = [(hinted,) for some in kinds if hinted in some]
    for some in (*first, *kinds):
        found = _named(turn, phrase, act, some)
        if found:
            return found
    lowest = (turn.movement.first_league.level,)
    return _in_one_above(turn, phrase.split()[:_LONGEST], act) if lowest in kinds else []


def _named(turn: Turn, phrase: str, act: Act, kinds: Kinds, *, inside: bool = True) -> list[Unit]:
    """The best of what is around and what lies below."""
    around, areas = rights.reach(turn, act)
    below = [
        one for area in areas
        for one in names.named(turn.db, area, phrase, kinds, _LOOKED_AT, inside=inside)
    ]  # fmt: skip
    found = {one.id: one for one in (*around, *below) if one.kind in kinds and one.active}
    fits = {one.id: _fit(naming.plain(one.name), phrase) for one in found.values()}
    best = max(fits.values(), default=0)
    fitting = [one for one in found.values() if best and fits[one.id] == best]
    return sorted(fitting, key=lambda one: (len(one.name), one.name, one.code))[:_LOOKED_AT]


def _fit(name: str, phrase: str) -> int:
    """3: the same, 2: it begins so, 1: a word in it does, 0: it is another name."""
    begun = f"{phrase} " if phrase[-1:].isdecimal() else phrase
    if name == phrase:
        return 3
    return 2 if f"{name} ".startswith(begun) else int(f" {begun}" in f"{name} ")


def _in_one_above(turn: Turn, words: list[str], act: Act) -> list[Unit]:
    """Groups named with a unit above them ("mẫu 1 tân ninh"), with the nearest one that fits.

    A group here is whatever the first list ranks.
    """
    ids = {area.id for area in rights.reach(turn, act)[1]}
    scopes = turn.movement.first_league.inside
    for above, group in _cuts(words) if ids else ():
        fits = _named(turn, above, act, scopes, inside=False)
        inside = [one for one in fits if ids & {one.id, *one.above()}]
        for scope in sorted(inside, key=lambda one: scopes.index(one.kind)):
            found = _groups(turn, scope, group)
            if found:
                return found
    return []


def _groups(turn: Turn, scope: Unit, name: str) -> list[Unit]:
    """The groups of this name in a unit; all of them where none is named."""
    kind = turn.movement.first_league.level
    if not name:
        return units.below(turn.db, scope, kind, _LOOKED_AT)
    return names.named(turn.db, scope, name, (kind,), _LOOKED_AT)


def _cuts(words: list[str]) -> Iterator[tuple[str, str]]:
    """The words as a unit above and a group in it, whichever stands first."""
    yield " ".join(words), ""
    for at in range(1, len(words)):
        yield naming.plain(" ".join(words[at:])), " ".join(words[:at])
        yield " ".join(words[:at]), naming.plain(" ".join(words[at:]))
