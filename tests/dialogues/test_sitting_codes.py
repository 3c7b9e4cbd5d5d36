"""Guards: closing codes that are guessed, that did not arrive, that were lost: each is right once,
is kept nowhere, and an old one opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from councillors import Council
from sqlalchemy import Engine, select

from bot.sending.render import words
from services import sealing
from storage import outbox, undelivered
from storage.engine import transaction
from storage.messages import ONCE


@pytest.fixture
def council(engine: Engine) -> Council:
    found = Council(engine, 5)
    found.choose((), ("C1", "C2"))
    return found


def opened(council: Council, what: str = "person") -> None:
    council.convene(what)
    council.come(*council.members)
    assert "Open. Every member" in council.open()


def test_guessing_closing_codes_is_stopped(council: Council) -> None:
    opened(council)
    council.says("S", "/awards close #1")
    for _ in range(5):
        told = council.says("M1", sealing.code(sealing.CLOSING))
        assert "This is not the closing code" in told
    assert "Too many wrong codes" in council.says("M1", council.closing["M1"])
    council.player.now += timedelta(hours=2)
    assert "1 of 4 codes" in council.says("M1", council.closing["M1"])


def leave(council: Council, *, arrives: bool) -> None:
    """What is queued leaves; codes arrive, or surely do not."""
    player = council.player
    with transaction(council.engine) as db:
        for row in outbox.claim(db, "telegram", "1", player.now, holder="t", busy=[], most=99):
            reply = words(db, row, player.now, player._compose, buttons=True)
            where = outbox.outbox.c.id == row.id
            body = db.execute(select(outbox.outbox.c.body).where(where)).scalar_one()
            code = re.search(r"(?:\w{4}-){3}\w{4}", reply.text if reply else "")
            if code is not None:
                assert ONCE in body
                assert code[0] not in body
                council.closing[row.address.chat] = code[0]
            if arrives or code is None:
                outbox.sent(db, row.id, str(row.id), player.now)
            else:
                outbox.unworded(db, row)
                outbox.again(db, row.id, player.now, "not reached")


def test_a_code_that_did_not_arrive_is_made_anew_and_the_first_one_is_void(
    council: Council,
) -> None:
    council.player._deliver, deliver = list, council.player._deliver  # type: ignore[method-assign,assignment]
    council.says("S", "/awards convene person")
    deliver()
    council.says("S", "tap convene")
    leave(council, arrives=False)
    first = dict(council.closing)
    leave(council, arrives=True)
    assert len(first) == len(council.members)
    assert all(first[one] != council.closing[one] for one in council.members)
    council.player._deliver = deliver  # type: ignore[method-assign]
    council.come(*council.members)
    council.open()
    council.says("S", "/awards close #1")
    assert "This is not the closing code" in council.says("M1", first["M1"])
    assert "1 of 4 codes" in council.says("M1", council.closing["M1"])


def test_a_code_that_was_under_way_when_the_program_died_is_asked_for_anew(
    council: Council,
) -> None:
    """Nobody knows the code that was lost: its stored message is never sent, a new one is."""
    council.player._deliver, deliver = list, council.player._deliver  # type: ignore[method-assign,assignment]
    council.says("S", "/awards convene person")
    deliver()
    council.says("S", "tap convene")
    with transaction(council.engine) as db:
        for row in outbox.claim(db, "telegram", "1", council.player.now, holder="t", busy=[],
                                most=99):  # fmt: skip
            words(db, row, council.player.now, council.player._compose, buttons=True)
    with transaction(council.engine) as db:  # it died here: all of them were being sent
        undelivered.abandoned(db, "telegram", "1")
    council.player._deliver = deliver  # type: ignore[method-assign]
    assert council.player._deliver()[0].startswith("S < Convened.")
    assert council.closing == {}
    assert "M1 < " in council.says("S", "/awards convene codes #1")
    council.come(*council.members)
    assert "Open." in council.open()
    council.says("S", "/awards close #1")
    assert "1 of 4 codes" in council.says("M1", council.closing["M1"])
