"""Guards: what comes after a later message of its chat is never played, whichever program takes it:
it is kept, its writer is shown it and the present question, and nobody is locked out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bot.channels.telegram import updates as telegram_updates
from bot.channels.zalo import updates as zalo_updates
from handlers.engine.turn import Outcome, Turn, only, say
from handlers.routing import play, replay
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import updates
from storage.engine import Db, reading, transaction
from storage.messages import Incoming, Reply
from storage.outbox import outbox

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
SITE = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"))
TOLD = "could not be handled then and was not taken"


def echo(turn: Turn, frames: tuple, stale: bool) -> tuple[Outcome, tuple]:
    return only(say(turn.text)), frames


@pytest.fixture(autouse=True)
def _echoes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play, "route", echo)


def message(order: int | None, text: str = "", **given: object) -> Incoming:
    """An update named after its order and its text."""
    return Incoming.model_validate(
        {"channel": "c", "bot": "b", "kind": "text", "chat": "1", "sender": "1", "order": order,
         "external_id": f"{order}{text}", "text": text or str(order), "language": "en", **given}
    )  # fmt: skip


def played(engine: Engine, *messages: Incoming, now: datetime = NOW) -> list[str]:
    """What is said to each, with `late: …` for what is only shown."""
    for one in messages:
        with transaction(engine) as db:
            play.play(db, one, now, SITE)
    return said(engine)[-len(messages) :]


def said(engine: Engine) -> list[str]:
    with reading(engine) as db:
        rows = db.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars()
        texts = [Reply.model_validate_json(body).text for body in rows]
    return [f"late: {t.split('<i>')[1].split('</i>')[0]}" if TOLD in t else t for t in texts]


def kept(db: Db) -> list[str]:
    found = select(updates.updates.c.external_id).where(updates.updates.c.error.is_not(None))
    return list(db.execute(found).scalars())


def test_what_comes_late_is_shown_and_kept_but_not_played(engine: Engine) -> None:
    three, one = message(3), message(1)
    assert played(engine, message(2), three, one) == ["2", "3", "late: 1"]
    assert played(engine, message(4)) == ["4"]
    with transaction(engine) as db:
        for again in (three, one):
            assert play.play(db, again, NOW, SITE) is None
        assert kept(db) == ["1"]
        assert updates.failed(db) == []  # there is nothing for the operator to do
    assert len(said(engine)) == 4


def test_only_its_own_chat_counts_and_a_group_is_not_told(engine: Engine) -> None:
    assert played(engine, message(9), message(3, chat="2"), message(9, "same")) == [
        "9",
        "3",
        "same",
    ]
    played(engine, message(8, private=False), message(7, kind="blocked"))
    assert said(engine) == ["9", "3", "same"]


def test_after_a_day_the_platform_may_count_from_anywhere(engine: Engine) -> None:
    assert played(engine, message(900)) == ["900"]
    day = timedelta(hours=24)
    assert played(engine, message(5), now=NOW + day - timedelta(seconds=1)) == ["late: 5"]
    assert played(engine, message(6), message(7), now=NOW + day) == ["6", "7"]
    assert played(engine, message(6, "b"), now=NOW + day) == ["late: b"]


def test_a_platform_without_an_order_and_dates_gone_wrong_lock_nobody_out(engine: Engine) -> None:
    now = int(NOW.timestamp() * 1000)
    wrong = message(now + 3600_000, "next year")
    assert played(engine, message(now), wrong, message(now + 5)) == [
        str(now), "next year", str(now + 5),
    ]  # fmt: skip
    assert played(engine, message(None, "x"), message(now + 4)) == ["x", f"late: {now + 4}"]


def test_what_failed_and_is_played_again_by_the_operator_keeps_the_order(engine: Engine) -> None:
    played(engine, message(1))
    with transaction(engine) as db:
        play.apologise(db, message(5), NOW, SITE, "ValueError: ours")
    with transaction(engine) as db:
        [aside] = updates.failed(db)
        assert replay.again(db, aside, message(5), NOW, SITE) == "played"
    assert played(engine, message(4), message(6)) == ["late: 4", "6"]
    with transaction(engine) as db:
        play.apologise(db, message(7), NOW, SITE, "ValueError: ours")
    played(engine, message(8))
    with transaction(engine) as db:
        [aside] = updates.failed(db)
        assert replay.again(db, aside, message(7), NOW, SITE) == "asked"
    assert played(engine, message(9)) == ["9"]
    assert said(engine)[-2] == "late: 7"


def test_the_platforms_own_order_is_read() -> None:
    who = {"id": 7, "is_bot": False}
    sent = {"message_id": 1, "date": 1790000000, "chat": {"id": 7, "type": "private"}, "from": who}
    told = telegram_updates.read({"update_id": 12, "message": {**sent, "text": "x"}}, "1")
    event = {"message_id": "m", "date": 1790000000123, "chat": {"id": "7"}, "from": {"id": "7"}}
    other = zalo_updates.read({"event_name": "message.text.received", "message": event}, "1")
    assert isinstance(told, Incoming)
    assert isinstance(other, Incoming)
    assert (told.order, other.order) == (12, 1790000000123)
