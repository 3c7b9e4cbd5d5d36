"""A tie that a second ballot has not decided: the chair does, with a reason that is recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal

from scoring import elections
from scoring.elections import Elected
from services.sittings import results
from services.sittings.convening import Round, answered, cases, places
from services.sittings.results import Result
from services.sittings.settings import of as settings_of
from storage import sittings, units
from storage.engine import Db

Why = Literal["none", "places"]


def tied(db: Db, of: Round, found: Result) -> tuple[int, ...]:
    """The cases of a tie among which there is still to choose: not withdrawn, nor elected since."""
    left = set(cases(db, of))
    return tuple(one for one in found.tied if found.case(one).nomination in left)


def decide(
    db: Db, of: Round, picked: Collection[int], by: int, now: datetime, reason: str
) -> int | Why:
    """Elect these of the tied (numbers of cases of the sitting `of.tie`); the id of what is kept.

    It is kept as a sitting of its own without ballots, so that its result has a digest too.
    """
    units.hold(db, of.council)
    tie = sittings.hold(db, of.tie.id) if of.tie else None
    found = results.read(tie) if tie else None
    if tie is None or found is None or not found.tied or tie.round < 2 or answered(db, tie):
        return "none"
    left = min(found.left, places(db, of))
    if not set(picked) <= set(tied(db, of, found)):
        return "places"
    try:
        chosen = elections.decided(Elected((), found.tied, left, ()), picked)
    except ValueError:
        return "places"
    settings = settings_of(tie).model_copy(update={"kind": "chair", "places": left})
    row = {
        "movement": tie.movement, "year": tie.year, "unit_id": tie.unit_id, "what": tie.what,
        "round": tie.round + 1, "of_id": tie.id, "settings": settings.model_dump_json(),
        "convened_by": by, "convened_at": now, "reason": reason,
    }  # fmt: skip
    made = sittings.convene(db, row, found.nominations(found.tied))
    moment = now.astimezone(UTC).isoformat(timespec="seconds")
    result = found.model_copy(update={
        "sitting": made, "round": tie.round + 1, "of": tie.id, "settings": settings,
        "elected": chosen.chosen, "tied": (), "left": 0, "beaten": chosen.beaten,
        "few": (), "alike": (), "checks": (), "convened": moment, "closed": moment,
        "reason": reason,
    })  # fmt: skip
    body = results.canonical(result)
    sittings.change(db, made, closed_at=now, result=body, digest=results.digest(body))
    return made
