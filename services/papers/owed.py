"""What is missing from a dossier or a proposal, and who owes it: facts, for whoever words them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scoring.movement import Movement
from services.checklist import Checklist, Condition
from services.gathering import Owing
from services.papers.parts import Owed, Proposed
from services.papers.votes import Sitting
from storage import dossiers, paper_rows, units
from storage.dossiers import Dossier
from storage.engine import Db
from storage.units import Unit


def of_dossier(found: Checklist, office: str) -> tuple[Owed, ...]:
    """What an office's dossier lacks."""
    pieces = (
        Owed(what="piece", piece=one.piece.code, names=tuple(each.name for each in one.lacking),
             by=(office,))
        for one in found.parts if not one.piece.optional and not one.ready
    )  # fmt: skip
    return (*pieces, *(_UNMET[one](found, office) for one in found.unmet() if one in _UNMET))


def _named(found: Sequence[Owing]) -> tuple[str, ...]:
    return tuple(f"{one.name} ({one.reports})" for one in found)


_UNMET: dict[Condition, Callable[[Checklist, str], Owed]] = {
    "nominees": lambda _, office: Owed(what="nominees", by=(office,)),
    "reports": lambda found, _: Owed(what="reports", n=found.gathered.missing,
                                     by=_named(found.gathered.owing)),
    "checks": lambda found, _: Owed(what="checks", n=found.gathered.unchecked,
                                    by=_named(found.gathered.checking)),
    "mismatches": lambda found, office: Owed(what="mismatches", by=(office,), names=tuple(
        one.unit for one in found.mismatches)),
    "barred": lambda found, office: Owed(what="barred", by=(office,), names=tuple(
        one.name for one in found.barred)),
    "holds": lambda found, _: Owed(what="holds", by=tuple(one.by for one in found.holds),
                                   names=tuple(one.reason for one in found.holds)),
    "places": lambda found, office: Owed(what="places", n=found.over + found.places,
                                         limit=found.places, by=(office,)),
    "signer": lambda _, office: Owed(what="signer", by=(office,)),
}  # fmt: skip
"""Legal bases are no part of it: what has lapsed stops the print, on the day of the paper."""


def of_proposal(
    db: Db, rules: Movement, year: int, council: Unit, nominees: Sequence[Proposed],
    sittings: Sequence[Sitting], changed: Sequence[int],
) -> Iterator[Owed]:  # fmt: skip
    """What the Council's proposal lacks."""
    yield from _from_offices(db, rules, year, council)
    gone = [one.name for one in nominees if one.chosen and one.barred]
    held = [one.name for one in nominees if one.chosen and one.held]
    yield from [Owed(what="barred", names=tuple(gone), by=(council.name,))] if gone else []
    yield from [Owed(what="held", names=tuple(held), by=(council.name,))] if held else []
    for what in ("collective", "person"):
        if not any(one.result.what == what for one in sittings):
            yield Owed(what=f"vote-{what}", by=(council.name,))
    if changed:
        yield Owed(what="changed", names=tuple(f"#{one}" for one in changed), by=(council.name,))
    tied = [one.result for one in sittings if one.result.tied and not _answered(one, sittings)]
    for result in tied:
        names = tuple(result.case(number).name for number in result.tied)
        yield Owed(what="tie", names=names, by=(council.name,))
    signed = dossiers.of_unit(db, rules.code, year, council.id)
    if signed is None or not signed.signer:
        yield Owed(what="signer", by=(council.name,))


def _answered(one: Sitting, among: Sequence[Sitting]) -> bool:
    return any(other.result.of == one.number for other in among)


def _from_offices(db: Db, rules: Movement, year: int, council: Unit) -> Iterator[Owed]:
    if rules.award is None:
        return
    offices = {one.id: one for one in
               units.below(db, council, rules.award.terms.nominators)}  # fmt: skip
    sent: dict[int, Dossier] = dossiers.of_year(db, rules.code, year)
    out = [one for one in offices.values() if one.id not in sent or not sent[one.id].sent]
    if out:
        yield Owed(what="dossiers", n=len(out), by=tuple(one.name for one in out))
    league = rules.leagues[rules.award.places.list]
    found = paper_rows.completeness(db, league, year, list(offices))
    in_, due, checked = {}, {}, {}
    for one in offices:
        in_[one], due[one] = found.get((one, "provisional"), (0, 0))
        checked[one] = found.get((one, "official"), (0, 0))[0]
    for what, more, less in (("reports", due, in_), ("checks", in_, checked)):
        lacking = {one: n for one in offices if (n := more[one] - less[one]) > 0}
        if lacking:
            by = tuple(f"{offices[one].name} ({n})" for one, n in lacking.items())
            yield Owed(what=what, n=sum(lacking.values()), by=by)
