"""The Council's sittings as they stand in papers: the result that was fixed, with its digest."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from services.sittings import results
from services.sittings.results import Result
from storage import paper_rows, sittings
from storage.engine import Db
from storage.units import Unit


class Sitting(BaseModel):
    """A closed sitting: its result, the digest that every member got, who convened it."""

    model_config = ConfigDict(frozen=True)

    number: int
    digest: str
    secretary: str
    result: Result


def of_year(db: Db, movement: str, year: int, council: Unit) -> tuple[Sitting, ...]:
    """Those of a Council in a year whose result is just what was fixed."""
    held = sittings.of_year(db, movement, year, council.id)
    found = [(one, result) for one in held if (result := results.read(one)) is not None]
    called = paper_rows.called(db, {one.convened_by for one, _ in found})
    return tuple(
        Sitting(number=one.id, digest=one.digest or "", secretary=called[one.convened_by],
                result=result)
        for one, result in found
        if one.annulled_at is None
    )  # fmt: skip


def changed(db: Db, movement: str, year: int, council: Unit) -> list[int]:
    """Sittings whose result is no longer what was fixed: papers say nothing of them, but that."""
    held = sittings.of_year(db, movement, year, council.id)
    return [one.id for one in held if results.state(one) == "changed"]
