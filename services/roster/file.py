"""Reads an organisation file: JSON, text or a workbook, in the general shape or the demo's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from scoring.loading import builtin
from scoring.movement import Movement
from services.figures.text import is_workbook
from services.roster import demo, general, tables
from services.roster.entries import Roster, RosterError

_PARTS = (b";", b",", b"\t", b"|")


def read(data: bytes, movement: Movement | None = None, *, whole: bool = True) -> Roster:
    """The organisation that a file describes; RosterError if anything in it is wrong.

    `movement`: whose kinds of units it may name; the built-in one's where none is given. `whole`:
    who is missing has left; else the file names only what changes.
    """
    movement = movement or builtin()
    if _is_table(data):
        return general.read(tables.read(data, movement), movement, whole=whole)
    found = _document(data)
    if "units" in found or ("people" in found and found.keys() <= {"people", "reports_from"}):
        return general.read(general.rows(found), movement, whole=whole)
    roster = demo.read(found, movement)
    return roster if whole else replace(roster, whole=frozenset())


def _is_table(data: bytes) -> bool:
    """A workbook, or text whose first line has cells; JSON begins with a bracket."""
    if is_workbook(data) or b"\0" in data[:200]:
        return True
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = begins.split(b"\n", 1)[0]
    return not begins.startswith((b"{", b"[")) and any(part in first for part in _PARTS)


def _document(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RosterError([f"byte {error.start + 1}: the file is not UTF-8 text"]) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RosterError([f"{where}: the file is not JSON ({error.msg})"]) from None
    except (RecursionError, ValueError):  # nested too deeply, a number of 5,000 digits
        raise RosterError(["the file is not JSON that can be read"]) from None
    if not isinstance(whole, dict):
        raise RosterError(["the file must hold one JSON object"])
    return whole
