"""The movements that are live in an installation: one, or several beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from scoring.forms import Form
from scoring.levels import Check
from scoring.movement import Movement, MovementError


class Live(Protocol):
    """What is asked of all of them; a `Movement` by itself is live, and so are `Several`."""

    @property
    def all(self) -> tuple[Movement, ...]:
        """Each of them; the first is meant where none is named."""

    @property
    def forms(self) -> Mapping[str, Form]:
        """All forms: a form's code says whose it is."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Who checks what."""

    def of_form(self, code: str) -> Movement:
        """The movement whose form this is; KeyError if it is nobody's."""


@dataclass(frozen=True, eq=False)
class Several:
    """Several movements; no form may be of two of them, for reports are kept by their form."""

    all: tuple[Movement, ...]

    @cached_property
    def _owners(self) -> Mapping[str, Movement]:
        return {code: one for one in self.all for code in one.forms}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """All forms, those of the first movement in front."""
        return {code: form for one in self.all for code, form in one.forms.items()}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Who checks what: each movement's own forms only."""
        return tuple(
            replace(
                check, forms=tuple(code for code, f in one.forms.items() if f.level == check.level)
            )
            for one in self.all
            for check in one.checks
        )

    def of_form(self, code: str) -> Movement:
        """The movement whose form this is."""
        return self._owners[code]


def _narrowed(movement: Movement, check: Check) -> Check:
    forms = (form for form in movement.forms.values() if form.level == check.level)
    return replace(check, forms=tuple(form.code for form in forms))


def together(movements: Iterable[Movement]) -> Live:
    """One or several that are live at once; MovementError where they claim the same."""
    found = tuple(movements)
    if len(found) == 1:
        return found[0]
    owners: dict[str, Movement] = {}
    for one in found:
        for code in one.forms:
            if code in owners:
                raise MovementError(
                    f"{one.code}: the form {code} is also {owners[code].code}'s; "
                    "every form needs a code of its own"
                )
            owners[code] = one
    return Several(found)


def concerning(live: Live, kinds: Iterable[str]) -> tuple[Movement, ...]:
    """The movements that know any of these kinds of units."""
    held = frozenset(kinds)
    return tuple(one for one in live.all if held & one.levels.keys())
