"""Lists that an office brings: rows of text, a workbook or JSON, by the names of their columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from locales.fold import fold
from services.figures.errors import FiguresError
from services.figures.text import SEARCHED, named
from services.roster.cells import Row
from services.roster.reader import reasons
from services.roster.reading import Raw

Model = TypeVar("Model", bound=Row)
Checked = tuple[Raw, Model]


class ListError(Exception):
    """The list cannot be taken; `problems` names every bad row by its place, with the reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Columns:
    """What a list is called in JSON, and the names of its columns as people write them.

    `needed`: of each of these one is there; `right`: says so to who left it out.
    """

    name: str
    keys: Mapping[str, str]
    needed: tuple[frozenset[str], ...]
    right: str

    def of(self, cells: Sequence[str]) -> list[str] | None:
        """The keys of a row of names, "" for what is nobody's; None where it heads nothing."""
        by_name = {name: key for key, names in self.keys.items() for name in names.split(", ")}
        found = [by_name.get(fold(cell), "") for cell in cells]
        return found if all(one & set(found) for one in self.needed) else None


def rows(data: bytes, columns: Columns) -> list[Raw]:
    """The rows of a file; ListError where nothing in it is such a list."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{")):
        return _of_json(data, columns)
    try:
        sheets = named(data, lambda cells: columns.of(cells) is not None)
    except FiguresError as error:
        raise ListError(error.problems) from None
    several = len(sheets) > 1
    of_each = (_of_sheet(f"sheet {name}, " if several else "", cells, columns)
               for name, cells in sheets.items())  # fmt: skip
    found = [row for some in of_each for row in some]
    if not found:
        raise ListError([f"no row in it; the columns are named in one row: {columns.right}"])
    return found


def _of_sheet(at: str, cells: list[list[str]], columns: Columns) -> Iterator[Raw]:
    keys = None
    for number, row in enumerate(cells, 1):
        if keys is None:
            keys = columns.of(row) if number <= SEARCHED else None
            continue
        says = {key: cell for key, cell in zip(keys, row, strict=False) if key and cell}
        if says:
            yield Raw(f"{at}row {number}", ", ", says)


def _of_json(data: bytes, columns: Columns) -> list[Raw]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ListError(["the file is not JSON that can be read"]) from None
    listed = whole.get(columns.name) if isinstance(whole, dict) else whole
    if not isinstance(listed, list) or not listed:
        raise ListError([f"{columns.name}: must be a list with a row at least"])
    return [Raw(f"{columns.name}[{n}]", ".", row) for n, row in enumerate(listed)]


def checked(found: Iterable[Raw], model: type[Model]) -> list[Checked[Model]]:
    """The rows as they are read; ListError with a line for each that cannot be."""
    read, problems = [], []
    for raw in found:
        try:
            read.append((raw, model.model_validate(raw.cells)))
        except ValidationError as error:
            for line in reasons(error):
                told = line.replace(".", raw.joint, 1) if line.startswith(".") else line
                problems.append(f"{raw.place}{told}")
    if problems:
        raise ListError(problems)
    return read
