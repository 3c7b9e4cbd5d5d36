"""Guards: what people wrote is read by the owner of the database only, and reading the database
is not enough to speak as a platform."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Shell

from bot.channels.webhook import webhook_secret
from bot.commands import common, run
from bot.demo import database
from bot.logs import Redactor
from storage.engine import connect, transaction

TOKEN = "123456:AAbb-cc_dd"


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir() if p.is_file()}


def test_whatever_the_umask_only_the_owner_reads_it(thidua: Shell) -> None:
    os.umask(0o777)  # takes away even what the owner needs
    assert thidua("migrate")[0] == 0
    os.umask(0)
    database.opened(thidua.folder / "demo.db").dispose()
    (thidua.folder / "elsewhere").symlink_to("target.db")
    for url in ("sqlite:///thidua.db", "sqlite:///elsewhere", "sqlite:///demo.db"):
        with transaction(connect(url)) as db:
            db.exec_driver_sql("CREATE TABLE t (x)")
            found = modes(thidua.folder)
            assert set(found.values()) == {0o600}
    assert {"thidua.db", "target.db", "demo.db", "demo.db-wal", "demo.db-shm"} <= set(found)


def test_what_others_could_read_is_closed_once_and_said(thidua: Shell) -> None:
    engine = connect("sqlite:///thidua.db")
    assert thidua("migrate")[2] == ""
    with transaction(engine) as db:
        db.exec_driver_sql("CREATE TABLE t (x)")
    for name in modes(thidua.folder):
        (thidua.folder / name).chmod(0o644)
    assert "LOOK  files: thidua.db can be read by others" in thidua("doctor")[1]
    said = "thidua.db, thidua.db-wal, thidua.db-shm: others could read this, now only the owner"
    assert said in thidua("migrate")[2]
    assert thidua("migrate")[2] == ""
    assert set(modes(thidua.folder).values()) == {0o600}
    assert "ok    files: the owner's only" in thidua("doctor")[1]
    engine.dispose()


def test_a_second_name_of_the_file_is_told(thidua: Shell) -> None:
    thidua("migrate")
    os.link("thidua.db", "second.db")
    assert "LOOK  files: thidua.db has 2 names" in thidua("doctor")[1]


def test_the_secret_of_the_webhook_is_in_no_database(thidua: Shell) -> None:
    thidua("migrate")
    chosen = common.configured().model_copy(update={"telegram_token": _Secret(TOKEN)})
    engine = connect("sqlite:///thidua.db")
    redactor = Redactor()
    [channel] = run.channels(chosen, engine, redactor)
    secret = channel._secret  # type: ignore[attr-defined]
    engine.dispose()
    assert redactor(None, "", f"x {secret}") == "x [hidden]"
    for one in thidua.folder.iterdir():
        assert secret.encode() not in one.read_bytes()
        assert b"webhook.secret" not in one.read_bytes()
    assert secret == webhook_secret(None, TOKEN, "telegram")


def test_secrets_differ_by_token_and_channel_and_the_operators_own_goes_first() -> None:
    made = {webhook_secret(master, token, channel) for master in (None, "m", "n")
            for token in ("1:a", "1:b") for channel in ("telegram", "zalo")}  # fmt: skip
    assert len(made) == 4 + 2 * 2  # by token and channel, else by master and channel
    assert all(len(one) == 64 for one in made)


class _Secret:
    def __init__(self, value: str) -> None:
        self._value = value

    def get_secret_value(self) -> str:
        return self._value
