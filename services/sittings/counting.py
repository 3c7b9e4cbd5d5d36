"""Ballots that have been opened become a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nacl.public import PrivateKey

from scoring import elections, tallies, votes
from scoring.votes import Electors
from services import sealing
from services.sealing import Ballot, Damaged
from services.sittings import settings
from services.sittings.results import Case, Member, Opinion, Result, Votes
from storage.seating import Seat
from storage.sitting_cases import Nominee
from storage.sittings import Sitting


@dataclass
class Box:
    """What was in the box: of each seat the last ballot, and how much could not be read."""

    ballots: dict[int, Ballot] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    spoilt: int = 0


def opened(
    key: PrivateKey, sealed: Sequence[bytes], seats: Sequence[Seat], cases: Sequence[int]
) -> Box:
    """Open every ballot; of those with the same slip the last one counts."""
    box, whose = Box(), {seat.slip: seat for seat in seats if seat.slip is not None}
    for body in sealed:
        try:
            ballot = sealing.unseal(key, body, cases)
        except Damaged:
            box.spoilt += 1
            continue
        seat = whose.get(ballot.slip)
        if seat is None or ballot.written == bool(seat.present):
            box.spoilt += 1
        elif seat.id not in box.ballots or ballot.turn > box.ballots[seat.id].turn:
            box.ballots[seat.id] = ballot
    _check(key, box, seats)
    return box


def _check(key: PrivateKey, box: Box, seats: Sequence[Seat]) -> None:
    for seat in seats:
        if seat.id in box.ballots and seat.slip is not None:
            try:
                box.checks.append(sealing.check(key, seat.slip))
            except Damaged:
                box.spoilt += 1
    box.checks.sort()


@dataclass(frozen=True)
class Count:
    """A sitting that is closed: who sat, on whom, what was in the box, how many can be elected."""

    sitting: Sitting
    seats: Sequence[Seat]
    nominees: Mapping[int, Nominee]
    box: Box
    places: int
    now: datetime

    def choices(self, *, written: bool) -> list[dict[int, str]]:
        """Ballots of the room, or opinions in writing: each without cases that are not its own."""
        return [self._own(seat) for seat in self.seats
                if (one := self.box.ballots.get(seat.id)) and one.written == written]  # fmt: skip

    def _own(self, seat: Seat) -> dict[int, str]:
        said = self.box.ballots[seat.id].choices
        return {case: one for case, one in said.items() if case not in seat.recused}

    def opinions(self) -> Iterator[Opinion]:
        """Those of the absent, by name."""
        for seat in self.seats:
            ballot = self.box.ballots.get(seat.id)
            if ballot is not None and ballot.written:
                yield Opinion(person=seat.person_id, name=seat.name, choices=self._own(seat))


def result(count: Count) -> Result:
    """What was decided."""
    rules = settings.of(count.sitting)
    room, written = count.choices(written=False), count.choices(written=True)
    counted = _results(count, room, written)
    live = {n: one for n, one in counted.items() if count.nominees[n].live}
    if rules.kind == "second":
        found = elections.again(live, count.places)
    else:
        found = elections.elected(live, count.places)
    thin = elections.thin(counted)
    invalid = sum(tallies.over(one, rules.places) for one in room)
    seats, present = count.seats, [seat for seat in count.seats if seat.present]
    voted = sum(seat.voted for seat in seats)
    return Result(
        **_head(count), members=len(seats), present=len(present),
        handed=sum(len(seat.recused) < len(counted) for seat in present),
        returned=len(room), valid=len(room) - invalid, invalid=invalid, written=len(written),
        spoilt=count.box.spoilt, lost=max(0, voted - len(count.box.ballots)),
        cases=tuple(_case(count, n, one) for n, one in counted.items()),
        elected=found.chosen, tied=found.tied, left=found.left, beaten=found.beaten,
        few=thin.few, alike=thin.alike, roll=roll(seats), opinions=tuple(count.opinions()),
        checks=tuple(count.box.checks),
    )  # fmt: skip


def _results(
    count: Count, room: Sequence[Mapping[int, str]], written: Sequence[Mapping[int, str]]
) -> dict[int, votes.Result]:
    rules, numbers = settings.of(count.sitting), list(count.nominees)
    in_room = tallies.counted(numbers, room, rules.places)
    apart = tallies.counted(numbers, written, rules.places)
    return {n: votes.result(in_room[n], _electors(count.seats, n), rules.rules, apart[n])
            for n in numbers}  # fmt: skip


def _electors(seats: Sequence[Seat], case: int) -> Electors:
    out = [seat for seat in seats if case in seat.recused]
    return Electors(
        members=len(seats), present=sum(bool(seat.present) for seat in seats),
        recused=len(out), recused_present=sum(bool(seat.present) for seat in out),
    )  # fmt: skip


def _case(count: Count, number: int, one: votes.Result) -> Case:
    nominee, electors = count.nominees[number], _electors(count.seats, number)
    return Case(
        number=number, nomination=nominee.nomination_id, person=nominee.person, unit=nominee.unit,
        unit_code=nominee.unit_code, kind=nominee.kind, live=nominee.live,
        recused=electors.recused, recused_present=electors.recused_present,
        room=_votes(one.room), written=_votes(one.written), yes=one.yes, base=one.base,
        rate=f"{one.yes}/{one.base}" if one.base else "0/1", passed=one.passed,
    )  # fmt: skip


def _votes(of: votes.Votes) -> Votes:
    return Votes(yes=of.yes, no=of.no, blank=of.blank, invalid=of.invalid)


def _head(count: Count) -> dict[str, Any]:
    sitting = count.sitting
    return {
        "sitting": sitting.id, "movement": sitting.movement, "year": sitting.year,
        "what": sitting.what, "council": sitting.unit_id, "round": sitting.round,
        "of": sitting.of_id, "settings": settings.of(sitting), "place": sitting.place,
        "convened": _moment(sitting.convened_at), "closed": _moment(count.now),
        "opened": _moment(sitting.opened_at) if sitting.opened_at else None,
    }  # fmt: skip


def roll(seats: Sequence[Seat]) -> tuple[Member, ...]:
    """The roll, by name."""
    return tuple(
        Member(person=one.person_id, name=one.name, present=bool(one.present), written=one.written,
               voted=one.voted, recused=tuple(sorted(one.recused)))
        for one in seats
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
