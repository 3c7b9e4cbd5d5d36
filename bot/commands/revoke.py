"""`thidua revoke`: everything with which somebody could act as a person ends."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import terminal
from bot.commands import common
from storage import access, people
from storage.engine import transaction


def revoke(
    person: Annotated[str, typer.Argument(help="The person's code in the organisation file.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else it is only shown.")] = False,
) -> None:
    """End a person's accounts, codes and dialogues: for a phone that was lost, or a wrong hand.

    The person stays on the roster, and `thidua invite` makes a new code.
    """
    now = common.now()
    with transaction(common.database(common.configured())) as db:
        found = people.by_code(db, person)
        if found is None:
            raise common.Mistake(f"no person {person}")
        ended = access.revoke(db, found[0], now)
        if not yes:
            db.rollback()
    terminal.say(f"{person} {found[1]}")
    terminal.say(f"Accounts: {ended.accounts}. Open codes: {ended.codes}.")
    terminal.say(f"Open dialogues: {ended.dialogues}. Requests for accounts: {ended.requests}.")
    terminal.say(f"Messages that wait: {ended.messages}.")
    terminal.say("All of it has ended." if yes else common.ending(True, apply=False, by="--yes"))
