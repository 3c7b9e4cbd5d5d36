"""`/awards objections`: what units hold against a result, and what the secretary answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import settling
from handlers.awards.council.seat import Seat, nobody, only_secretary, seat
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.reports import day
from services import objections as times
from storage import objections, proposed
from storage.objections import Objection

PAGE, _MOST = 5, 200
_FROM = re.compile(r"\+(\d{1,5})", re.ASCII)
_ONE = re.compile(r"(\d{1,15})", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """A page of them, those that wait in front; or one that is to be answered."""
    at, one, more = seat(turn), _ONE.fullmatch(wanted), _FROM.fullmatch(wanted)
    if at is None:
        return nobody(turn)
    if one is None:
        return only(page(turn, at, int(more[1]) if more else 0))
    if not at.secretary:
        return only_secretary(turn)
    found = settling.found(turn, int(one[1]))
    if found is None or found.answer is not None:
        return only(page(turn, at, 0))
    return settling.begin(turn, found)


def page(turn: Turn, at: Seat, start: int) -> Reply:
    """So many objections from one on."""
    t = turn.t
    every = objections.of_year(turn.db, at.movement.code, at.year, at.council, _MOST)
    every.sort(key=lambda one: (one.answer is not None, one.id))
    start = min(start, max(0, len(every) - 1)) // PAGE * PAGE
    shown = every[start : start + PAGE]
    text = lines(
        Markup("<b>{}</b>").format(t("Objections to the result of {year}", year=at.year)),
        *_until(turn, at),
        None if every else t("There is none."),
        *(line for one in shown for line in told(turn, one)),
    )
    rows: list[tuple[Choice, ...]] = [
        (button(t("Answer: {unit}", unit=one.unit), f"{COMMAND} objections {one.id}"),)
        for one in shown
        if at.secretary and one.answer is None
    ]
    if start + PAGE < len(every):
        rows.append((button(t("More"), f"{COMMAND} objections +{start + PAGE}"),))
    return say(text, *rows, (button(t("Back"), COMMAND),))


def _until(turn: Turn, at: Seat) -> Iterator[Markup]:
    last = times.until(turn.db, at.movement, at.year, turn.zone)
    if last is not None:
        yield turn.t("Units can object until {day}.", day=day(turn.t, last))


def told(turn: Turn, one: Objection) -> Iterator[Markup]:
    """An objection of a unit, to whom it is about, and the answer."""
    t = turn.t
    when = day(t, one.at.astimezone(turn.zone).date())
    about = proposed.by_id(turn.db, one.nomination_id) if one.nomination_id else None
    yield Markup("")
    yield Markup("<b>{}</b>").format(one.unit)
    if about is not None and rights.unit_above(turn, about.office_id, "dossier") is not None:
        yield t("About {name}", name=about.name)
    yield t("{day}, {who}: {words}", day=when, who=one.by, words=one.said)
    if one.answer is None:
        yield t("Not answered yet.")
    else:
        yield t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer)
