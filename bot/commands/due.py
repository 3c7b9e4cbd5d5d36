"""`thidua due`: who would be reminded of what at a moment."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from markupsafe import Markup

from bot import terminal
from bot.commands import common
from locales.translator import guess, translator
from scheduler import calendar, reminder_text, reminders, reminding
from scheduler.reminders import Reminder
from scoring.live import Live
from storage import people
from storage.engine import Db, looked_at, reading, replayed


def due(
    at: Annotated[str, typer.Option(help="The moment, such as 2026-12-05T08:00, local time.")],
    send: Annotated[bool, typer.Option("--send", help="Put it into the outbox.")] = False,
) -> None:
    """Show what is due at that moment; with --send it goes out as if the moment were now."""
    chosen = common.configured()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter("must be like 2026-12-05T08:00", param_hint="--at") from None
    local = moment.replace(tzinfo=moment.tzinfo or chosen.timezone).astimezone(chosen.timezone)
    engine, nothing = common.database(chosen), True
    live = common.live(chosen, engine)
    if not calendar.open_now(local, live.all[0].calendar.hour):
        terminal.remark("Nothing is sent at that hour.")
        return
    with reading(engine) as db:
        for one in reminders.due(db, live, local.date()):
            nothing = False
            _show(db, live, one, local, chosen.timezone)
    if send:
        look, step = partial(looked_at, engine), partial(replayed, engine)
        new = reminding.remind(look, step, live, chosen.timezone, local)
        terminal.remark(f"{new} put into the outbox.")
    if nothing:
        terminal.remark("Nothing is due.")


def _show(db: Db, live: Live, one: Reminder, local: datetime, zone: ZoneInfo) -> None:
    person = people.by_id(db, one.person_id)
    if person is None:
        return
    t = translator(person.language or guess(None))
    reply = reminder_text.write(t, db, live, person, one.task(local.date()), local, zone)
    if reply is None:
        return
    reached = "" if people.address(db, person.id) else " (has not joined)"
    terminal.say(f"{person.code} {person.name}{reached}")
    for line in reply.text.splitlines():
        terminal.say(f"    {Markup(line).striptags()}")  # noqa: S704 (escaped already)
