"""Files of an export: rows as CSV or as lines of JSON; what was written is counted and digested."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from services.cells import harmless

Format = Literal["csv", "json"]
BOM = "\ufeff"


@dataclass(frozen=True)
class Written:
    """A file that is whole: its rows, its bytes, the SHA-256 of them."""

    file: str
    rows: int
    bytes: int
    sha256: str

    def told(self) -> dict[str, Any]:
        """As the manifest has it."""
        return asdict(self)


class File:
    """A new file, for its owner only; on the disk when it is closed."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.rows = 0
        self._size, self._digest = 0, hashlib.sha256()
        self._raw = os.fdopen(
            os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        )

    def write(self, text: str, rows: int = 0) -> None:
        """Some more of it, which holds so many rows."""
        raw = text.encode()
        self._raw.write(raw)
        self._digest.update(raw)
        self._size += len(raw)
        self.rows += rows

    def written(self) -> Written:
        """What is in it."""
        return Written(self.name, self.rows, self._size, self._digest.hexdigest())

    def __enter__(self) -> File:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        with self._raw:
            if kind is None:
                self._raw.flush()
                os.fsync(self._raw.fileno())


class Writer(Protocol):
    """How rows become text."""

    @property
    def ending(self) -> str:
        """How the names of its files end."""

    def head(self, columns: Sequence[str]) -> str:
        """What stands before the rows."""

    def rows(self, columns: Sequence[str], some: Iterable[Sequence[Any]]) -> str:
        """Some rows."""


@dataclass(frozen=True)
class Csv:
    """RFC 4180, with the mark by which spreadsheets know UTF-8; nothing begins a formula."""

    zone: ZoneInfo
    ending: str = ".csv"

    def head(self, columns: Sequence[str]) -> str:
        """The names of the columns."""
        return BOM + self.rows((), [columns])

    def rows(self, _columns: Sequence[str], some: Iterable[Sequence[Any]]) -> str:
        """Some rows."""
        text = io.StringIO(newline="")
        out = csv.writer(text, lineterminator="\r\n")
        out.writerows([self._cell(value) for value in row] for row in some)
        return text.getvalue()

    def _cell(self, value: Any) -> str:
        if isinstance(value, str):
            return harmless(value)
        found = plain(value, self.zone)
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, Decimal):
            return digits(found)
        return "" if found is None else str(found)


@dataclass(frozen=True)
class Lines:
    """JSON Lines: an object a row, so that a reader too needs no more than one at a time."""

    zone: ZoneInfo
    ending: str = ".jsonl"

    def head(self, _columns: Sequence[str]) -> str:
        """Nothing: each row names its columns."""
        return ""

    def rows(self, columns: Sequence[str], some: Iterable[Sequence[Any]]) -> str:
        """Some rows."""
        return "".join(f"{self._row(columns, row)}\n" for row in some)

    def _row(self, columns: Sequence[str], row: Sequence[Any]) -> str:
        found = (number(plain(value, self.zone)) for value in row)
        return compact(dict(zip(columns, found, strict=True)))


WRITERS: dict[Format, type[Csv] | type[Lines]] = {"csv": Csv, "json": Lines}


def plain(value: Any, zone: ZoneInfo) -> Any:
    """Days and moments as ISO 8601, these in the office's zone; all else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def digits(value: Decimal) -> str:
    """A decimal in digits alone, without zeros that say nothing."""
    return f"{value.normalize():f}"


def number(value: Any) -> Any:
    """A decimal as a number of JSON."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def compact(value: Any) -> str:
    """JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
