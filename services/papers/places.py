"""The arithmetic of places as it stands in papers: weights, exact shares, rounds, the result."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from services import places as allotted


class Part(BaseModel):
    """Nothing in it changes any more."""

    model_config = ConfigDict(frozen=True)


class Round(Part):
    """One time through: places to be allotted, exact shares ("97/4"), what each gets or keeps."""

    places: int
    exact: dict[str, str]
    given: dict[str, int]
    kept: dict[str, int]


class Line(Part):
    """An office: its points, its place, how many it could use, what the rule gives, what counts;
    `reason`: of the Council, where it says otherwise.
    """

    office: str
    code: str
    points: str | None
    place: int | None
    usable: int
    by_rule: int
    places: int
    reason: str | None = None


class Places(Part):
    """All offices, the best first."""

    all: int
    cap: int | None
    basis: str
    final: bool
    lines: tuple[Line, ...] = ()
    rounds: tuple[Round, ...] = ()

    def of(self, code: str) -> Line | None:
        """An office's line."""
        return next((one for one in self.lines if one.code == code), None)


def frozen(found: allotted.Places) -> Places:
    """The same without anything of the database."""
    return Places(
        all=found.all, cap=found.cap, basis=found.basis, final=found.final,
        lines=tuple(_line(one) for one in found.rows),
        rounds=tuple(Round(places=one.places, given=dict(one.given), kept=dict(one.kept),
                           exact={code: str(share) for code, share in one.exact.items()})
                     for one in found.rounds),
    )  # fmt: skip


def _line(row: allotted.Row) -> Line:
    points = row.placed.points
    return Line(
        office=row.unit.name, code=row.unit.code, points=None if points is None else str(points),
        place=row.placed.place, usable=row.nominees, by_rule=row.by_rule, places=row.places,
        reason=row.word.reason if row.word else None,
    )  # fmt: skip
