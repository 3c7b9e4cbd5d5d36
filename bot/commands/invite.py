"""`thidua invite`: one-time codes for those who have no account yet."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common
from services.roster.demo import ROLES
from storage import invitations
from storage.engine import Db, transaction
from storage.invitations import Guest
from storage.units import Unit, by_code

HEADER = ("name", "unit", "role", "code", "how to join")


def invite(
    unit: Annotated[str | None, typer.Option(help="Only this unit and those below it.")] = None,
    role: Annotated[
        str | None, typer.Option(help=f"Only one of {', '.join(ROLES.values())}.")
    ] = None,
) -> None:
    """Print a new code for everybody without an account: tab-separated, for a spreadsheet.

    A code works once, for 30 days. Whoever joins with one ends the others of the same person.
    """
    chosen = common.configured()
    now = common.now()
    role = _role(role)
    with transaction(common.database(chosen)) as db:
        guests = invitations.without_account(db, _scope(db, unit), role)
        lines = [_line(db, guest, now) for guest in guests]
        somebody = bool(lines) or not invitations.nobody(db)
    if not somebody:
        raise common.Mistake("nobody is on the roster yet: import an organisation first")
    if not lines:
        terminal.remark("Everybody has an account already.")
        return
    terminal.spreadsheet()
    for line in (HEADER, *lines):  # only now: a code that was printed is surely stored
        terminal.row(line)


def _role(role: str | None) -> str | None:
    found = ROLES.get(role or "", role)
    if found is not None and found not in ROLES.values():
        reason = f"{role!r} is none of {', '.join(ROLES.values())}"
        raise typer.BadParameter(reason, param_hint="--role")
    return found


def _scope(db: Db, code: str | None) -> Unit | None:
    if code is None:
        return None
    unit = by_code(db, code)
    if unit is None:
        raise common.Mistake(f"no unit {code}")
    return unit


def _line(db: Db, guest: Guest, now: datetime) -> tuple[str, ...]:
    code = invitations.make(db, guest.id, now)
    units = ", ".join(f"{name} ({unit})" for name, unit, _ in guest.units)
    roles = ", ".join(sorted({role for _, _, role in guest.units}))
    return guest.name, units, roles, code, invitations.way(db, code)
