"""Guards: what failed is not lost. It is played when the program can, as of the time it was
written; never into a conversation that has gone on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from shell import Shell
from sqlalchemy import Engine, select

from handlers.routing import play
from handlers.routing.play import Site, apologise
from scoring.loading import builtin
from storage import people, updates
from storage.engine import Db, connect, reading, transaction
from storage.messages import Incoming, Reply
from storage.outbox import Address, outbox
from storage.people import people as people_table
from storage.reports import reports

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=2)
SITE = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def town(imported: Shell) -> Iterator[Engine]:
    """One head has joined, in the chat 7."""
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        head = db.execute(select(people_table.c.id).where(people_table.c.code == "P002")).scalar()
        assert head is not None
        people.bind(db, head, Address("telegram", "1", "7"), "7", BEFORE)
        people.consent(db, head, BEFORE)
        people.speak(db, head, "en")
    yield engine
    engine.dispose()


def message(number: int, text: str) -> Incoming:
    given = {"channel": "telegram", "bot": "1", "kind": "text", "chat": "7", "sender": "7"}
    return Incoming.model_validate(
        {**given, "external_id": str(number), "text": text, "sent_at": BEFORE}
    )


def said(db: Db) -> list[str]:
    bodies = db.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars()
    return [Reply.model_validate_json(body).text for body in bodies]


def test_it_is_played_as_if_nothing_had_failed(imported: Shell, town: Engine) -> None:
    with transaction(town) as db:
        apologise(db, message(1, "/report"), NOW, SITE, "ValueError: a fault of ours")
    status, out, _ = imported("retry")
    assert (status, out) == (0, "1  2026-10-03 08:00  telegram: played\n")
    with reading(town) as db:
        assert "Question 1/" in said(db)[-1]
        started = db.execute(select(reports.c.started_at)).scalar_one()
        assert started == BEFORE  # a deadline looks at when it was written
    assert imported("retry")[::2] == (0, "Nothing was set aside.\n")


def test_yesterdays_number_does_not_answer_todays_question(imported: Shell, town: Engine) -> None:
    with transaction(town) as db:
        play.play(db, message(1, "/report"), NOW, SITE)
        apologise(db, message(2, "45"), NOW, SITE, "ValueError: a fault of ours")
        play.play(db, message(3, "44"), NOW, SITE)
    assert "its writer is asked" in imported("retry")[1]
    with reading(town) as db:
        last = said(db)[-1]
    assert "could not be handled then and was not taken" in last
    assert "<i>45</i>" in last
    assert "Question 2/" in last


def test_what_fails_again_stays_and_can_be_dismissed(
    imported: Shell, town: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(town) as db:
        apologise(db, message(1, "/report"), NOW, SITE, "ValueError: a fault of ours")
    monkeypatch.setattr(play, "route", lambda *_: 1 / 0)
    status, out, err = imported("retry")
    assert status == 1
    assert "not played (ZeroDivisionError" in out
    assert err == "thidua: 1 of 1 stay set aside; --dismiss NUMBER settles one\n"
    assert imported("retry", "--dismiss", "2")[0] == 1
    assert imported("retry", "--dismiss", "1")[:2] == (0, "1 is settled.\n")
    assert imported("retry")[0] == 0


def test_what_could_not_be_read_is_read_by_a_program_that_can(
    imported: Shell, town: Engine
) -> None:
    who = {"id": 7, "is_bot": False, "first_name": "M"}
    update = {"update_id": 9, "message": {"message_id": 1, "date": 1790000000, "from": who,
              "chat": {"id": 7, "type": "private"}, "text": "/report"}}  # fmt: skip
    with transaction(town) as db:
        for number, raw in (("9", json.dumps(update)), ("10", "no JSON")):
            updates.take_broken(db, channel="telegram", bot="1", external_id=number, raw=raw,
                                why="no message", now=NOW)  # fmt: skip
    status, out, _ = imported("retry")
    assert status == 1
    assert [line.split("telegram: ")[1] for line in out.splitlines()] == [
        "its writer is asked, the chat has gone on since",
        "not readable (no message)",
    ]
    with transaction(town) as db:  # damaged since it was kept
        db.execute(updates.updates.update().values(settled_at=None, kind="text", body="{secret"))
    status, out, err = imported("retry")
    assert status == 1
    assert "not readable" in out
    assert "secret" not in out + err
    with transaction(town) as db:
        db.execute(updates.updates.update().values(settled_at=NOW))
    with reading(town) as db:
        assert "<i>/report</i>" in said(db)[-1]
