"""What an office sees of somebody before it proposes them, and of its nominees."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlers.awards.council import figures
from handlers.awards.office.whom import Whom
from handlers.awards.office.whose import Its
from handlers.engine.turn import Turn, lines
from handlers.wording.reports import day
from locales.translator import Translator
from services.eligibility import Eligible
from services.nominees import Nominee
from storage import honours
from storage.holds import Hold


def about(turn: Turn, its: Its, whom: Whom, found: Eligible) -> Markup:
    """Who it is, of which kind, with what stands against it for now and the honours before."""
    return lines(*_about(turn, its, whom, found))


def _about(turn: Turn, its: Its, whom: Whom, found: Eligible) -> Iterator[Markup]:
    t = turn.t
    head = t("Proposal for {form}, {year}: {name}", form=its.award.terms.form, year=its.year,
             name=whom.name)  # fmt: skip
    yield Markup("<b>{}</b>").format(head)
    if whom.somebody is not None:
        yield t("Unit: {unit}", unit=whom.unit.name)
    if found.kind is not None:
        yield t("Kind: {kind}", kind=t.movement(found.kind.name))
    yield from held(t, found.holds)
    yield from _honours(turn, whom)


def held(t: Translator, found: tuple[Hold, ...] | list[Hold]) -> Iterator[Markup]:
    """Why somebody is not considered for the time being; it does not refuse."""
    for one in found:
        yield t("Not considered since {day}: {reason}", day=day(t, one.since), reason=one.reason)
    if found:
        yield t("Proposing is possible; the vote waits until this is released.")


def _honours(turn: Turn, whom: Whom) -> Iterator[Markup]:
    if whom.person is not None:
        found = honours.of_person(turn.db, whom.person)
    else:
        found = honours.of_unit(turn.db, whom.unit.id)
    standing = [one.given for one in found if one.cancelled_at is None]
    if standing:
        last, n = standing[0], len(standing)
        when = day(turn.t, last.day)
        yield turn.t.many("{n} honour before, the last: {form}, {day}.",
                          "{n} honours before, the last: {form}, {day}.", n, form=last.form,
                          day=when)  # fmt: skip


def line(t: Translator, one: Nominee) -> Markup:
    """A nominee in a line: name, unit, points and place."""
    found = one.proposed
    parts: list[Markup | str] = [found.name]
    if found.person is not None:
        parts.append(found.unit.name)
    if one.pointed is not None:
        parts.append(figures.points(t, one.pointed.total))
    return t.row(parts)
