"""`/awards decision`: the decisions of a year as they came back, with whom they honour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from handlers.awards.council import cancelling, decision
from handlers.awards.council.seat import Seat, nobody, only_secretary, seat
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.reports import day
from locales import formats
from storage import award_decisions, honours
from storage.award_decisions import Decision

_CANCEL = re.compile(r"cancel (\d{1,15})", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """What is decided; with none yet, the secretary enters the first one."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    found = award_decisions.of_year(turn.db, at.movement.code, at.year)
    wrong = _CANCEL.fullmatch(wanted)
    if wanted and not at.secretary:
        return only_secretary(turn)
    if wrong:
        one = next((one for one in found if one.id == int(wrong[1])), None)
        return cancelling.begin(turn, one) if one else only(_page(turn, at, found))
    if wanted == "new" or (at.secretary and not found):
        return decision.begin(turn, at)
    return only(_page(turn, at, found))


def _page(turn: Turn, at: Seat, found: list[Decision]) -> Reply:
    t = turn.t
    text = lines(
        Markup("<b>{}</b>").format(t("Decisions on awards, {year}", year=at.year)),
        None if found else t("None has come back yet."),
        *(line for one in found for line in told(turn, one)),
    )
    return say(text, *(_ways(turn, found) if at.secretary else ()))


def told(turn: Turn, one: Decision) -> Iterator[Markup]:
    """A decision, and whom it honours."""
    t = turn.t
    yield Markup("")
    yield t("Decision {number} of {day}, signed by {signer}, {post}", number=one.paper.number,
            day=day(t, one.paper.day), signer=one.paper.signer, post=one.paper.post)  # fmt: skip
    if one.cancelled_at is not None:
        yield t("Entered by mistake, it counts no more: {reason}", reason=one.cancelled_for or "")
        return
    names = honours.names(turn.db, one.id)
    for number, (honour, name) in enumerate(names, 1):
        money = formats.money_long(honour.given.money or 0, t.language)
        yield t("{n}. {name}: {value}", n=number, name=name, value=money)
    total = sum(honour.given.money or 0 for honour, _ in names)
    yield t("Together: {amount}", amount=formats.money_long(total, t.language))


def _ways(turn: Turn, found: list[Decision]) -> Iterator[tuple[Choice, ...]]:
    t = turn.t
    yield (button(t("Enter another decision"), f"{COMMAND} decision new"),)
    for one in found:
        if one.cancelled_at is None:
            label = t("Entered by mistake: {number}", number=one.paper.number)
            yield (button(label, f"{COMMAND} decision cancel {one.id}"),)
