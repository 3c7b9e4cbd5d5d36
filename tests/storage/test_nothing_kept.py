"""Guards: of what a member writes while a sitting is under way nothing is kept, whichever way it
goes: taken, set aside, unreadable, late, edited; of everybody else all of it is kept as ever."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sat import Sat
from sqlalchemy import Engine, select

from bot.channels.base import Broken
from bot.demo import phones
from bot.receiving import batch
from bot.receiving.batch import Context
from bot.receiving.jobs import TurnJob
from handlers.routing import play, replay
from handlers.routing.play import Site
from locales.translator import translator
from scoring.loading import builtin
from storage import mentioned, people, sealed, updates
from storage.engine import reading, transaction
from storage.messages import Incoming
from storage.outbox import Address, outbox
from storage.updates import Update, table
from tests.council import JANUARY, ZONE

SECRET = "1 phản đối, 2 tán thành"
SITE = Site(builtin(), ZONE, "0276 000 000")
ROWS = table(Update)


@pytest.fixture
def sat(engine: Engine) -> Sat:
    found = Sat(engine, persons=("C1", "C2"))
    with transaction(engine) as db:
        for code in ("M1", "S"):
            people.bind(db, found.who[code], Address("telegram", "1", code), code, JANUARY)
            people.consent(db, found.who[code], JANUARY)
            people.speak(db, found.who[code], "vi")
    found.convene()
    return found


def message(who: str = "M1", number: int = 1, **more: object) -> Incoming:
    given = {"channel": "telegram", "bot": "1", "kind": "text", "chat": who, "sender": who,
             "external_id": str(number), "text": SECRET, "quote": SECRET, "message": str(number),
             "refers_to": "9", "raw": {"text": SECRET}, "media": "m1", "order": number,
             "sent_at": JANUARY}  # fmt: skip
    return Incoming.model_validate(given | more)


def kept(engine: Engine) -> list[str]:
    """Everything that stands in the two tables a message can reach."""
    with reading(engine) as db:
        rows = [*db.execute(select(ROWS)).all(), *db.execute(select(outbox)).all()]
        return ["\n".join(str(cell) for cell in row) for row in rows]


def traces(engine: Engine) -> list[str]:
    parts = (SECRET, "phản đối", ascii("phản đối")[1:-1], json.dumps("phản đối")[1:-1], "tán th")
    return [row for row in kept(engine) if any(part in row for part in parts)]


def test_what_is_taken_is_a_placeholder_for_members_alone(sat: Sat) -> None:
    with transaction(sat.engine) as db:
        updates.take(db, message("S", 5), JANUARY)
    assert len(traces(sat.engine)) == 1
    with transaction(sat.engine) as db:
        updates.take(db, message(), JANUARY)
        updates.take(db, message(number=2, kind="tap", tapped="77.3", text=""), JANUARY)
    assert len(traces(sat.engine)) == 1
    assert not any("77.3" in row or ('"m1"' in row and "M1" in row) for row in kept(sat.engine))


def test_what_fails_is_set_aside_without_its_words_and_its_writer_is_asked(sat: Sat) -> None:
    with transaction(sat.engine) as db:
        play.apologise(db, message(), JANUARY, SITE, f"ValueError: cannot read {SECRET!r}")
    assert traces(sat.engine) == []
    with transaction(sat.engine) as db:
        [aside] = updates.failed(db)
        assert aside.error == "ValueError"
        again = Incoming.model_validate_json(aside.body)
        assert replay.again(db, aside, again, JANUARY, SITE) == "asked"
    bodies = "".join(kept(sat.engine))
    assert "Chưa ghi nhận gì: xin ghi lại." in bodies
    assert translator("vi")("If it still holds, please write it again.") in bodies
    assert traces(sat.engine) == []


@pytest.mark.parametrize("item", [
    Broken("7", f'{{"from":{{"id":"M1"}},"text":"{SECRET}"}}', f"ValidationError: {SECRET}"),
    message(),
], ids=["unreadable", "even the apology fails"])  # fmt: skip
def test_what_cannot_even_be_set_aside_leaves_nothing(
    sat: Sat, item: Broken | Incoming, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(batch, "play", fails)
    monkeypatch.setattr(batch, "apologise", fails)
    job = TurnJob(item, "telegram", "1", lambda _: None)
    context = Context(SITE, lambda: JANUARY, lambda: None)
    assert batch.perform(sat.engine, context, [job]) == [None]
    assert traces(sat.engine) == []
    with reading(sat.engine) as db:
        [aside] = updates.failed(db)
    assert "ValueError" in aside.error or "ValidationError" in aside.error


def test_what_is_unreadable_of_others_is_kept(sat: Sat) -> None:
    with transaction(sat.engine) as db:
        raw = f'{{"from":{{"id":"S"}},"text":"{SECRET}"}}'
        updates.take_broken(db, channel="telegram", bot="1", external_id="7", raw=raw, why="odd",
                            now=JANUARY)  # fmt: skip
    assert len(traces(sat.engine)) == 1


def test_what_comes_late_is_not_said_back(sat: Sat) -> None:
    with transaction(sat.engine) as db:
        play.play(db, message(number=5, text="xin chào"), JANUARY, SITE)
        play.play(db, message(number=3), JANUARY + timedelta(seconds=9), SITE)
    assert traces(sat.engine) == []


def test_an_edit_finds_no_earlier_words(sat: Sat) -> None:
    with transaction(sat.engine) as db:
        updates.take(db, message(), JANUARY)
        edit = message(number=2, kind="edit", message="1", text="xin chào")
        assert mentioned.said_before(db, edit, 99) is None
        assert play.play(db, edit, JANUARY, SITE) is not None
    assert traces(sat.engine) == []


def test_it_is_silent_for_a_day_after_the_end_for_what_is_still_on_its_way(sat: Sat) -> None:
    sat.annul()
    with transaction(sat.engine) as db:
        updates.take(db, message(), JANUARY)
        assert traces(sat.engine) == [] or sat.engine.dialect.name == "sqlite"
        sealed.speak_again(db, sat.now + timedelta(days=2))
        updates.take(db, message(number=2), JANUARY)
    assert len(traces(sat.engine)) == 1


def test_the_demos_page_shows_a_lock_after_a_reload() -> None:
    shown = phones.incoming(sealed.placeholder(message(kind="tap", tapped="77.3")), JANUARY)
    assert (shown["text"], shown["tapped"], shown["quotes"]) == (phones.SEALED, None, None)
