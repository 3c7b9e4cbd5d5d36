"""The office's part of the first page; for a unit what holds it, and how it objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers import rights
from handlers.awards.office import checked, direct, dossier, held, objecting, placed, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND, Section, season
from handlers.engine.turn import Choice, Turn, button
from handlers.wording.reports import day
from services import checklist, objections, places
from services.checklist import Checklist
from services.places import Places
from storage import proposed


def home(turn: Turn) -> Sequence[Section]:
    """What concerns the reader."""
    found = [_office(turn, one) for one in whose.all_of(turn)]
    found += [_bodies(turn, one) for one in whose.councils(turn)]
    found += list(_held(turn))
    return [*found, *_objection(turn)]


def _office(turn: Turn, its: Its) -> Section:
    t = turn.t
    council = places.council_of(turn.db, its.award, its.office)
    given = None
    if council is not None:
        given = places.of_council(turn.db, its.movement, its.year, council, turn.today)
    found = checklist.of_office(turn.db, its.movement, its.year, its.office, turn.now, turn.zone,
                                given)  # fmt: skip
    if found is None:
        return Section([])
    told = [
        Markup("<b>{}</b>").format(t("Proposal for {form}, {year}: {name}",
                                     form=its.award.terms.form, year=its.year,
                                     name=its.office.name)),
        *dossier.state(turn, its, found),
        *(_places(turn, given, found) if given else ()),
        *dossier.proposed(turn, its),
        *_list(direct.reminder(turn, its)),
        checked.head(t, found),
        *(Markup("- {}").format(one) for one in checked.missing(t, found, its.office.name)),
    ]  # fmt: skip
    return Section(told, _ways(turn, its))


def _bodies(turn: Turn, its: Its) -> Section:
    """What the Council's own unit proposes, and the way to."""
    t = turn.t
    there = proposed.live(turn.db, its.code, its.year, office=its.office.id)
    told = [t("Proposed here so far: {names}",
              names=t.row([one.name for one in there]))] if there else []  # fmt: skip
    if not whose.kinds(turn, its):
        return Section(told)
    taken = [(button(t("Withdraw: {name}", name=one.name), f"{COMMAND} withdraw {one.id}"),)
             for one in there]  # fmt: skip
    new = (button(t("Propose a provincial body"), f"{COMMAND} nominate{whose.behind(turn, its)}"),)
    return Section(told, [new, *taken])


def _list(said: Markup | None) -> list[Markup]:
    return [] if said is None else [said]


def _places(turn: Turn, given: Places, found: Checklist) -> Iterator[Markup]:
    """How many persons may be proposed, by which results."""
    taken = found.places + found.over
    yield turn.t.many("{n} place for individuals; {taken} proposed.",
                      "{n} places for individuals; {taken} proposed.", found.places,
                      taken=taken)  # fmt: skip
    yield placed.as_of(turn, given)


def _ways(turn: Turn, its: Its) -> list[tuple[Choice, ...]]:
    t, behind = turn.t, whose.behind(turn, its)
    see = button(t("The dossier"), f"{COMMAND} dossier{behind}")
    new = button(t("Nominate"), f"{COMMAND} nominate{behind}")
    may = whose.kinds(turn, its)
    rows: list[tuple[Choice, ...]] = [(new, see) if may else (see,)]
    if whose.shut(turn, its) is None:
        rows.append((button(t("Send the dossier to the Council"), f"{COMMAND} submit{behind}"),))
    rows.append((button(t("Places"), f"{COMMAND} places"), button(t("Holds"), held.HOLD)))
    return rows


def _held(turn: Turn) -> Iterator[Section]:
    """What holds units for which the reader answers, and the reader."""
    found = season(turn)
    if found is None:
        return
    t = turn.t
    own = [one for one in rights.units_of(turn) if rights.allowed(turn, "answer", one)]
    code, year = found.movement.code, found.year
    holds = [(unit.name, one) for unit in own for one in held.own(turn, unit, code, year)]
    holds += [(turn.me.name, one) for one in held.of_me(turn, code, year)]
    told = [t("{name} is not considered since {day}: {reason}", name=name,
              day=day(t, one.since), reason=one.reason) for name, one in holds]  # fmt: skip
    if told:
        yield Section(told)


def _objection(turn: Turn) -> Iterator[Section]:
    """While a unit may object, and where."""
    its = objecting.its_season(turn)
    if its is None or not objecting.mine(turn):
        return
    if objections.closed(turn.db, its.movement, its.year, turn.now, turn.zone) is not None:
        return
    last = objections.until(turn.db, its.movement, its.year, turn.zone) or turn.today
    said = turn.t("The Council has voted. Objections are taken until the end of {day}.",
                  day=day(turn.t, last))  # fmt: skip
    yield Section([said], [(button(turn.t("Object"), objecting.OBJECT),)])
