"""The line of every table, row and key of a TOML text; `tomllib` tells none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scoring.checking.fault import At

_MARK = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\''
    r"|#[^\n]*|[\w-]+|[^\S\n]+|.",
    re.DOTALL,
)
_END = ""


def lines(text: str) -> dict[At, int]:
    """By the way to it, the line (from 1) of all that stands in a text that TOML can read."""
    scan = _Scan(text)
    scan.file()
    return scan.lines


def line_of(found: dict[At, int], at: At) -> int:
    """The line of a place, or of what it is part of where it does not stand in the file."""
    return next((found[at[:n]] for n in range(len(at), -1, -1) if at[:n] in found), 1)


def _marks(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark[0] != "#" and (mark == "\n" or not mark.isspace()):
            yield mark, line
        line += mark.count("\n")
    yield _END, line


class _Scan:
    """Walks once over the marks of a text: pairs, arrays, inline tables, headers."""

    def __init__(self, text: str) -> None:
        self._marks = list(_marks(text))
        self._next = 0
        self._rows: Counter[At] = Counter()
        self.lines: dict[At, int] = {}

    def file(self) -> None:
        here: At = ()
        while self._skip("\n"):
            if self._mark == "[":
                here = self._header()
            else:
                self._pair(here)

    @property
    def _mark(self) -> str:
        return self._marks[self._next][0]

    @property
    def _line(self) -> int:
        return self._marks[self._next][1]

    def _take(self) -> str:
        self._next += 1
        return self._marks[self._next - 1][0]

    def _skip(self, marks: str) -> bool:
        """Whether anything comes behind these marks."""
        while self._mark != _END and self._mark in marks:
            self._next += 1
        return self._mark != _END

    def _keys(self, end: str) -> list[str]:
        found = []
        while self._mark not in (end, _END):
            mark = self._take()
            if mark != ".":
                found.append(mark.strip("\"'"))
        self._take()
        return found

    def _header(self) -> At:
        line = self._line
        self._take()
        row = self._mark == "["
        self._skip("[")
        *above, last = self._keys("]")
        self._skip("]")
        here: At = ()
        for key in above:
            here = (*here, key)
            self.lines.setdefault(here, line)
            if here in self._rows:
                here = (*here, self._rows[here] - 1)
        here = (*here, last)
        if row:
            self._rows[here] += 1
            self.lines.setdefault(here, line)
            here = (*here, self._rows[here] - 1)
        self.lines.setdefault(here, line)
        return here

    def _pair(self, here: At) -> None:
        line = self._line
        for key in self._keys("="):
            here = (*here, key)
            self.lines.setdefault(here, line)
        self._value(here)

    def _value(self, here: At) -> None:
        if self._mark == "[":
            self._take()
            number = 0
            while self._skip("\n,") and self._mark != "]":
                self.lines[*here, number] = self._line
                self._value((*here, number))
                number += 1
            self._take()
        elif self._mark == "{":
            self._take()
            while self._skip("\n,") and self._mark != "}":
                self._pair(here)
            self._take()
        else:
            while self._mark != _END and self._mark not in ",]}\n":
                self._take()
