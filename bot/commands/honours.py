"""`thidua honours`: what was awarded: earlier years brought, listed, cancelled."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common, importing
from services import awarding
from services import honours as service
from services.lists import ListError
from storage import honours
from storage.engine import looked_at, reading, transaction
from storage.honours import Listed

app = typer.Typer(help="What people and units were awarded.", no_args_is_help=True)


@app.callback()
def awarded() -> None:
    """What people and units were awarded."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="Text (CSV), a workbook or JSON; see the README.")],
    apply: Annotated[bool, typer.Option("--apply", help="Keep it; else only show.")] = False,
    by: common.By = None,
    every: importing.All = False,
) -> None:
    """Add honours of earlier years from FILE, each once; what is kept already stays as it is."""
    chosen = common.configured()
    engine, now = common.database(chosen), common.now()
    today, content = common.today(chosen, now), common.content(file)
    try:
        if apply:
            source = common.source(file, content, by)
            with transaction(engine) as db:
                found = service.bring(db, content, today, source, now)
        else:
            found = looked_at(engine, partial(service.compare, data=content, today=today,
                                              source=file.name))  # fmt: skip
    except ListError as error:
        common.rejected(file, error.problems)
    importing.show((("new honours", f"+ {one.told()}") for one in found), whole=every)
    terminal.say(f"Honours: {len(found)} new.")
    terminal.say(common.ending(bool(found), apply=apply))


@app.command("list")
def listed(
    year: Annotated[int | None, typer.Option(min=1, help="Only those of this year.")] = None,
) -> None:
    """Every honour that is kept, the newest first, with the number by which it is cancelled."""
    engine = common.database(common.configured())
    with reading(engine) as db:
        found = honours.listed(db, year)
    for one in found:
        terminal.say(_line(one))
    if not found:
        terminal.remark("No honour is kept.")


@app.command("cancel")
def cancel(
    number: Annotated[int, typer.Argument(help="As `honours list` shows it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it counts no more.")],
) -> None:
    """An honour was taken back or brought wrongly: it counts no more, and stays with the reason."""
    if not reason.strip():
        raise common.Mistake("say why: --reason …")
    with transaction(common.database(common.configured())) as db:
        if honours.by_id(db, number) is None:
            raise common.Mistake(f"there is no honour {number}")
        done = awarding.cancel_honour(db, number, reason.strip(), None, common.now())
    terminal.say("Done." if done else "It was cancelled before.")


def _line(one: Listed) -> str:
    kept = one.honour
    why = f"  [cancelled: {kept.cancelled_for}]" if kept.cancelled_at else ""
    return f"{kept.id}  {one.code}  {one.name}: {service.described(kept.given)}{why}"
