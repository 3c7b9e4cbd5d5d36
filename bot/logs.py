"""Logs: ids and events; never a text, a name, a phone number or a secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from traceback import format_tb
from typing import Any, TextIO
from urllib.parse import quote

import structlog
from sqlalchemy.exc import DBAPIError
from structlog.typing import EventDict, ExcInfo, Processor

from bot.settings import Log
from bot.sparing import Sparing
from bot.terminal import visible

QUIET = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "alembic")
"""Libraries whose ordinary lines say nothing to an operator, or say too much (URLs)."""

SPEAKING = (OSError, ImportError, AttributeError, NameError, TypeError)
"""Exceptions whose message is about the program; others may quote what a person wrote."""

PLAIN = (str, int, float, bool, type(None))
HIDDEN = "[hidden]"


class Redactor:
    """Blanks secrets by their value, wherever they appear in a line."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._values: tuple[str, ...] = ()
        for secret in secrets:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """From now on this value (as it is, or in a URL) is not shown."""
        if secret:
            values = {*self._values, secret, quote(secret, safe="")}
            self._values = tuple(sorted(values, key=len, reverse=True))

    def __call__(self, _logger: object, _method: str, line: Any) -> str:
        """The line without them."""
        shown = visible(str(line))
        for value in self._values:
            shown = shown.replace(value, HIDDEN)
        return shown


def configure(log: Log, secrets: Iterable[str], stream: TextIO | None = None) -> Redactor:
    """Send every log line (ours and the libraries') through one format to standard error."""
    redactor = Redactor(secrets)
    shared = _shared()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _renderer(log),
            redactor,  # last: nothing is added after it
        ],
    )
    handler = Sparing(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=log.level.upper(), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return redactor


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(lambda info: "".join(_trace(info))),
        _named,
    ]


def _renderer(log: Log) -> Processor:
    if log.format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=True)
    return structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, sort_keys=False)


def _named(_logger: object, _method: str, event: EventDict) -> EventDict:
    """A value that is not plain is named, not shown: what it prints may hold anything."""
    return {key: value if isinstance(value, PLAIN) else _name(value)
            for key, value in event.items()}  # fmt: skip


def _name(value: object) -> str:
    return f"<{type(value).__name__}>"


def _trace(info: ExcInfo) -> Iterator[str]:
    """Where it was raised, and what, without messages that may quote a person."""
    error: BaseException | None = info[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield from format_tb(error.__traceback__)
        yield f"{type(error).__module__}.{type(error).__qualname__}{_message(error)}\n"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is not None:
            yield "after:\n"


def _message(error: BaseException) -> str:
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return ": the connection to the database was lost"
    return f": {error}" if isinstance(error, SPEAKING) else ""
