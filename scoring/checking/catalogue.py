"""The catalogue of a file: which codes there are, what lies in what, what is asked of whom.

What may stand in a broken row counts here as it is written, so that one fault does not make others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scoring import shape
from scoring.checking.fault import At, Fault, instead, nearest
from scoring.checking.shapes import Shaped

_ATTRIBUTES = {"list": "league", "register": "registers", "disqualification": "grounds",
               "ballot": "ballots", "legal_basis": "legal_bases"}  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """A form as far as it can be read; what is not told is None."""

    level: str | None
    frequency: str | None
    codes: tuple[str, ...]
    reporter: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """What checks look at: the sound `file`, and all that was read."""

    raw: Mapping[str, Any]
    shaped: Shaped

    @property
    def file(self) -> shape.File:
        """The sound rows."""
        return self.shaped.file

    def rows(self, table: str) -> Iterator[tuple[At, Any]]:
        """The sound rows of a table and their places."""
        found = getattr(self.file, _ATTRIBUTES.get(table, table))
        return (((table, number), row) for number, row in enumerate(found))

    def codes(self, table: str) -> tuple[str, ...] | None:
        """All codes of a table, also of broken rows; None where the table cannot be read."""
        return self._codes.get("families" if table == "family" else table)

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        tables = {key: value for key, value in self.raw.items() if isinstance(value, list)}
        rows = {key: (_text(row, "code") for row in _rows(self.raw, key)) for key in tables}
        found = {key: tuple(filter(None, codes)) for key, codes in rows.items()}
        families = self.raw.get("families")
        if not isinstance(families, dict):
            return {key: codes for key, codes in found.items() if key != "families"}
        return found | {"families": tuple(families)}

    def unknown(self, at: At, table: str, code: str | None, said: str = "") -> Iterator[Fault]:
        """A fault if a table has no such code."""
        codes = self.codes(table)
        if code is not None and codes is not None and code not in codes:
            yield Fault(at, f"there is no {said or table} {code}{instead(code, codes)}")

    def whole(self, table: str) -> bool:
        """Whether a table could be read at all."""
        return not self.shaped.broken((table,)) or isinstance(self.raw.get(table), list)

    @cached_property
    def indicators(self) -> Mapping[str, tuple[int, shape.Indicator]]:
        """The sound indicators and their numbers, by code."""
        return {row.code: (number, row) for number, row in enumerate(self.file.indicator)}

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        rows = [row for row in _rows(self.raw, "level") if _text(row, "code")]
        return {
            row["code"]: tuple(self.meant("level", one) or one for one in _texts(row.get("within")))
            for row in rows
        }

    def above(self, level: str) -> frozenset[str]:
        """All levels in which one lies; itself only if it lies in itself."""
        found: set[str] = set()
        nearest = list(self._above.get(level, ()))
        while nearest:
            one = nearest.pop()
            if one not in found:
                found.add(one)
                nearest += self._above.get(one, ())
        return frozenset(found)

    def summed(self, level: str) -> frozenset[str]:
        """The level and those whose figures are summed for it."""
        rows = _rows(self.raw, "level")
        over = {_text(row, "code"): self.meant("level", _text(row, "over")) for row in rows}
        found: set[str] = set()
        one: str | None = level
        while one is not None and one not in found:
            found.add(one)
            one = over.get(one)
        return frozenset(found)

    @cached_property
    def forms(self) -> tuple[Asking, ...]:
        """All forms, also broken ones."""
        return tuple(
            Asking(
                self.meant("level", _text(row, "level")),
                _text(row, "frequency"),
                tuple(self.meant("indicator", c) or c for c in _texts(row.get("indicators"))),
                _text(row, "reporter"),
            )
            for row in _rows(self.raw, "form")
        )

    @cached_property
    def judged(self) -> Mapping[str | None, frozenset[str]]:
        """By level: the measures that are judged of its units, also in broken ballots."""
        rows = ((self.meant("level", _text(row, "level")), _texts(row.get("measures")))
                for row in _rows(self.raw, "ballot"))  # fmt: skip
        return {
            level: frozenset(self.meant("derived", code) or code for code in codes)
            for level, codes in rows
        }

    def meant(self, table: str, code: str | None) -> str | None:
        """A code that is there: the same, or the nearest, so that a slip is one fault."""
        codes = self.codes(table)
        if code is None or codes is None or code in codes:
            return code
        return nearest(code, codes)

    def asking(self, code: str) -> list[Asking]:
        """The forms that ask an indicator."""
        return [form for form in self.forms if code in form.codes]

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """All names in rules, also in those that cannot be parsed."""
        rules = (self.named("indicator", kind, "when") for kind in ("hard", "soft", "explain"))
        texts = self.named("indicator", "skip").union(*rules)
        return frozenset(word for text in texts for word in re.findall(r"\w+", text))

    def used(self, table: str, *ways: str) -> frozenset[str]:
        """The codes of a table that are named somewhere, in ways such as `card.item.indicator`."""
        named = frozenset[str]().union(*(self.named(*way.split(".")) for way in ways))
        return frozenset(code for code in (self.meant(table, one) for one in named) if code)

    def named(self, *way: str) -> frozenset[str]:
        """All texts at the end of a way through tables and lists: what is used there."""
        found: list[Any] = [self.raw]
        for key in way:
            rows = [row for row in _flat(found) if isinstance(row, dict)]
            found = [row[key] for row in rows if key in row]
        return frozenset(text for text in _flat(found) if isinstance(text, str))


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _rows(raw: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    found = raw.get(table)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _text(row: Mapping[str, Any], key: str) -> str | None:
    found = row.get(key)
    return found if isinstance(found, str) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
