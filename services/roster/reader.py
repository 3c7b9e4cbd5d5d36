"""Reads the rows of an organisation file one by one: a bad row does not hide the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from services.roster import cells, shape
from services.roster.checks import Content

LISTS = {"office": ("transaction_offices", "id"), "commune": ("communes", "code"),
         "group": ("groups", "id")}  # fmt: skip
"""Kind of unit -> (its list in the file, the key of its code)."""

T = TypeVar("T")
Row = TypeVar("Row", bound=cells.Row)
_month = TypeAdapter(cells.Month | None)


class Reader:
    """`problems` fills up while `content` and `month` are read."""

    def __init__(self, whole: dict[str, Any]) -> None:
        self.whole = whole
        self.problems: list[str] = []

    def content(self) -> Content:
        """Every row that can be read; of the lists nothing is left behind, a nation's are large."""
        kinds, ids = self._kinds(), frozenset(self._ids("people", "id"))
        return Content(
            province=self._row("province", self.whole.get("province"), shape.Province),
            branch=self._row("branch", self.whole.get("branch"), shape.Branch),
            unions=self._unions(),
            offices=self._rows("transaction_offices", shape.Office),
            communes=self._rows("communes", shape.Commune),
            groups=self._rows("groups", shape.Group),
            people=self._rows("people", shape.Person),
            kinds=kinds,
            ids=ids,
        )

    def month(self) -> str | None:
        """The file's own first month of new units."""
        value = self.whole.get("reports_from")
        return self._checked("reports_from", lambda: _month.validate_python(value))

    def _row(self, place: str, value: object, model: type[Row]) -> Row | None:
        if value is None:
            self.problems.append(f"{place}: is missing")
            return None
        return self._checked(place, lambda: model.model_validate(value))

    def _checked(self, place: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ValidationError as error:
            self.problems += [f"{place}{line}" for line in reasons(error)]
            return None

    def _rows(self, key: str, model: type[Row]) -> dict[str, Row]:
        if not isinstance(self.whole.get(key), list):
            # Taken as empty, everything in it would count as removed.
            self.problems.append(f"{key}: must be a list")
        found, rows = {}, self._list(key)
        for number, value in enumerate(rows):
            place = f"{key}[{number}]"
            row = self._row(place, value, model)
            if row is not None:
                found[place] = row
            rows[number] = None
        return found

    def _list(self, key: str) -> list[object]:
        value = self.whole.get(key)
        return value if isinstance(value, list) else []

    def _unions(self) -> Mapping[str, shape.Union]:
        value = self.whole.get("unions")
        if not isinstance(value, dict):
            self.problems.append("unions: must be an object")
            return {}
        read = ((key, self._row(f"unions.{key}", row, shape.Union)) for key, row in value.items())
        return {key: row for key, row in read if row is not None}

    def _kinds(self) -> dict[str, str]:
        found = {code: kind for kind, (key, name) in LISTS.items() for code in self._ids(key, name)}
        for kind, name in (("province", "code"), ("branch", "id")):
            row = self.whole.get(kind)
            if isinstance(row, dict) and name in row:
                found[_plain(row[name])] = kind
        return found

    def _ids(self, key: str, name: str) -> list[str]:
        rows = [row for row in self._list(key) if isinstance(row, dict)]
        return [_plain(row[name]) for row in rows if name in row]


def _plain(code: object) -> str:
    return " ".join(str(code).split())


def reasons(error: ValidationError) -> list[str]:
    """`.key[0]: reason` for everything that pydantic found."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    lines = []
    for one in found:
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in one["loc"])
        reason = one["msg"].removeprefix("Value error, ")
        lines.append(f"{path}: {reason[:1].lower()}{reason[1:]}")
    return lines
