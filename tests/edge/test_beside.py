"""Guards: who only asks is answered beside the writer, and gets what the turn would have said:
in the chat's order, once, by the rights and the state that hold when the turn is played."""

from __future__ import annotations

import threading

import pytest
from asking import COUNCIL, HEAD, NOW, SITE, Counted, answers, by_the_writer, message, said
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from bot.receiving import beside
from bot.receiving.batch import Context
from bot.receiving.jobs import TurnJob
from bot.receiving.writers import writer
from handlers.routing import ahead, play
from storage import people, settings, subscriptions
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import outbox
from storage.people import people as people_table


@pytest.fixture
def town(engine: Engine) -> Engine:
    return engine


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


@pytest.mark.parametrize(
    ("chat", "text"),
    [(HEAD, "/standings"), (HEAD, "/standings province"), (HEAD, "standings office"),
     (HEAD, "/why"), (HEAD, "/help"), (COUNCIL, "/why 9900001"), (COUNCIL, "/why NOBODY"),
     (HEAD, "/why 9900002"), (HEAD, "/standings@bot 2 official"),
     (HEAD, "/why 9900001 F3"), (COUNCIL, "/why 9900001 official F4")],
)  # fmt: skip
def test_the_same_is_said(town: Engine, counted: Counted, chat: str, text: str) -> None:
    item = message(text, 1, chat)
    right = by_the_writer(town, item)
    assert said(town, item) == [right]
    assert (counted.read, counted.counted) == (1, 1)


@pytest.mark.parametrize(
    ("text", "label"), [("/standings", "/standings BRANCH"), ("/why", "/why 9900001 F3")]
)
def test_a_button_that_asks_is_answered_beside_too(
    town: Engine, counted: Counted, text: str, label: str
) -> None:
    said(town, message(text, 1))
    with reading(town) as db:
        row, body = db.execute(select(outbox.c.id, outbox.c.body)).one()
    flat = [c.says for line in Reply.model_validate_json(body).choices for c in line]
    tap = message("", 2, kind="tap", tapped=f"{row}.{flat.index(label)}")
    right = by_the_writer(town, tap)
    assert said(town, tap)[1:] == [right]
    assert counted.counted == 2
    assert len(said(town, message("", 3, kind="tap", tapped="9.9"))) == 3


def test_the_order_of_a_chat_is_kept(town: Engine, counted: Counted) -> None:
    texts = ["/help", "/report", "45", "/standings", "2285tr", "/why", "/cancel", "/standings"]
    one_by_one = [message(text, n) for n, text in enumerate(texts)]
    with town.connect() as db, db.begin() as kept:
        for item in one_by_one:
            play.play(db, item, NOW, SITE)
        right = db.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars().all()
        kept.rollback()
    found = said(town, *one_by_one)
    assert found == [Reply.model_validate_json(body).text for body in right]
    assert counted.read >= 1


def test_what_has_changed_since_is_seen(
    town: Engine, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn of the chat, or a change of who its writer is, comes between reading and playing."""
    item = message("/standings", 2)
    hand_on = beside.Beside._hand_on

    def meanwhile(front: beside.Beside, arrived: TurnJob) -> None:
        with transaction(town) as db:
            play.play(db, message("/report", 1), NOW, SITE)
        hand_on(front, arrived)

    monkeypatch.setattr(beside.Beside, "_hand_on", meanwhile)
    found = said(town, item)
    assert (counted.read, counted.counted) == (1, 0)
    assert len(found) == 2
    assert found[1].startswith("<b>Standings")
    assert found[1].splitlines()[-1].startswith("Still open: question 1/9")


def test_who_has_left_the_roster_meanwhile_is_told_nothing(
    town: Engine, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_on = beside.Beside._hand_on

    def meanwhile(front: beside.Beside, arrived: TurnJob) -> None:
        with transaction(town) as db:
            gone = people_table.c.code == HEAD
            db.execute(people_table.update().where(gone).values(active=False))
        hand_on(front, arrived)

    monkeypatch.setattr(beside.Beside, "_hand_on", meanwhile)
    [found] = said(town, message("/standings", 1))
    assert counted.counted == 0
    assert "Standings" not in found


def test_what_writes_after_all_is_played_by_the_writer(town: Engine, counted: Counted) -> None:
    said(town, message("/standings subscribe weekly 1 8", 1, COUNCIL))
    assert counted.read == 0
    with reading(town) as db:
        person = people.of_account(db, "telegram", "1", COUNCIL)
        assert person is not None
        [wanted] = subscriptions.of(db, person.person.id)
        assert (wanted.frequency, wanted.weekday, wanted.hour) == ("weekly", 0, 8)


def test_a_connection_that_reads_refuses_to_write(town: Engine) -> None:
    with pytest.raises(DBAPIError), reading(town) as db:
        settings.put(db, "x", "1")
    with transaction(town) as db:  # the same connection, to be written on again
        settings.put(db, "x", "1")


def test_a_report_is_taken_while_others_are_still_being_read(
    town: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = threading.Event(), ahead.read

    def slow(*given: object) -> ahead.Ahead | None:
        go_on.wait(10)
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(ahead, "read", slow)
    turns = writer(town, Context(SITE, lambda: NOW, lambda: None))
    turns.start()
    asked = [threading.Event() for _ in range(30)]
    for n, done in enumerate(asked):
        item = message("/standings province", n, f"P{n + 3:03}")
        turns.put(TurnJob(item, "telegram", "1", lambda error, d=done: d.set()))
    reported = threading.Event()
    item = message("/report", 100)
    turns.put(TurnJob(item, "telegram", "1", lambda error: reported.set()))
    assert reported.wait(10)
    assert not any(done.is_set() for done in asked)
    go_on.set()
    assert all(done.wait(10) for done in asked)
    turns.stop()
    assert len(answers(town)) == 31
