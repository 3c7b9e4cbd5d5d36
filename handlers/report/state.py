"""Where a report's dialogue stands: the answers themselves are rows."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from scoring.questions import Value


class Pending(BaseModel):
    """A value that waits for a yes, or for a line of explanation.

    `written_in`: the message it was written in; `edited`: it would replace an answer which that
    message, or meanwhile somebody else, had given: old and new are shown.
    """

    code: str
    value: Value
    approximate: bool = False
    raw: str
    wants: Literal["yes", "words"] = "yes"
    written_in: str | None = None
    edited: bool = False


class Said(BaseModel):
    """Words in a message that are to replace an answer: the one of `code`, or one of `codes`."""

    text: str
    message: str | None = None
    code: str | None = None
    codes: tuple[str, ...] = ()


class State(BaseModel):
    """`at`: a question to ask out of turn; `late`: entered by the office after the lock.

    `compare`: the office's figures are there and wait for one yes; `open`: the last message, if
    it answered nothing yet; `line`: the pieces of a quick line that still have to be played;
    `discard`: whether to throw it all away waits for a yes. `later`: corrections that wait until
    what is asked is answered; `which`: one of which it is asked what it corrects.
    """

    report: int
    at: str | None = None
    pending: Pending | None = None
    late: bool = False
    compare: bool = False
    reason: str | None = None
    open: str | None = None
    line: tuple[tuple[str, str], ...] = ()
    discard: bool = False
    later: tuple[Said, ...] = ()
    which: Said | None = None
    unsure: tuple[tuple[str, str], ...] = ()
