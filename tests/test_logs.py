"""Guards: no secret and nothing that a person wrote reaches a log, and nobody can fill it."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from bot.settings import Log
from bot.sparing import LINES, SECONDS, Sparing

TOKEN = "123456:AAbb-cc_dd"


class Opaque:
    """Prints what a person wrote."""

    def __repr__(self) -> str:
        return "Nguyễn Văn A"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(params=["text", "json"])
def stream(request: pytest.FixtureRequest) -> io.StringIO:
    stream = io.StringIO()
    logs.configure(Log(request.param, "info"), [TOKEN, "s3/cret"], stream)
    return stream


def test_secrets_are_hidden_wherever_they_stand(stream: io.StringIO) -> None:
    log = structlog.get_logger("ours")
    log.info("sent", url=f"https://api.telegram.org/bot{TOKEN}/sendMessage", **{TOKEN: 1})
    log.info(f"{TOKEN} s3/cret s3%2Fcret")
    logging.getLogger("theirs").warning("to %s", f"bot{TOKEN}")
    try:
        raise OSError(f"cannot reach bot{TOKEN}")
    except OSError:
        log.exception("failed")
        logging.getLogger("theirs").exception("failed")
    said = stream.getvalue()
    assert not any(secret in said for secret in (TOKEN, "s3/cret", "s3%2Fcret"))
    assert said.count(logs.HIDDEN) == 8


def test_a_secret_found_later_is_hidden_too() -> None:
    stream = io.StringIO()
    redactor = logs.configure(Log(), [], stream)
    redactor.hide("made-later")
    structlog.get_logger().info("secret made-later")
    assert "made-later" not in stream.getvalue()


def test_messages_of_errors_that_may_quote_people_are_left_out(stream: io.StringIO) -> None:
    log, written = structlog.get_logger(), repr(Opaque())
    try:
        try:
            int(written)
        except ValueError as error:
            raise OSError("disk full") from error
    except OSError:
        log.exception("turn failed", update=7)
    said = stream.getvalue()
    assert "Nguyễn" not in said
    assert all(part in said for part in ("disk full", "builtins.ValueError", "turn failed"))


def test_what_is_not_plain_is_named_and_not_shown(stream: io.StringIO) -> None:
    structlog.get_logger().info("taken", incoming=Opaque(), update=7)
    said = stream.getvalue()
    assert "Nguyễn" not in said
    assert "<Opaque>" in said


def test_clients_say_nothing_of_their_calls(stream: io.StringIO) -> None:
    for name in ("httpx", "httpcore", "telegram.Bot", "apscheduler.scheduler", "uvicorn.access"):
        logging.getLogger(name).info("HTTP Request: POST")
    assert stream.getvalue() == ""


def test_json_is_one_object_a_line() -> None:
    stream = io.StringIO()
    logs.configure(Log("json", "debug"), [], stream)
    structlog.get_logger("ours").debug("đã gửi", outbox=3)
    logging.getLogger("theirs").warning("%s", "x")
    first, second = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert (first["event"], first["outbox"], first["level"]) == ("đã gửi", 3, "debug")
    assert (second["event"], second["logger"]) == ("x", "theirs")
    assert "timestamp" in first


class Time:
    def __init__(self) -> None:
        self.seconds = time.monotonic()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(stream: io.StringIO) -> Time:
    [handler] = logging.getLogger().handlers
    assert isinstance(handler, Sparing)
    handler.clock = Time()
    return handler.clock


def lines(stream: io.StringIO, words: str) -> list[str]:
    return [line for line in stream.getvalue().splitlines() if words in line]


def test_the_same_line_is_written_a_few_times_a_minute_then_counted(
    stream: io.StringIO, clock: Time
) -> None:
    log = structlog.get_logger("ours")
    for n in range(5000):
        log.warning("turn failed", update=n, error="ValueError")
        logging.getLogger("theirs").warning("Invalid HTTP request %d received.", n)
    log.warning("turn failed", update=1, error="KeyError")
    assert len(lines(stream, "turn failed")) == LINES + 1
    assert len(lines(stream, "Invalid HTTP")) == LINES
    clock.seconds += SECONDS
    log.warning("turn failed", update=7, error="ValueError")
    assert len(lines(stream, "4980 more: turn failed ValueError")) == 1
    assert len(lines(stream, "4980 more: Invalid HTTP request %d received.")) == 1
    assert len(lines(stream, "more: ")) == 2


def test_what_was_counted_is_told_at_the_end(stream: io.StringIO, clock: Time) -> None:
    for _ in range(LINES + 3):
        structlog.get_logger().info("not sent", row=3)
    logging.getLogger().handlers[0].close()
    assert len(lines(stream, "3 more: not sent")) == 1


def test_out_of_files_the_log_stays_small(stream: io.StringIO, clock: Time) -> None:
    loop = asyncio.new_event_loop()
    for n in range(2000):
        error = OSError(errno.EMFILE, "Too many open files")
        told = {"message": "socket.accept() out of system resource", "exception": error}
        loop.call_exception_handler({**told, "socket": f"fd={n}"})
    loop.close()
    assert len(lines(stream, "out of system resource")) == LINES
    assert len(stream.getvalue()) < 20_000


def test_lines_of_ever_new_kinds_are_bounded_too(stream: io.StringIO, clock: Time) -> None:
    for first in range(26**2):
        for second in range(5):
            word = chr(97 + first // 26) + chr(97 + first % 26) + chr(97 + second)
            logging.getLogger("theirs").warning(word)
    assert stream.getvalue().count("\n") < 600


def test_who_asks_for_every_detail_gets_it() -> None:
    stream = io.StringIO()
    logs.configure(Log("text", "debug"), [], stream)
    for n in range(100):
        structlog.get_logger().debug("claimed", row=n)
    assert len(lines(stream, "claimed")) == 100
