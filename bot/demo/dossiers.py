"""January in the offices: two of them propose, name who signs, and send their dossier.

The first two in the order of codes that nobody holds. The office above a visitor's own phones comes
last: its reports wait for the visitor. What a visitor sends counts as one of the two. The others
send nothing, so that the Council sees who has not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.demo import phones
from bot.demo.hand import Hand
from bot.demo.phones import Phone
from handlers.routing.play import Site
from scoring.award import Award
from scoring.movement import Movement
from services import award_time
from storage import dossiers, units
from storage.dossiers import Dossier
from storage.engine import Db
from storage.units import Unit

SENDING = 2
HEADS = 2
"""So many heads each office proposes, where it has the places."""
POST = "Giám đốc"
NOMINATE = "/awards nominate"
OF_PERSON = "Sinh hoạt tổ đều đặn, đôn đốc thu lãi và gửi tiết kiệm hằng tháng."
OF_COLLECTIVE = "Chỉ đạo, phối hợp tốt hoạt động tín dụng chính sách trên địa bàn."


@dataclass(frozen=True)
class Review:
    """The year under review in January, by its own rules."""

    movement: Movement
    award: Award
    year: int
    on_time: bool


def review(site: Site, now: datetime) -> Review | None:
    """What is reviewed now; only in January, as the demo's days have it."""
    local = now.astimezone(site.zone)
    year = local.year - 1
    rules = site.live.all[0].in_year(year)
    if local.month != 1 or rules.award is None or not award_time.may_be_evaluated(rules, year):
        return None
    return Review(rules, rules.award, year, award_time.on_time(rules, year, now, site.zone))


def sending(db: Db, of: Review, held: frozenset[str]) -> list[Phone]:
    """The offices' people who have a dossier to send."""
    there, everybody = dossiers.of_year(db, of.movement.code, of.year), phones.everybody(db)
    known = {one.unit_code: units.by_code(db, one.unit_code) for one in everybody}
    visitors = {above for one in everybody if one.code in held and (unit := known[one.unit_code])
                for above in unit.above()}  # fmt: skip

    def last(one: Phone) -> tuple[bool, bool]:
        unit = known[one.unit_code]
        return not _sent(there, unit), unit is not None and unit.id in visitors

    offices = sorted((one for one in everybody if one.role == "office"), key=last)
    free = [one for one in offices if one.code not in held or _sent(there, known[one.unit_code])]
    return [one for one in free[:SENDING] if not _sent(there, known[one.unit_code])]


def _sent(there: Mapping[int, Dossier], unit: Unit | None) -> bool:
    found = there.get(unit.id) if unit else None
    return found is not None and found.sent


def send(hand: Hand, of: Review, phone: Phone) -> None:
    """Propose the best heads, a commune and the office itself; sign; submit."""
    for number, kind in enumerate(of.award.nominees.values()):
        if kind.of == "person" and "head" in kind.roles:
            for place in range(HEADS):
                _propose(hand, number, place, OF_PERSON)
        elif kind.of == "collective" and kind.levels:
            _propose(hand, number, 0, OF_COLLECTIVE)
    for said in ("/awards signer", phone.name, POST, "/awards submit"):
        hand.say(said)
    hand.tap("yes")


def _propose(hand: Hand, kind: int, place: int, ground: str) -> None:
    """Somebody of a kind, from the list that is offered, which has the best first."""
    hand.say(NOMINATE)
    if not hand.tap(f"{NOMINATE} kind {kind}"):
        return
    offered = [one for one in hand.offered() if one.startswith(f"{NOMINATE} ")]
    if place >= len(offered) or not hand.tap(offered[place]):
        return
    if not hand.offered():  # it is refused with a button that leads back
        hand.say(ground)
        hand.tap("no")
