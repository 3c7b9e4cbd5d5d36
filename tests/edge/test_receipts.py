"""Guards: a tap counts when it reached us; what waited in a queue, or at the platform while we did
not receive, makes nobody late, and counts never before its card was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bot.channels.base import Broken
from bot.receiving.receipts import AFTER, GAP, Receipts
from handlers.routing import replay
from handlers.routing.play import Site, apologise, play
from scoring.loading import builtin
from storage import outbox, people, updates
from storage.engine import Db, transaction
from storage.messages import Incoming, Reply
from storage.outbox import Address
from storage.people import people as people_table
from storage.reports import reports

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SITE = Site(builtin(), ZONE)
DUE = datetime(2026, 12, 5, 23, 59, 30, tzinfo=ZONE).astimezone(UTC)
ANSWERS = ["45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có"]
SECOND = timedelta(seconds=1)


class Channel:
    """What reaches the writer, and a clock that is moved by hand."""

    def __init__(self, last: datetime | None = None) -> None:
        self.now = DUE
        self.taken: list[Incoming] = []
        self.sick = False
        self.receipts = Receipts(lambda: self.now, last)
        self.take = self.receipts.through(self._take)

    async def _take(self, items: Sequence[Incoming | Broken]) -> None:
        if self.sick:
            raise OSError("database down")
        self.taken += [item for item in items if isinstance(item, Incoming)]

    async def tap(self, after: timedelta) -> tuple[datetime | None, datetime | None]:
        """Some time later a tap comes: when it came, and since when it may have waited."""
        self.now += after
        with suppress(OSError):
            await self.take([tapped("7.0"), Broken("9", "", "")])
        last = self.taken[-1]
        return last.received_at, last.unseen_since


def tapped(button: str, **more: object) -> Incoming:
    given = {"channel": "telegram", "bot": "1", "kind": "tap", "chat": "7", "sender": "7",
             "external_id": f"t{button}", "tapped": button, **more}  # fmt: skip
    return Incoming.model_validate(given)


async def test_a_tap_is_stamped_when_it_comes_and_a_message_has_its_own_time() -> None:
    channel = Channel()
    assert await channel.tap(SECOND) == (DUE + SECOND, None)
    written = tapped("7.0", kind="text", sent_at=DUE - GAP)
    await channel.take([written])
    assert channel.taken[-1] == written


async def test_short_silences_are_no_gap_and_long_ones_are() -> None:
    channel = Channel()
    await channel.take([])
    assert (await channel.tap(GAP))[1] is None
    before = channel.now
    assert (await channel.tap(GAP + SECOND))[1] == before
    assert (await channel.tap(AFTER - SECOND))[1] == before  # the platform still brings them
    channel.receipts.ticked()
    assert (await channel.tap(2 * SECOND))[1] is None


async def test_what_was_not_taken_waits_since_the_last_that_was() -> None:
    channel = Channel()
    await channel.tap(SECOND)
    good = channel.now
    channel.sick = True
    await channel.tap(SECOND)
    channel.sick = False
    assert (await channel.tap(SECOND))[1] == good


async def test_a_program_that_was_away_knows_since_when() -> None:
    channel = Channel(last=DUE - timedelta(hours=3))
    channel.receipts.ticked()  # it ticks before it receives
    assert (await channel.tap(SECOND))[1] == DUE - timedelta(hours=3)


@pytest.mark.parametrize("polled", [False, True])
async def test_a_tick_stands_for_a_webhook_and_never_for_a_poll(polled: bool) -> None:
    channel = Channel(last=DUE)
    channel.receipts.polled = polled
    for _ in range(5):
        channel.now += timedelta(minutes=1)
        channel.receipts.ticked()
    assert (await channel.tap(SECOND))[1] == (DUE if polled else None)


async def test_a_clock_that_is_set_back_is_no_gap() -> None:
    channel = Channel(last=DUE)
    assert (await channel.tap(-timedelta(days=365)))[1] is None
    assert (await channel.tap(SECOND))[1] is None


async def test_it_is_stamped_before_the_queue() -> None:
    channel = Channel()
    first = asyncio.Event()

    async def busy(items: Sequence[Incoming | Broken]) -> None:
        await first.wait()
        channel.taken += [item for item in items if isinstance(item, Incoming)]

    waiting = asyncio.create_task(channel.receipts.through(busy)([tapped("7.0")]))
    await asyncio.sleep(0)
    channel.now += timedelta(hours=1)
    first.set()
    await waiting
    assert channel.taken[-1].received_at == DUE


@pytest.fixture
def card(engine: Engine) -> str:
    """A whole report that waits for its Confirm button, sent at 23:58 of the day it is due."""
    with transaction(engine) as db:
        imported = datetime(2026, 10, 1, 7, tzinfo=ZONE)
        head = db.execute(select(people_table.c.id).where(people_table.c.code == "P002")).scalar()
        people.bind(db, head or 0, Address("telegram", "1", "7"), "7", imported)
        people.consent(db, head or 0, imported)
        people.speak(db, head or 0, "en")
        for n, text in enumerate(["/report", *ANSWERS]):
            play(db, tapped("", external_id=str(n), kind="text", text=text, tapped=None,
                            sent_at=DUE - timedelta(minutes=5)), DUE, SITE)  # fmt: skip
        row = db.execute(select(outbox.outbox).order_by(outbox.outbox.c.id.desc())).first()
        assert row is not None
        choices = [one for line in Reply.model_validate_json(row.body).choices for one in line]
        yes = next(n for n, one in enumerate(choices) if one.says == "yes")
        outbox.sent(db, row.id, "1", DUE - timedelta(seconds=90))
    return f"{row.id}.{yes}"


def confirmed(db: Db) -> datetime:
    return db.execute(select(reports.c.first_confirmed_at)).scalar_one()


LATER = DUE + timedelta(hours=2)
GAPS = {
    "queued behind others": ({"received_at": DUE}, DUE),
    "no gap, received late": ({"received_at": LATER}, LATER),
    "the platform was away": ({"received_at": LATER, "unseen_since": DUE}, DUE),
    "the gap is older than the card": (
        {"received_at": LATER, "unseen_since": DUE - timedelta(days=3)},
        DUE - timedelta(seconds=90),
    ),
    "received by an older program": ({}, LATER),
    "never in the future": ({"received_at": LATER + GAP}, LATER),
}


class Undone(Exception):
    """Ends a transaction that was only a trial."""


def test_a_tap_before_midnight_confirms_before_midnight(engine: Engine, card: str) -> None:
    for name, (stamps, counts) in GAPS.items():
        with suppress(Undone), transaction(engine) as db:
            play(db, tapped(card, **stamps), LATER, SITE)
            assert confirmed(db) == counts, name
            raise Undone


def test_what_failed_and_is_played_again_counts_no_later(engine: Engine, card: str) -> None:
    for name in ("queued behind others", "the platform was away", "received by an older program"):
        stamps, counts = GAPS[name]
        with suppress(Undone), transaction(engine) as db:
            apologise(db, tapped(card, **stamps), LATER, SITE, "ValueError: ours")
            [aside] = updates.failed(db)
            kept = Incoming.model_validate_json(aside.body)
            replay.again(db, aside, kept, LATER + timedelta(days=1), SITE)
            assert confirmed(db) == counts, name
            raise Undone
