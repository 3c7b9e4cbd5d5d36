"""Guards: a chat waits behind a message that the database could not take, for as long as it is
tried again, and nobody else waits; whose fault an error is is told apart."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError, TimeoutError

from bot.channels.base import Broken
from bot.receiving.jobs import Job, TurnJob, WorkJob
from bot.receiving.waiting import LAPSE, Behind, Lines
from storage.faults import is_database_failure
from storage.messages import Incoming

AWAY = OperationalError("", None, Exception("away"))


def message(number: int, chat: str = "1", order: int | None = 0) -> TurnJob:
    """Update `number`; its order is the same number unless another or none is given."""
    item = Incoming(channel="c", bot="b", kind="text", chat=chat, sender=chat,
                    external_id=str(number), order=number if order == 0 else order)  # fmt: skip
    return TurnJob(item, "c", "b", lambda _: None)


class Chats:
    """Lines with a clock that is set, and a database that is away for some."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.lines = Lines(lambda: self.now)
        self.seen: list[str] = []

    def play(self, *jobs: Job, away: tuple[int, ...] = ()) -> str:
        """What becomes of each: taken (t), failed (f), or held back (-)."""

        def do(admitted: list[Job]) -> list[Exception | None]:
            names = [j.item.external_id for j in admitted if isinstance(j, TurnJob)]
            self.seen += names
            return [AWAY if int(name) in away else None for name in names]

        found = self.lines.play(list(jobs), do)
        return "".join("t" if e is None else "-" if isinstance(e, Behind) else "f" for e in found)


@pytest.mark.parametrize("order", [0, None])
def test_what_is_behind_a_failed_message_waits_for_it(order: int | None) -> None:
    chats = Chats()
    one, two, three, four = (message(n, order=order) for n in (1, 2, 3, 4))
    assert chats.play(one, away=(1,)) == "f"
    assert chats.play(two, three) == "--"
    assert chats.play(three) == "-"
    assert chats.play(one) == "t"
    assert chats.play(four, three) == "--"  # two has not been played yet
    assert chats.play(two, three, four) == "ttt"
    assert chats.seen == ["1", "1", "2", "3", "4"]


def test_others_do_not_wait() -> None:
    chats = Chats()
    assert chats.play(message(1), away=(1,)) == "f"
    broken = TurnJob(Broken("7", "{}", "no message"), "c", "b", lambda _: None)
    assert chats.lines.play([broken], lambda jobs: [AWAY]) == [AWAY]
    assert chats.play(broken, message(2, "2"), message(3, "3"), message(4)) == "ttt-"
    work = WorkJob(lambda _: None, lambda _: None)
    assert chats.lines.play([work], lambda jobs: [None] * len(jobs)) == [None]


def test_an_earlier_message_goes_first_and_its_failure_moves_the_wait_down() -> None:
    chats = Chats()
    assert chats.play(message(5), away=(5,)) == "f"
    assert chats.play(message(3), away=(3,)) == "f"
    assert chats.play(message(5), message(4)) == "--"
    assert chats.play(message(3), message(4), message(5), message(6)) == "tttt"
    assert chats.play(message(7)) == "t"


def test_after_a_minute_without_a_try_nobody_waits() -> None:
    chats = Chats()
    assert chats.play(message(1), away=(1,)) == "f"
    for _ in range(9):  # its successor's tries do not keep it
        chats.now += LAPSE / 10
        assert chats.play(message(2)) == "-"
    chats.now += LAPSE / 10 + 1
    assert chats.play(message(2), message(3)) == "tt"
    assert chats.play(message(4), away=(4,)) == "f"
    chats.now += 2.5 * LAPSE
    assert chats.play(message(5, "other")) == "t"
    assert chats.lines._owed == {}  # nor does memory grow


def test_who_has_waited_in_vain_gets_time_for_the_next_try() -> None:
    chats = Chats()
    assert chats.play(message(1), message(2), away=(1, 2)) == "ff"
    chats.now += LAPSE - 1
    assert chats.play(message(1)) == "t"
    chats.now += LAPSE - 1
    assert chats.play(message(3)) == "-"
    assert chats.play(message(2), message(3)) == "tt"


def test_a_turn_that_fails_by_itself_holds_nobody() -> None:
    chats = Chats()
    assert chats.lines.play([message(1)], lambda _: [ValueError("ours")])[0] is not None
    assert chats.play(message(2)) == "t"


def sqlite(kind: type[sqlite3.Error], code: int | None) -> DBAPIError:
    told = kind("")
    if code is not None:
        told.sqlite_errorcode = code
    return wrapped(told, sqlite3.Error)


def wrapped(told: Exception, base: type[Exception]) -> DBAPIError:
    found = DBAPIError.instance("", None, told, base)
    assert isinstance(found, DBAPIError)
    return found


THE_DATABASES = [
    AWAY,
    TimeoutError(),
    PendingRollbackError(),
    *(sqlite(sqlite3.OperationalError, code) for code in
      (None, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_FULL,
       sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)),
    *(sqlite(sqlite3.DatabaseError, code) for code in
      (None, sqlite3.SQLITE_CORRUPT_VTAB, sqlite3.SQLITE_NOTADB)),
    *(wrapped(told, psycopg.Error) for told in
      (psycopg.OperationalError("no connection"), psycopg.InterfaceError("closed"),
       psycopg.errors.AdminShutdown(), psycopg.errors.LockNotAvailable(),
       psycopg.errors.DiskFull(), psycopg.errors.DeadlockDetected(),
       psycopg.errors.ReadOnlySqlTransaction(), psycopg.errors.DataCorrupted())),
]  # fmt: skip
OURS = [
    ValueError(),
    sqlite(sqlite3.OperationalError, sqlite3.SQLITE_ERROR),  # no such column; too many variables
    sqlite(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_UNIQUE),
    sqlite(sqlite3.DataError, sqlite3.SQLITE_TOOBIG),
    sqlite(sqlite3.InterfaceError, None),
    sqlite(sqlite3.ProgrammingError, None),
    *(wrapped(told, psycopg.Error) for told in
      (psycopg.errors.StatementTooComplex(), psycopg.errors.UndefinedColumn(),
       psycopg.errors.UniqueViolation(), psycopg.errors.NumericValueOutOfRange())),
]  # fmt: skip


def test_whose_fault_an_error_is() -> None:
    assert [error for error in THE_DATABASES if not is_database_failure(error)] == []
    assert [error for error in OURS if is_database_failure(error)] == []
