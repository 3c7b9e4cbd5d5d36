"""Guards: without buttons the choices are written into what is sent, in the reader's language, and
not into what is kept: the row may still go out where there are buttons; a secret is never kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from bot.sending.render import words
from storage import conversations
from storage.engine import Db
from storage.messages import ONCE, Choice, Reply
from storage.outbox import Address, claim, enqueue, outbox

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
HERE = Address("zalo", "1", "c7")


def test_a_list_is_made_for_the_way_and_the_row_is_kept(db: Db) -> None:
    chat = conversations.lock(db, HERE.channel, HERE.bot, HERE.chat)
    conversations.save(db, chat, frames=(), language="en", prompt_id=None, newest=chat.newest)
    reply = Reply(text="Right?", choices=((Choice(label="Yes", says="yes"),),))
    enqueue(db, "k", HERE, reply.model_dump_json(), NOW)
    [row] = claim(db, "zalo", "1", NOW, holder="test", busy=[], most=1)
    sent = words(db, row, NOW, lambda *_: None, buttons=False)
    assert sent is not None
    by_number = "Please answer with the number, or write the words."
    assert sent.text == f"Right?\n\n1. Yes\n{by_number}"
    assert words(db, row, NOW, lambda *_: None, buttons=True) == reply
    kept = db.execute(select(outbox.c.body)).scalar_one()
    assert Reply.model_validate_json(kept) == reply


def test_a_secret_is_sent_once_and_kept_nowhere(db: Db) -> None:
    enqueue(db, "k", HERE, "{}", NOW, kind="invitation")
    reply = Reply(text=f"To join: {ONCE}", once="K7QM-3TXP-9HWD")
    [row] = claim(db, "zalo", "1", NOW, holder="test", busy=[], most=1)
    sent = words(db, row, NOW, lambda *_: reply, buttons=True)
    assert sent is not None
    assert sent.text == "To join: K7QM-3TXP-9HWD"
    kept = db.execute(select(outbox)).one()
    assert "K7QM" not in repr(kept)
    again = replace(row, kind="message", body=kept.body)
    assert words(db, again, NOW, lambda *_: None, buttons=True) is None
    assert db.execute(select(outbox.c.status)).scalar_one() == "cancelled"


def test_what_belongs_to_a_line_is_chosen_by_its_number_and_not_listed(db: Db) -> None:
    """Fifteen lines of the standings would be fifteen choices more."""
    lines = tuple(Choice(label=str(n), says=f"/why {n}", number=n) for n in (16, 17))
    reply = Reply(text="16. A\n17. B", choices=(lines, (Choice(label="More", says="/more"),)))
    enqueue(db, "k", HERE, reply.model_dump_json(), NOW)
    [row] = claim(db, "zalo", "1", NOW, holder="test", busy=[], most=1)
    sent = words(db, row, NOW, lambda *_: None, buttons=False)
    assert sent is not None
    assert sent.text.split("\n")[:4] == ["16. A", "17. B", "", "18. More"]
    assert [(n, one.says) for n, one in reply.numbered()] == [
        (16, "/why 16"), (17, "/why 17"), (18, "/more"),
    ]  # fmt: skip
