"""Guards: of strangers nothing is kept but what guards against guessing and doubling, for a day;
of people on the roster what they wrote is emptied after 30 days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from player import Player
from sqlalchemy import Engine, func, inspect, select, text

from bot.channels.telegram import updates as telegram_updates
from handlers.routing.play import apologise, play
from scheduler.tick import tick
from storage import updates
from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.messages import Incoming
from storage.outbox import outbox
from storage.updates import EMPTIED

NAME, USER, PHONE, SAID = "Hoàng Bí Mật", "bi_mat_77", "84987654321", "chuyện riêng của tôi"
MARKS = [NAME, USER, PHONE, PHONE[2:], SAID, "550077"]
DAY = timedelta(days=1)


def strangers(player: Player) -> Iterator[Incoming]:
    """What somebody sends who is on no roster, in every way there is."""
    who = {"id": 550077, "is_bot": False, "first_name": NAME, "username": USER}
    private, at = {"id": 550077, "type": "private"}, int(player.now.timestamp())
    group = {"id": -990055, "type": "group", "title": SAID}
    file = {"file_id": SAID}
    bodies = [
        {"text": SAID}, {"text": "/start K7QM-3TXP-9HWD"}, {"photo": [file], "caption": SAID},
        {"voice": file}, {"document": file}, {"sticker": {**file, "emoji": "👍"}},
        {"contact": {"phone_number": PHONE, "user_id": 550077, "first_name": NAME}},
        {"contact": {"phone_number": PHONE, "user_id": 1, "first_name": NAME}},
        {"text": f"/help {SAID}", "chat": group}, {"location": {"latitude": 1, "longitude": 2}},
    ]  # fmt: skip
    for n, body in enumerate(bodies):
        message = {"message_id": n, "from": who, "chat": private, "date": at, **body}
        yield read({"update_id": 9000 + n, "message": message})
    edited = {"message_id": 0, "from": who, "chat": private, "date": at, "edit_date": at}
    yield read({"update_id": 9100, "edited_message": {**edited, "text": SAID}})
    tap = {"id": "q", "from": who, "data": SAID, "message": {**edited, "chat": private}}
    yield read({"update_id": 9101, "callback_query": tap})


def read(raw: dict[str, object]) -> Incoming:
    found = telegram_updates.read(raw, "1")
    assert isinstance(found, Incoming)
    return found


def everything(engine: Engine) -> str:
    """Every row of every table, and the bytes of the file where there is one."""
    with reading(engine) as db:
        names = inspect(db).get_table_names()
        rows = [str(row) for name in names for row in db.execute(text(f"SELECT * FROM {name}"))]
    found = "\n".join(rows)
    for end in ("", "-wal"):
        path = Path(f"{engine.url.database}{end}")
        if engine.dialect.name == "sqlite" and path.exists():
            found += path.read_bytes().decode("utf-8", "ignore")
    return found


def test_strangers_leave_nothing_behind(player: Player) -> None:
    player.join("P002")
    for incoming in strangers(player):
        with transaction(player.engine) as db:
            assert play(db, incoming, player.now, player.site) is not None
        with transaction(player.engine) as db:  # the platform sends it again
            assert play(db, incoming, player.now, player.site) is None
    kept = everything(player.engine)
    assert [mark for mark in MARKS if mark in kept] == ["550077"]
    player.now += DAY
    player.tick()
    with reading(player.engine) as db:
        chats = {chat for table in (conversations, updates.updates, outbox)
                 for chat in db.execute(select(table.c.chat)).scalars()}  # fmt: skip
    assert chats <= {"", "P002"}
    rows = everything(player.engine).split("SQLite format")[0]
    assert [mark for mark in MARKS if mark in rows] == []


def test_a_number_of_an_update_is_never_given_out_again(player: Player) -> None:
    """A reply is queued under its update's number: a second one under it would be lost."""
    player.write("X1", "a")
    player.now += 2 * DAY
    player.tick()
    assert player.write("X2", "b")
    player.now += 2 * DAY
    player.tick()
    assert player.write("X1", "c")


def test_a_strangers_failed_message_is_kept_for_a_day_to_be_played_again(player: Player) -> None:
    [incoming, *_] = strangers(player)
    with transaction(player.engine) as db:
        apologise(db, incoming, player.now, player.site, f"ValueError: {SAID}")
    with reading(player.engine) as db:
        [aside] = updates.failed(db)
    assert SAID in aside.body
    player.now += DAY
    player.tick()
    with reading(player.engine) as db:
        assert updates.failed(db) == []
    assert SAID not in everything(player.engine).split("SQLite format")[0]


def test_what_could_not_be_read_is_kept_where_somebody_on_the_roster_is_named(
    player: Player,
) -> None:
    player.join("P002")
    for number, who in enumerate(("P002", "550077")):
        with transaction(player.engine) as db:
            raw = f'{{"from": {{"id": "{who}"}}, "text": "{SAID}"}}'
            updates.take_broken(db, channel="telegram", bot="1", external_id=str(number), raw=raw,
                                why="odd", now=player.now)  # fmt: skip
    player.now += DAY
    player.tick()
    with reading(player.engine) as db:
        assert [aside.external_id for aside in rows(db)] == ["0"]


def rows(db: object) -> list[object]:
    found = select(updates.updates).where(updates.updates.c.body.contains(SAID))
    return list(db.execute(found))  # type: ignore[attr-defined]


def test_before_consent_nothing_is_kept_and_afterwards_for_thirty_days(player: Player) -> None:
    player.write("P003", "/start @CODE")
    player.write("P003", SAID)
    assert SAID not in everything(player.engine)
    player.write("P003", "vi")
    player.write("P003", "đồng ý")
    player.write("P003", SAID)
    player.now += timedelta(days=29)
    player.tick()
    assert SAID in everything(player.engine)
    player.now += DAY
    player.tick()
    assert SAID not in everything(player.engine).split("SQLite format")[0]
    with reading(player.engine) as db:
        emptied = select(func.count()).where(updates.updates.c.body == EMPTIED)
        assert db.execute(emptied).scalar_one() == 1


def test_a_lot_is_forgotten_in_small_steps(player: Player) -> None:
    with transaction(player.engine) as db:
        for number in range(1100):
            row = {"channel": "telegram", "bot": "1", "external_id": f"x{number}", "chat": "9",
                   "kind": "text", "received_at": player.now, "body": ""}  # fmt: skip
            db.execute(updates.updates.insert().values(row))
    tick(player.engine, player.site.live.all[0], player.site.zone, player.now + DAY)
    with reading(player.engine) as db:
        assert db.execute(select(func.count()).select_from(updates.updates)).scalar_one() == 1


def test_a_clock_that_was_wrong_keeps_nothing_for_ever(player: Player) -> None:
    now = player.now
    player.now += timedelta(days=400)
    player.write("X1", "a")
    player.now = now
    player.write("X2", "b")
    player.now += DAY
    player.tick()
    with reading(player.engine) as db:
        assert set(db.execute(select(updates.updates.c.chat)).scalars()) == {""}
