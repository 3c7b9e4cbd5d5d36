"""Guards: `thidua revoke` ends all with which somebody could act as a person, who may be invited
again; without --yes it only shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from shell import Shell
from sqlalchemy import Engine, select

from handlers.routing.play import Site, play
from scoring.loading import builtin
from storage import account_links, invitations, people
from storage.engine import connect, reading, transaction
from storage.messages import Incoming
from storage.outbox import Address, enqueue, outbox
from storage.people import people as table

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
COUNTS = [
    "P002 Nguyễn Thị Mẫu Một",
    "Accounts: 1. Open codes: 1.",
    "Open dialogues: 1. Requests for accounts: 1.",
    "Messages that wait: 1.",
]


@pytest.fixture
def town(imported: Shell) -> Iterator[Engine]:
    """A head with an account, an open dialogue, a code, a request and a message that waits."""
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        head = db.execute(select(table.c.id).where(table.c.code == "P002")).scalar_one()
        at = Address("telegram", "1", "7", head)
        people.bind(db, head, at, "7", NOW)
        people.consent(db, head, NOW)
        said = {"channel": "telegram", "bot": "1", "kind": "text", "chat": "7", "sender": "7"}
        message = Incoming.model_validate({**said, "external_id": "1", "text": "/language xx"})
        play(db, message, NOW, Site(builtin(), NOW.astimezone().tzinfo))  # type: ignore[arg-type]
        db.execute(outbox.update().values(status="sent"))
        db.exec_driver_sql("UPDATE conversations SET frames = '[{}]'")
        invitations.make(db, head, NOW)
        account_links.ask(db, head, Address("zalo", "1", "z"), "z", NOW, None)
        enqueue(db, "k", at, "{}", NOW + timedelta(hours=1))
    yield engine
    engine.dispose()


def accounts(engine: Engine) -> int:
    with reading(engine) as db:
        return len(db.execute(select(people.accounts)).all())


def test_it_shows_first_then_ends_everything(imported: Shell, town: Engine) -> None:
    status, out, _ = imported("revoke", "P002")
    assert (status, out.splitlines()) == (
        0, [*COUNTS, "Nothing was changed yet; repeat with --yes to do it."],
    )  # fmt: skip
    assert accounts(town) == 1
    assert imported("revoke", "P002", "--yes")[1].splitlines() == [*COUNTS, "All of it has ended."]
    assert accounts(town) == 0
    with reading(town) as db:
        assert people.of_account(db, "telegram", "1", "7") is None
        assert db.execute(select(outbox.c.status).where(outbox.c.key == "k")).scalar() == (
            "cancelled"
        )
        assert db.exec_driver_sql("SELECT frames FROM conversations").scalar() == "[]"


def test_the_person_may_be_invited_again(imported: Shell, town: Engine) -> None:
    assert "Mẫu 1 (9900001)" not in imported("invite", "--unit", "9900001")[1]
    imported("revoke", "P002", "--yes")
    line = imported("invite", "--unit", "9900001")[1].splitlines()[1]
    with transaction(town) as db:
        assert invitations.redeem(db, line.split("\t")[3], NOW) is not None


def test_a_code_in_the_stolen_phone_names_nobody_any_more(imported: Shell, town: Engine) -> None:
    with transaction(town) as db:
        head = db.execute(select(table.c.id).where(table.c.code == "P002")).scalar_one()
        used = invitations.make(db, head, NOW)
        assert invitations.redeem(db, used, NOW) == head
    imported("revoke", "P002", "--yes")
    with reading(town) as db:
        found = invitations.named(db, used, NOW)
        assert found is None or not (found.open or found.used)


def test_an_unknown_person_is_said_in_a_line(imported: Shell) -> None:
    assert imported("revoke", "P999", "--yes") == (1, "", "thidua: no person P999\n")
