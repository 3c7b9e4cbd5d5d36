"""The kinds of tasks of the Council's sittings: queued by a turn, sent at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers import hours
from handlers.awards.ballot import told
from handlers.engine.turn import Reply
from scheduler.kind import Kind, Leaving


def _kind(
    code: str, words: Callable[[Leaving, told.Task], Reply | None], *, over: bool = False
) -> Kind[told.Task]:
    """What members are told at once, for they sit; `over`: also when the sitting has ended."""
    return Kind(
        code=code,
        body=told.Task,
        due=None,
        hours=hours.always,
        wanted=lambda at, task: over or told.waits(at.db, at.person, task),
        words=words,
    )


KINDS: tuple[Kind[Any], ...] = (
    _kind(told.CODE, lambda at, task: told.code(at.t, at.db, at.person, task, at.zone)),
    _kind(told.PAPER, lambda at, task: told.ballot(at.t, at.db, at.person, task)),
    _kind(told.CLOSING, lambda at, task: told.closing(at.t, at.db, at.person, task)),
    _kind(told.RESULT, lambda at, task: told.result(at.t, at.db, at.person, task, at.zone),
          over=True),
    _kind(told.ANNULLED, lambda at, task: told.annulled(at.t, at.db, at.person, task), over=True),
)  # fmt: skip
