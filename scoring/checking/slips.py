"""Slips in keys: each is named, and read as the key that was meant, so that it hides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import shape
from scoring.checking.fault import At, Fault, nearest
from scoring.checking.wording import keys


class Slips:
    """The keys of a file that are none, and for each the nearest that is missing there."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._meant: dict[At, At] = {}
        self.raw: dict[str, Any] = self._mended(raw, (), ())

    def _mended(self, value: Any, at: At, right: At) -> Any:
        if isinstance(value, list):
            rows = enumerate(value)
            return [self._mended(one, (*at, number), (*right, number)) for number, one in rows]
        if not isinstance(value, Mapping):
            return value
        known = keys(shape.File, right)
        free = [key for key in known if key not in value]
        found = {}
        for key, inner in value.items():
            meant = None if key in known else nearest(key, free)
            if meant:
                free.remove(meant)
                self._meant[*at, key] = (*right, meant)
            way = meant or key
            found[way] = self._mended(inner, (*at, key), (*right, way))
        return found

    @property
    def faults(self) -> Iterator[Fault]:
        """Each by the way to it through the keys that were meant."""
        for at, right in self._meant.items():
            yield Fault((*right[:-1], at[-1]), f"is no key of this table; perhaps {right[-1]}")

    def lines(self, found: dict[At, int]) -> dict[At, int]:
        """The lines of a file also by the keys that were meant."""
        mended = dict(found)
        for at, right in self._meant.items():
            inside = ((way, line) for way, line in found.items() if way[: len(at)] == at)
            mended |= {(*right, *way[len(at) :]): line for way, line in inside}
            mended[*right[:-1], at[-1]] = found.get(at, 1)
        return mended
