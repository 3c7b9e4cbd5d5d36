"""`/awards honours`: what was awarded so far: to oneself, to units whose details one may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers import naming, rights
from handlers.awards.section import COMMAND, Room, Section
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from locales import formats
from locales.translator import N_, Translator
from storage import honours, people
from storage.honours import Given, Honour
from storage.units import Unit

SAYS = f"{COMMAND} honours"
_MOST = 8
"""Honours of one page; the older ones are counted."""
_SORTS = {"merit": N_("by merit"), "thematic": N_("thematic")}


def show(turn: Turn, wanted: str) -> Outcome:
    """One's own and those of one's own units; of a unit that is named and of who reports for it."""
    if not wanted:
        return only(say(_shown(turn, [_mine(turn), *_of_units(turn)])))
    kinds = (tuple(turn.movement.levels),)
    unit = naming.resolve(turn, wanted, "details", kinds, SAYS)
    if isinstance(unit, Outcome):
        return unit
    return only(say(_shown(turn, [_of_unit(turn, unit), *_reporters(turn, unit)])))


def home(turn: Turn) -> Sequence[Section]:
    """A way there, where there is anything to see."""
    found = [one for _, some in (_mine(turn), *_of_units(turn)) for one in some]
    if not found:
        return ()
    text = turn.t.many("{n} honour so far.", "{n} honours so far.", len(found))
    return (Section((text,), ((button(turn.t("Honours"), SAYS),),)),)


Of = tuple[str, list[Honour]]
"""Whose honours they are, and the honours."""


def _mine(turn: Turn) -> Of:
    return turn.me.name, honours.of_person(turn.db, turn.me.id)


def _of_units(turn: Turn) -> list[Of]:
    """Of the units in which a role is held."""
    held = dict.fromkeys(rights.units_of(turn))
    return [_of_unit(turn, one) for one in held if rights.allowed(turn, "details", one)]


def _of_unit(turn: Turn, unit: Unit) -> Of:
    return unit.name, honours.of_unit(turn.db, unit.id)


def _reporters(turn: Turn, unit: Unit) -> list[Of]:
    """Of who reports for a unit: a group's own head, for one."""
    role = turn.movement.levels[unit.kind].reporter
    held = people.holding(turn.db, role, unit.id) if role else []
    found = (people.by_id(turn.db, one) for one in held)
    return [(one.name, honours.of_person(turn.db, one.id)) for one in found if one]


def _shown(turn: Turn, found: Iterable[Of]) -> Markup:
    """Whose there are any, each under its name; else that there are none."""
    t, told = turn.t, list[Markup]()
    for name, some in found:
        if some:
            told += [Markup("<b>{}</b>").format(name), *(_line(t, one) for one in some[:_MOST])]
        if len(some) > _MOST:
            told.append(t.many("{n} older one.", "{n} older ones.", len(some) - _MOST))
    return lines(*told) if told else t("No honour is kept here.")


def _line(t: Translator, one: Honour) -> Markup:
    given = one.given
    shown = t(
        "- {form} ({sort}), No. {number} of {day}, {body}",
        form=given.form,
        sort=t(_SORTS[given.sort]),
        number=given.number,
        day=formats.day(given.day, t.language),
        body=given.body,
    )
    gone = t("It was cancelled and counts no more.") if one.cancelled_at else None
    return lines(shown, _time(t, given), gone)


def _time(t: Translator, given: Given) -> Markup | None:
    """For which time, where the decision names it."""
    if given.achieved_from is None or given.achieved_to is None:
        return None
    first, last = (formats.day(one, t.language) for one in (given.achieved_from, given.achieved_to))
    return t("Time of the achievement: {first} to {last}.", first=first, last=last)


ROOM = Room({"honours": show}, home)
