"""Whom a decision grants it to: all who were elected, or not some; with the money of its day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from handlers import rights
from handlers.awards.council.seat import Seat, named
from handlers.engine.turn import Reply, Turn, button, lines, say
from locales import formats
from locales.reading.clean import clean
from scoring import rewards
from scoring.award_rows import Of
from services.sittings import results
from storage import honours, proposed
from storage.proposed import Proposed

_ALL = "all"
_NUMBERS = re.compile(r"\d{1,3}(?:[\s,;.]+\d{1,3})*", re.ASCII)
_KINDS: tuple[Of, ...] = ("collective", "person")


def ended(turn: Turn) -> Markup:
    """It is no longer open."""
    return rights.ended(turn)


def elected(turn: Turn, at: Seat) -> list[Proposed]:
    """Those who were elected and are not honoured yet: collectives, then individuals."""
    code = at.movement.code
    won = {one for what in _KINDS for one in results.elected(turn.db, code, at.year, what)}
    granted = honours.granted(turn.db, won) if won else set()
    live = proposed.live(turn.db, code, at.year, scope=at.council)
    found = [one for one in live if one.id in won and one.id not in granted]
    return sorted(found, key=lambda one: (one.what != _KINDS[0], one.id))


def ask(turn: Turn, at: Seat, head: Sequence[Markup]) -> Reply:
    """All of them, or the numbers of those it does not grant."""
    t, every = turn.t, elected(turn, at)
    told = (t("{n}. {name}", n=number, name=named(one)) for number, one in enumerate(every, 1))
    asked = t("Does it grant all of them? If not, please write the numbers of those it leaves out.")
    return say(lines(*head, *told, asked), (button(t("All of them"), _ALL),), digits=True)


def take(turn: Turn, at: Seat) -> list[int] | Markup:
    """The nominations that it grants, or why that cannot be told."""
    every = elected(turn, at)
    if turn.text == _ALL or turn.word == "yes":
        return [one.id for one in every]
    said = clean(turn.text)
    numbers = {int(one) for one in re.findall(r"\d+", said)} if _NUMBERS.fullmatch(said) else set()
    if not numbers or not numbers <= set(range(1, len(every) + 1)):
        return turn.t("Please write numbers from 1 to {n}, or choose all.", n=len(every))
    left = [one.id for number, one in enumerate(every, 1) if number not in numbers]
    return left or turn.t("Nobody would be left.")


def told(turn: Turn, at: Seat, granted: Collection[int], when: date) -> Iterator[Markup]:
    """Each with the money by the base salary of that day, and the sum."""
    t, salary, money = turn.t, at.award.salary(when), at.award.money
    every, total = [one for one in elected(turn, at) if one.id in set(granted)], 0
    for number, one in enumerate(every, 1):
        share = money.collective if one.what == _KINDS[0] else money.person
        amount = rewards.reward(share, salary.amount, money.round_to) if salary else 0
        total += amount
        yield t("{n}. {name}: {value}", n=number, name=named(one),
                value=formats.money_long(amount, t.language))  # fmt: skip
    yield t("Together: {amount}", amount=formats.money_long(total, t.language))
    if salary is not None:
        yield t("Base salary on that day: {amount} (Decree {decree})", decree=salary.decree,
                amount=formats.money_long(salary.amount, t.language))  # fmt: skip
