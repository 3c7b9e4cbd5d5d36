"""Legal bases are dated: a paper names those in force on its own date, and stops where one that it
needs has lapsed (dossier, section 1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar


class Basis(Protocol):
    """A law, decree or circular: in force from the day `since` up to and without the day `until`;
    what comes instead has the code `successor`.
    """

    @property
    def code(self) -> str:
        """By which papers and successors name it."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The first day on which it is no longer in force."""

    @property
    def successor(self) -> str | None:
        """The code of what comes instead."""


B = TypeVar("B", bound=Basis)


def holds(basis: Basis, day: date) -> bool:
    """Whether it is in force on a day."""
    return basis.since <= day and not _over(basis, day)


def stays_old(amendment: Basis, received: date) -> bool:
    """Whether a dossier stays under the text before an amendment: it was received earlier.

    That the new text is better for the person, in which case it applies, people have to say.
    """
    return received < amendment.since


def in_force(
    bases: Iterable[B], day: date, *, received: date | None = None, by_receipt: Collection[str] = ()
) -> tuple[B, ...]:
    """Those in force on a paper's date, in their order.

    `by_receipt`: codes of amendments that do not apply to a dossier `received` before them; not
    received yet, it is as if it were received on the paper's date.
    """
    return tuple(
        one
        for one in bases
        if holds(one, day) and not (one.code in by_receipt and stays_old(one, received or day))
    )


def lapsed(bases: Iterable[B], wanted: Collection[str], day: date) -> list[tuple[B, B | None]]:
    """What a paper of a date needs and is no longer in force, each with what has come instead.

    That is the first of its successors that has not lapsed too; None where none is known. Nothing
    is missing where the paper names this one as well and it is in force. KeyError for a code that
    is none.
    """
    known = {one.code: one for one in bases}
    found = []
    for basis in (known[code] for code in wanted):
        heir = _heir(known, basis, day)
        there = heir is not None and heir.code in wanted and holds(heir, day)
        if _over(basis, day) and not there:
            found.append((basis, heir))
    return found


def _heir(known: Mapping[str, B], basis: B, day: date) -> B | None:
    """The first in the line of successors that is not over."""
    heir, seen = known.get(basis.successor or ""), {basis.code}
    while heir is not None and _over(heir, day) and heir.code not in seen:
        seen.add(heir.code)
        heir = known.get(heir.successor or "")
    return None if heir is None or heir.code in seen else heir


def _over(basis: Basis, day: date) -> bool:
    return basis.until is not None and basis.until <= day
