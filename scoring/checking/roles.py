"""Who reports and who checks: whether anybody can, and is asked to."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.rows import Level


def roles(known: Catalogue) -> Iterator[Fault]:
    """Each level that is checked has somebody above it who does, and who reports has a form."""
    levels = [row for _, row in known.rows("level")]
    asked = {form.level for form in known.forms}
    for at, level in known.rows("level"):
        if level.verifier and level.reporter:
            yield from _checked(known, (*at, "verifier"), level, levels)
        if level.reporter and known.whole("form") and not asked & {level.code, None}:
            yield blemish((*at, "reporter"), f"{level.reporter} reports, but there is no form")


def _checked(known: Catalogue, at: At, level: Level, levels: list[Level]) -> Iterator[Fault]:
    above = known.above(level.code)
    holders = [one.code for one in levels if one.reporter == level.verifier]
    if not level.within:
        yield Fault(at, f"{level.code} lies in nothing, so nobody above it can check")
    elif holders and above.isdisjoint(holders) and level.code not in above:
        where = f"{level.verifier} reports for {', '.join(holders)}, which is not above it"
        yield Fault(at, f"nobody can check what {level.code} reports: {where}")
