"""Whoever was named to take over a unit has joined: it is theirs, and who has to know is told."""

from __future__ import annotations

from collections.abc import Callable

from handlers import rights
from handlers.engine.turn import Notice, Reply, Turn, button, say
from locales.translator import Translator
from services import succession
from services.succession import Handed
from storage import people
from storage.person import Person


def arrived(turn: Turn) -> tuple[Turn, tuple[Notice, ...]]:
    """The turn of somebody who has joined and agreed, with what waited for them; who is told."""
    handed = succession.take_over(turn.db, turn.me.id, turn.now, turn.today)
    if not handed:
        return turn, ()
    there = rights.become(turn, people.by_id(turn.db, turn.me.id) or turn.me)
    return there, told(there, there.me, handed)


def told(turn: Turn, new: Person, handed: list[Handed]) -> tuple[Notice, ...]:
    """To those who were the heads until now, and to whoever looks after the units."""
    notices: list[Notice] = []
    for unit, former in handed:
        at = f"{_at(turn)}:{unit.id}"
        known = {turn.me.id, new.id, *former}
        above = sorted(set(rights.answering(turn.db, "invite", unit)) - known)
        notices += [Notice(one, _ended(new.name, unit.name), f"succeeded:{at}:{one}")
                    for one in former if one != turn.me.id]  # fmt: skip
        notices += [Notice(one, _come(new.name, unit.name), f"succeeded:{at}:{one}",
                           (("invite", unit.id),)) for one in above]  # fmt: skip
    return tuple(notices)


def begun(turn: Turn, new: Person, handed: list[Handed]) -> tuple[Notice, ...]:
    """To somebody who has joined long ago, and did not know of it."""

    def write(of: str) -> Callable[[Translator], Reply]:
        return lambda t: say(
            t("{unit} has been handed over to {name}. Its reports are asked here from now on.",
              unit=of, name=new.name),
            (button(t("Report"), "/report"),),
        )  # fmt: skip

    return tuple(
        Notice(new.id, write(one.unit.name), f"succeeds:{_at(turn)}:{one.unit.id}",
               (("report", one.unit.id),))
        for one in handed if new.id != turn.me.id
    )  # fmt: skip


def _ended(name: str, unit: str) -> Callable[[Translator], Reply]:
    """What was the reader's is no longer: it rests on no right."""
    return lambda t: say(t("{name} has taken over {unit}. What was reported stays there. "
                           "Thank you for the work.", name=name, unit=unit))  # fmt: skip


def _come(name: str, unit: str) -> Callable[[Translator], Reply]:
    return lambda t: say(t("{name} has joined and taken over {unit}.", name=name, unit=unit))


def _at(turn: Turn) -> str:
    return f"{turn.incoming.channel}:{turn.incoming.bot}:{turn.incoming.external_id}"
