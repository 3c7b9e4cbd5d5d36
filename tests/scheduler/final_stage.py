"""The stage of corrections: a year's official table, and what is put right afterwards."""

from __future__ import annotations

from functools import partial

from push_stage import ALL, stand
from sqlalchemy import Engine
from told_stage import accept, confirm

from storage import publications as rows
from storage.engine import reading

TAN_NINH, FINAL, NEXT = "25459", "2027-01-11", "2027-01-12"
CORRECTED = {**ALL, "9900003": 200}
OFFICIAL = partial(stand, basis="official")


def settled(engine: Engine) -> rows.Kept:
    with reading(engine) as db:
        found = rows.settled(db, "tay-ninh/groups 2026")
    assert found is not None
    return found


def accepted(engine: Engine, moment: str) -> None:
    """A corrected report of the third group was accepted by its commune."""
    accept(engine, confirm(engine, "9900003", "P004", moment), moment)
