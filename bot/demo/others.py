"""The others: those whose phones nobody has open report what is open, and check what waits.

Each does it on a phone of their own, word for word the way a visitor would: they open their
invitation, agree, answer and confirm. Nothing is written past the conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from bot.demo import figures, phones
from bot.demo.clock import DemoClock
from bot.demo.figures import Books
from bot.demo.hand import Hand
from handlers.routing.play import Site
from handlers.seen import Seen
from scoring.duties import open_periods
from scoring.periods import Period
from scoring.questions import numbers
from services.duties import asked
from storage import history, missing_reports, people, reports, review_queue
from storage.engine import Db, reading, transaction
from storage.missing_reports import Owed

_MOST_STEPS = 80
"""Of one report. Where something is asked that an invented figure does not answer (a line of
explanation, for one), the report stays a draft."""

Held = frozenset[str]
"""The codes of those whose phones are open: they are a visitor's, and left alone."""


@dataclass(frozen=True)
class Others:
    """Everybody but the visitor."""

    engine: Engine
    site: Site
    clock: DemoClock

    def steps(self, held: Held) -> list[Callable[[], int]]:
        """What there is to do, a person a step, in an order that lets reports be checked."""
        with reading(self.engine) as db:
            owed = self._owed(db, held)
        write = [lambda code=code: self._write(code, owed[code]) for code in owed]
        return [*write, *(lambda code=code: self._check(code) for code in self._checkers(held))]

    def _owed(self, db: Db, held: Held) -> dict[str, list[Owed]]:
        codes = {phones.person_id(db, p.code): p.code for p in phones.everybody(db)}
        found: dict[str, list[Owed]] = {}
        for one in self._open(db):
            code = codes.get(one.person_id)
            if code is not None and code not in held:
                found.setdefault(code, []).append(one)
        return found

    def _open(self, db: Db) -> Iterator[Owed]:
        movement, today = self.site.live.all[0], self.clock().astimezone(self.site.zone).date()
        for form in movement.forms.values():
            for period in open_periods(form, today):
                rows = missing_reports.missing(
                    db, form.level, form.code, period.code, role=form.reporter
                )
                yield from (one for one in rows if asked(form, one.unit, period))

    def _checkers(self, held: Held) -> list[str]:
        """Officers first: what they enter themselves is for the office to check."""
        with reading(self.engine) as db:
            everybody = phones.everybody(db)
        return [p.code for role in ("officer", "office") for p in everybody
                if p.role == role and p.code not in held]  # fmt: skip

    def _write(self, code: str, owed: list[Owed]) -> int:
        """Give the reports that somebody owes; how many were confirmed."""
        with transaction(self.engine) as db:
            hand = Hand(db, self.site, self.clock(), code)
            hand.join()
            return sum(_report(hand, self.site, one) for one in owed)

    def _check(self, code: str) -> int:
        """Accept whatever waits for somebody; no report is new by that."""
        with transaction(self.engine) as db:
            person = people.by_id(db, phones.person_id(db, code) or 0)
            if person is None or not review_queue.count(db, person, self.site.live.checks):
                return 0
            hand = Hand(db, self.site, self.clock(), code)
            hand.join()
            hand.say("/review")
            for _ in range(_MOST_STEPS):
                if not hand.tap("accept"):
                    break
        return 0


def _report(hand: Hand, site: Site, owed: Owed) -> bool:
    """Answer, question by question, until there is a card to confirm."""
    hand.say(f"/report {owed.unit.code} {owed.form} {owed.period}")
    tried: dict[str, int] = {}
    for _ in range(_MOST_STEPS):
        shown = hand.shown()
        if shown is None:
            return False
        if shown.step == "card":
            hand.tap("yes")
            return _confirmed(hand.db, owed)
        if shown.step != "ask" or shown.code is None:
            if not hand.tap("yes"):
                return False
            continue
        at = tried[shown.code] = tried.get(shown.code, -1) + 1
        _answer(hand, site, owed, shown, at)
    return False


def _answer(hand: Hand, site: Site, owed: Owed, shown: Seen, attempt: int) -> None:
    movement = site.live.of_form(owed.form)
    indicator = movement.indicators[shown.code or ""]
    period = Period.parse(owed.period)
    last, _ = history.compared(hand.db, movement, owed.unit.id, period.code, period.previous().code)
    if not indicator.kind.measured:
        if attempt or not hand.tap_first("="):
            hand.say(figures.words(indicator, period))
        return
    before, given = numbers(last), numbers(shown.values)
    books = Books(owed.unit.code, owed.period, owed.unit.households or 40, before, given)
    options = figures.candidates(indicator, books)
    number = options[min(attempt, len(options) - 1)]
    if indicator.kind.of == "truth":
        hand.choose("yes" if number else "no")
    else:
        hand.say(f"={number}")


def _confirmed(db: Db, owed: Owed) -> bool:
    found = reports.of(db, owed.unit.id, owed.form, owed.period)
    return found is not None and found.status == "confirmed"
