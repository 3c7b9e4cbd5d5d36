"""The door to the terminal: what others wrote is shown, and commands neither it nor a spreadsheet.

Names, cells and keys of files come from outside. A terminal obeys escape codes, a spreadsheet runs
what begins like a formula, and marks of direction make a line read as another one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import typer

from services.cells import harmless

_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067"
    "\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, marks of direction and what cannot be seen; not those that words of a language need
(U+200C, U+200D), nor the isolates in which the translator puts a field (U+2068, U+2069)."""


def visible(text: str) -> str:
    r"""The text with everything that commands a terminal written out, as in `\x1b`."""
    return _COMMANDS.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def say(line: str = "") -> None:
    """One line of what the command was asked for."""
    typer.echo(visible(line.replace("\n", " ")))


def remark(line: str) -> None:
    """One line beside it, on standard error."""
    typer.echo(visible(line.replace("\n", " ")), err=True)


def document(value: object) -> None:
    """A value as JSON, which any program reads back as it was."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    typer.echo(_COMMANDS.sub(_json_escape, text))


def exact(chunks: Iterable[bytes]) -> None:
    """Bytes as they are, into a file or another program; a terminal is shown them as text."""
    if sys.stdout.isatty():
        typer.echo(visible(b"".join(chunks).decode()))
        return
    sys.stdout.flush()
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def _json_escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def cell(value: Any) -> str:
    """A value in a table that a spreadsheet may open: text that looks like a formula stays text,
    and so does what begins with a quotation mark, which would swallow what follows.
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    flat = visible(" ".join(value.split()))
    return f"'{flat}" if flat.startswith('"') else harmless(flat)


def spreadsheet() -> None:
    """A table begins: where it goes into a file, with the mark by which spreadsheets know UTF-8."""
    if not sys.stdout.isatty():
        typer.echo("\ufeff", nl=False)


def row(cells: Iterable[Any]) -> None:
    """One row of a table, tab-separated."""
    typer.echo("\t".join(map(cell, cells)))


def safe(values: Mapping[str, Any]) -> dict[str, str]:
    """A row by its columns' names, each value as `cell` writes it."""
    return {name: cell(value) for name, value in values.items()}


def reason(message: str) -> str:
    """What a check of ours said, without the library's words in front."""
    return message.removeprefix("Value error, ").removeprefix("Assertion failed, ")


def complain(name: str, *lines: str) -> None:
    """What is wrong, each in one line on standard error."""
    for line in lines:
        print(f"{name}: {visible(' '.join(line.split()))}", file=sys.stderr)
