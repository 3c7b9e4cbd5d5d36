"""The program's commands, in plain sight, and its manners when something is wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from sqlalchemy.exc import DBAPIError
from typer.exceptions import Abort, Exit, TyperException

from bot import terminal
from bot.commands.common import Mistake
from bot.settings import SettingsError
from bot.web import CannotListen
from storage.schema import SchemaError

NAME = "thidua"
MISTAKE, USAGE, INTERRUPTED = 1, 2, 130

COMMANDS = {
    "organisation": "organisation:app", "figures": "figures:app", "movement": "movement:app",
    "invite": "invite:invite", "migrate": "migrate:migrate", "run": "run:run", "demo": "demo:demo",
    "doctor": "doctor:doctor", "due": "due:due", "retry": "retry:retry", "revoke": "revoke:revoke",
    "standings": "standings:standings", "export": "export:export",
    "publication": "publication:app", "honours": "honours:app", "absences": "absences:app",
    "dossier": "papers:dossier", "proposal": "papers:proposal",
}  # fmt: skip
"""Where each command is, below `bot.commands`."""


def application(words: Sequence[str]) -> typer.Typer:
    """The command that is named, alone: to load all of them takes longer than most have to do.

    All of them where none is named, or none of this name is there.
    """
    app = typer.Typer(
        name=NAME,
        help="Emulation reporting by chat: report, verify, remind, rank.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    for name in words[:1] if words[:1] and words[0] in COMMANDS else COMMANDS:
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"bot.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _program() -> None:
    """Emulation reporting by chat: report, verify, remind, rank."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 1 for a mistake, 2 for a wrong call.

    What is wrong stands on standard error in a line of its own; a traceback is shown for our
    own faults only.
    """
    try:
        words = sys.argv[1:] if arguments is None else arguments
        _readable(words)
        return int(application(words)(words, prog_name=NAME, standalone_mode=False) or 0)
    except Exit as end:
        return end.exit_code
    except TyperException as error:
        return _say(USAGE, error.format_message())
    except Mistake as error:
        return _say(MISTAKE, *error.lines)
    except (SettingsError, SchemaError, CannotListen) as error:
        return _say(MISTAKE, str(error))
    except DBAPIError as error:
        return _say(MISTAKE, f"The database cannot be used: {_first_line(error)}")
    except BrokenPipeError:
        return _hang_up()
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED


def _readable(arguments: Sequence[str]) -> None:
    """Bytes that are no text would only fail later, in the database or on the screen."""
    for word in arguments:
        if any("\ud800" <= character <= "\udfff" for character in word):
            shown = os.fsencode(word).decode("utf-8", "replace")
            raise Mistake(f"{shown!r} is not UTF-8 text")


def _say(status: int, *lines: str) -> int:
    terminal.complain(NAME, *lines)
    return status


def _first_line(error: DBAPIError) -> str:
    """The driver's own words; its further lines quote rows."""
    words = str(error.orig).strip().splitlines()
    return words[0] if words else type(error.orig).__name__


def _hang_up() -> int:
    """Nobody reads our output any more (`thidua … | head`): leave without a word."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
