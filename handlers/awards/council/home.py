"""The Council's part of the first page: dossiers, days, what waits, money, and the ways on.

For an office: questions of the Council that wait for its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from handlers import hours, rights
from handlers.awards.council.seat import Seat, before_us, seat
from handlers.awards.section import COMMAND, Section, season
from handlers.engine.turn import Choice, Turn, button
from handlers.wording.reports import day
from handlers.wording.some import some
from locales import formats
from scoring import bases, rewards, workdays
from services import waiting
from storage import award_decisions, dossier_states, nominee_questions, units
from storage.units import Unit

_SHORT = 60
"""Characters of a question on the page."""


def home(turn: Turn) -> Sequence[Section]:
    """What concerns the reader: a member of the Council, or somebody of an office."""
    at = seat(turn)
    found = [] if at is None else [Section(list(_council(turn, at)), list(_ways(turn, at)))]
    asked = _office(turn)
    return [*found, *([asked] if asked else [])]


def offices(turn: Turn, at: Seat) -> list[Unit]:
    """The units that send a dossier to this Council."""
    return units.below(turn.db, at.council, at.award.terms.nominators)


def _council(turn: Turn, at: Seat) -> Iterator[Markup]:
    t = turn.t
    yield Markup("<b>{}</b>").format(t("Proposal for awards, {year}", year=at.year))
    yield from _dossiers(turn, at)
    if not _decided(turn, at):
        yield from _appraisal(turn, at)
        yield from _money(turn, at)
    yield from _waits(turn, at)


def _decided(turn: Turn, at: Seat) -> bool:
    found = award_decisions.of_year(turn.db, at.movement.code, at.year)
    return any(one.cancelled_at is None for one in found)


def _dossiers(turn: Turn, at: Seat) -> Iterator[Markup]:
    t, every = turn.t, offices(turn, at)
    there = dossier_states.submitted(turn.db, at.movement.code, at.year)
    missing = [one.name for one in every if one.id not in there]
    yield t("{n} of {total} dossiers are in.", n=len(every) - len(missing), total=len(every))
    if missing:
        yield t("Not in: {units}", units=some(t, missing))
    last = date(at.year + 1, *at.movement.calendar.dossier)
    left = (last - turn.today).days
    if left > 0:
        until = day(t, last)
        yield t.many("Until {day}: {n} day left.", "Until {day}: {n} days left.", left, day=until)
    elif left == 0:
        yield t("Until the end of today, {day}.", day=day(t, last))
    elif missing:
        yield t("Dossiers were due by {day}.", day=day(t, last))


def working(which: date) -> bool:
    """Whether offices of the state work on a day."""
    return which.weekday() < _SATURDAY and which not in hours.public_holidays(which.year)


_SATURDAY = 5


def _appraisal(turn: Turn, at: Seat) -> Iterator[Markup]:
    """By when the request leaves, and when the authority's appraisal is over: of a dossier that is
    complete then, and a working day later.
    """
    terms, t = at.award.terms, turn.t
    if terms.leaves is None:
        return
    leaves = date(at.year + 1, *terms.leaves)
    yield t("The request is to leave by {day}.", day=day(t, leaves))
    complete = workdays.aim(leaves, working)
    later = workdays.add_working_days(complete, 1, working)
    for one in (complete, later):
        ends = workdays.add_working_days(one, terms.appraisal_days, working)
        yield _ends(turn, at, one, ends)
        yield from _lapsed(turn, at, ends)


def _ends(turn: Turn, at: Seat, complete: date, ends: date) -> Markup:
    t, left = turn.t, (ends - turn.today).days
    said = {"day": day(t, complete), "ends": day(t, ends), "days": at.award.terms.appraisal_days}
    if left < 0:
        return t("Complete on {day}: the appraisal ended on {ends} ({days} working days).", **said)
    return t.many(
        "Complete on {day}: the appraisal ends on {ends} ({days} working days), in {n} day.",
        "Complete on {day}: the appraisal ends on {ends} ({days} working days), in {n} days.",
        left, **said,
    )  # fmt: skip


def _lapsed(turn: Turn, at: Seat, ends: date) -> Iterator[Markup]:
    """Legal bases of today that are no longer in force on that day."""
    for one in at.award.bases.values():
        if one.cites and bases.holds(one, turn.today) and not bases.holds(one, ends):
            yield turn.t("On that day {kind} {number} is no longer in force.", kind=one.kind,
                         number=one.number)  # fmt: skip


def _waits(turn: Turn, at: Seat) -> Iterator[Markup]:
    t = turn.t
    found = waiting.of(turn.db, at.movement, at.year, at.council)
    if found.questions:
        yield t.many("{n} question about nominees is not answered.",
                     "{n} questions about nominees are not answered.", found.questions)  # fmt: skip
    if found.objections:
        yield t.many("{n} objection is not answered.", "{n} objections are not answered.",
                     found.objections)  # fmt: skip
    if found.marks:
        yield t.many("{n} mark on eligibility is not decided.",
                     "{n} marks on eligibility are not decided.", found.marks)  # fmt: skip


def _money(turn: Turn, at: Seat) -> Iterator[Markup]:
    """What all awards together would cost, by the base salary of today."""
    salary, money, caps = at.award.salary(turn.today), at.award.money, at.movement.caps
    if salary is None:
        return
    numbers = ((caps[0], Fraction(money.collective)), (caps[1], Fraction(money.person)))
    amount = rewards.estimate(numbers, salary.amount, money.round_to)
    yield turn.t(
        "Money, if all places are used ({collectives} collectives, {persons} individuals): "
        "{amount}, an estimate by the base salary of today.",
        collectives=caps[0], persons=caps[1], amount=formats.money_long(amount, turn.t.language),
    )  # fmt: skip


def _ways(turn: Turn, at: Seat) -> Iterator[tuple[Choice, ...]]:
    t = turn.t
    yield (button(t("All dossiers"), f"{COMMAND} progress"),)
    yield (button(t("Shortlist: collectives"), f"{COMMAND} shortlist collective"),
           button(t("Shortlist: individuals"), f"{COMMAND} shortlist person"))  # fmt: skip
    yield (button(t("Objections"), f"{COMMAND} objections"),
           button(t("Eligibility"), "/eligibility"),
           button(t("Holds"), f"{COMMAND} hold"))  # fmt: skip
    yield (button(t("Places for individuals"), f"{COMMAND} places"),)
    yield (button(t("Decision on awards"), f"{COMMAND} decision"),)


def _office(turn: Turn) -> Section | None:
    """Questions about nominees of the writer's own office."""
    found = season(turn)
    own = {one.id for one in rights.reach(turn, "nominate")[0]} if found else set()
    if found is None or not own:
        return None
    its = before_us(turn, found)
    waits = nominee_questions.waiting(turn.db, its.movement.code, its.year)
    mine = [one for one, office in waits if office in own]
    if not mine:
        return None
    rows = [(button(turn.t("Answer: {words}", words=one.said[:_SHORT]),
                    f"{COMMAND} answer {one.id}"),) for one in mine]  # fmt: skip
    return Section([turn.t("The Council asks about those proposed from here:")], rows)
