"""Guards: what a chat wrote is played in the order in which it was written, while SQLite is locked
by somebody else for longer than we wait, and while PostgreSQL ends the connections of two programs
that take over from each other."""

from __future__ import annotations

import asyncio
import gc
import os
import sqlite3
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.leader import while_holding
from bot.receiving.batch import Context
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import connect
from tests.crash import harness
from tests.crash.content import content
from tests.crash.copies import Copies
from tests.crash.program import SEASON
from tests.crash.scripts import BOT, Platform, Wave

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
CHATS, EACH = 20, 3 if SCALE == 1 else 15
CONTEXT = Context(Site(builtin(), harness.ZONE), lambda: SEASON, lambda: None)
ONE: Wave = [(1, (harness.SAYS * 7)[n]) for n in range(100)]
MANY: Wave = [(chat, harness.SAYS[n]) for n in range(EACH) for chat in range(1, CHATS + 1)]


async def undisturbed(copies: Copies, wave: Wave) -> object:
    """What is there when nothing fails."""
    url = copies.fresh()
    engine = connect(url)
    turns = writer(engine, CONTEXT)
    turns.start()
    await Platform(engine, Receiver(turns), "polling").play([wave])
    turns.stop()
    found = content(engine)
    engine.dispose()
    return found


async def test_sqlite_is_locked_for_longer_than_we_wait(tmp_path: Path) -> None:
    copies = Copies(tmp_path, None)
    right = await undisturbed(copies, ONE)
    engine = connect(url := copies.fresh(), patience=0.1)
    turns = writer(engine, CONTEXT)
    turns.start()
    other = sqlite3.connect(make_url(url).database or "", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.35, other.rollback)
    timer.start()
    await Platform(engine, Receiver(turns), "polling").play([ONE])
    timer.join()
    other.close()
    turns.stop()
    assert content(engine) == right
    engine.dispose()


async def test_two_programs_whose_connections_are_ended(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.leader._LOOK", 0.1)
    copies = Copies(tmp_path, postgres)
    right = await undisturbed(copies, MANY)
    url = copies.fresh()
    engines = [connect(url) for _ in range(2)]
    programs = [writer(engine, CONTEXT) for engine in engines]
    platform = Platform(engines[0], Receiver(programs[0]), "polling")
    platform.write(MANY)

    async def hold(number: int) -> None:
        receiver = Receiver(programs[number])
        await while_holding(engines[number], f"channel:{BOT}", lambda: platform.poll(receiver))

    for program in programs:
        program.start()
    tasks = [asyncio.create_task(hold(number)) for number in range(2)]
    ends = 0
    async with asyncio.timeout(60 + SCALE):
        while platform.confirmed <= len(MANY):
            await asyncio.sleep(0.15)
            ends += await asyncio.to_thread(_end_all, url)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
    for program in programs:
        program.stop()
    aside = connect(url)
    found = content(aside)
    for engine in (*engines, aside):
        engine.dispose()
    gc.collect()
    wrong = {chat for chat in range(1, CHATS + 1) if _of(found, chat) != _of(right, chat)}
    print(f"{len(MANY)} messages, {ends} connections ended, {len(wrong)} of {CHATS} chats wrong")
    assert ends
    assert found == right


def _end_all(url: str) -> int:
    """End everybody's connections to this database, but this one."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    ours = " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(url, autocommit=True) as db:
        return len(db.execute((ended + ours).encode()).fetchall())


def _of(found: object, chat: int) -> list[tuple]:
    assert isinstance(found, dict)
    return [row for row in found["updates"] if row[3] == str(chat)]
