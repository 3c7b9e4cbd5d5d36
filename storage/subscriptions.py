"""Subscriptions: who is sent which list, in which scope, how often; and who is due."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from storage.engine import Db, insert
from storage.outbox import Address, outbox
from storage.people import people
from storage.publication_tables import Subscription
from storage.tables import table
from storage.units import units

subscriptions = table(Subscription)
MOST = 20
"""Subscriptions of a person."""


class Wish(NamedTuple):
    """What is chosen; `weekday` from 0, and `hour` (None: the movement's), for weekly ones only."""

    movement: str
    list: str
    scope_id: int
    frequency: str
    weekday: int | None = None
    hour: int | None = None


class Following(NamedTuple):
    """A subscription; `last`: the publication queued last, `told`: what was said of it."""

    id: int
    person_id: int
    movement: str
    list: str
    scope_id: int
    frequency: str
    weekday: int | None
    hour: int | None
    last: int | None
    told: str | None
    channel: str
    bot: str
    chat: str

    @property
    def group(self) -> Address | None:
        """The group that is told; None where it is the person."""
        return Address(self.channel, self.bot, self.chat) if self.chat else None


class Slot(NamedTuple):
    """What of a list comes round: these frequencies, and what is weekly on a day at an hour.

    `usual`: whether that is the movement's own hour. `led`: of those who wait for another leader
    the scopes, each with who leads there now.
    """

    movement: str
    list: str
    said: tuple[str, ...]
    weekday: int
    hour: int
    usual: bool = True
    led: tuple[tuple[int, str], ...] = ()


_COLUMNS = tuple(subscriptions.c[name] for name in Following._fields)
_KEY = ["person_id", "movement", "list", "scope_id", "frequency", "channel", "bot", "chat"]
settled = subscriptions.c.movement != ""


def put(db: Db, person_id: int, wish: Wish, group: Address | None = None) -> None:
    """Choose it; weekly at another hour changes the one that was."""
    to = group or Address("", "", "")
    there = {"channel": to.channel, "bot": to.bot, "chat": to.chat}
    row = insert(db, subscriptions).values(person_id=person_id, **wish._asdict(), **there)
    changed = {"weekday": wish.weekday, "hour": wish.hour}
    db.execute(row.on_conflict_do_update(index_elements=_KEY, set_=changed))


def of(db: Db, person_id: int) -> list[Following]:
    """What a person is sent, the older first."""
    where = (subscriptions.c.person_id == person_id, subscriptions.c.chat == "", settled)
    found = db.execute(select(*_COLUMNS).where(*where).order_by(subscriptions.c.id).limit(MOST))
    return [Following(*row) for row in found]


def one(db: Db, subscription_id: int) -> Following | None:
    """One of them, while it goes on."""
    where = (subscriptions.c.id == subscription_id, settled)
    row = db.execute(select(*_COLUMNS).where(*where)).first()
    return None if row is None else Following(*row)


def beside(
    db: Db, movement: str, code: str, scope_id: int, number: int, to: int | Address
) -> Following | None:
    """Of a list in a scope one for which a publication was queued: a person's own, or a group's."""
    there = to if isinstance(to, Address) else Address("", "", "")
    where = (
        subscriptions.c.movement == movement, subscriptions.c.list == code,
        subscriptions.c.scope_id == scope_id, subscriptions.c.last == number,
        subscriptions.c.channel == there.channel, subscriptions.c.bot == there.bot,
        subscriptions.c.chat == there.chat,
    )  # fmt: skip
    own = () if isinstance(to, Address) else (subscriptions.c.person_id == to,)
    row = db.execute(select(*_COLUMNS).where(*where, *own).order_by(subscriptions.c.id)).first()
    return None if row is None else Following(*row)


def stop(db: Db, person_id: int, subscription_id: int | None = None) -> None:
    """End one of a person's own, or all."""
    one = () if subscription_id is None else (subscriptions.c.id == subscription_id,)
    own = (subscriptions.c.person_id == person_id, subscriptions.c.chat == "")
    db.execute(delete(subscriptions).where(*own, *one))


def leave(db: Db, group: Address, wish: Wish | None = None) -> None:
    """Nothing is sent to a group any more; or not that list in that scope, however often."""
    there = (subscriptions.c.channel == group.channel, subscriptions.c.bot == group.bot,
             subscriptions.c.chat == group.chat, subscriptions.c.chat != "")  # fmt: skip
    its = () if wish is None else (
        subscriptions.c.movement == wish.movement, subscriptions.c.list == wish.list,
        subscriptions.c.scope_id == wish.scope_id,
    )  # fmt: skip
    db.execute(delete(subscriptions).where(*there, *its))


def hours(db: Db, movement: str, code: str, weekday: int) -> set[int | None]:
    """The hours at which a list is wanted weekly on a day."""
    of = (subscriptions.c.movement == movement, subscriptions.c.list == code)
    weekly = (subscriptions.c.frequency == "weekly", subscriptions.c.weekday == weekday)
    statement = select(subscriptions.c.hour).where(*of, *weekly).distinct()
    return set(db.execute(statement).scalars())


def _due(slot: Slot) -> ColumnElement[bool]:
    its_hour = subscriptions.c.hour == slot.hour
    if slot.usual:
        its_hour = or_(its_hour, subscriptions.c.hour.is_(None))
    its_day = subscriptions.c.weekday == slot.weekday
    weekly = and_(subscriptions.c.frequency == "weekly", its_day, its_hour)
    of = and_(subscriptions.c.movement == slot.movement, subscriptions.c.list == slot.list)
    others = [_heard_of_another(*one) for one in slot.led]
    due = or_(subscriptions.c.frequency.in_(slot.said), weekly, *others)
    return and_(of, due, people.c.active)


FOR_LEADERS = subscriptions.c.frequency == "leader"


def _heard_of_another(scope_id: int, leaders: str) -> ColumnElement[bool]:
    told = subscriptions.c.told
    return and_(FOR_LEADERS, subscriptions.c.scope_id == scope_id, told != leaders)


_with_people = subscriptions.join(people, people.c.id == subscriptions.c.person_id)


def due(db: Db, slot: Slot, after: int, most: int) -> list[Following]:
    """The next ones that come round, of people on the roster, by id."""
    statement = (
        select(*_COLUMNS)
        .select_from(_with_people)
        .where(_due(slot), subscriptions.c.id > after)
        .order_by(subscriptions.c.id)
        .limit(most)
    )
    return [Following(*row) for row in db.execute(statement)]


def scopes(db: Db, slot: Slot, besides: str) -> list[tuple[int, int | None]]:
    """The units whose tables are wanted, each with the publications queued last there.

    `besides`: the kind that is ranked: of a single unit there is no table.
    """
    statement = (
        select(subscriptions.c.scope_id, subscriptions.c.last)
        .select_from(_with_people.join(units, units.c.id == subscriptions.c.scope_id))
        .where(_due(slot), units.c.kind != besides)
        .distinct()
        .order_by(subscriptions.c.scope_id, subscriptions.c.last)
    )
    return [(row.scope_id, row.last) for row in db.execute(statement)]


def queued(db: Db, subscription_id: int, number: int, told: str | None) -> None:
    """A publication was queued for it; what is said of it."""
    row = update(subscriptions).where(subscriptions.c.id == subscription_id)
    db.execute(row.values(last=number, told=told))


def got(db: Db, key: str) -> bool:
    """Whether the push with this key has reached its reader."""
    where = (outbox.c.key == key, outbox.c.status == "sent")
    return db.execute(select(outbox.c.id).where(*where)).first() is not None
