"""What is told of the Council's acts, worded when it leaves: nothing that is no longer so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import card
from handlers.awards.council.told import Task, What
from handlers.awards.section import COMMAND
from handlers.engine.turn import About, Reply, button, lines, say
from locales.translator import Translator
from scoring.live import Live
from scoring.movement import Movement
from services import appraisals
from storage import nominee_questions, proposed
from storage.engine import Db
from storage.person import Person


@dataclass(frozen=True)
class Leaving:
    """Who reads it, in which language, at which moment; by the rules of the year."""

    t: Translator
    db: Db
    movement: Movement
    person: Person
    now: datetime
    zone: ZoneInfo


def write(
    t: Translator, db: Db, live: Live, person: Person, task: Task, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """What is told now; None where it is no longer wanted."""
    movement = next((one for one in live.all if one.code == task.movement), None)
    if movement is None:
        return None
    at = Leaving(t, db, movement.in_year(task.year), person, now, zone)
    return _WORDS[task.what](at, task)


def resting(reply: Reply, *about: About) -> Reply:
    """A message that rests on these rights."""
    return reply.model_copy(update={"about": about})


def _asked(at: Leaving, task: Task) -> Reply | None:
    one = nominee_questions.by_id(at.db, task.id)
    about = proposed.by_id(at.db, one.nomination_id) if one else None
    if one is None or about is None or one.answer is not None:
        return None
    office = rights.unit_for(at.db, at.person, "nominate", about.office_id)
    if office is None:
        return None
    t = at.t
    head = t("A question of the Council about {name}", name=about.name)
    said = t("{who} asks: {words}", who=one.asker, words=one.said)
    row = (button(t("Answer"), f"{COMMAND} answer {one.id}"),)
    text = lines(Markup("<b>{}</b>").format(head), said)
    return resting(say(text, row), ("nominate", office.id))


def _answered(at: Leaving, task: Task) -> Reply | None:
    one = nominee_questions.by_id(at.db, task.id)
    about = proposed.by_id(at.db, one.nomination_id) if one else None
    if one is None or about is None or one.answer is None:
        return None
    office = rights.unit_for(at.db, at.person, "dossier", about.office_id)
    if office is None:
        return None
    t = at.t
    head = t("An answer about {name}", name=about.name)
    asked = t("{who} asks: {words}", who=one.asker, words=one.said)
    said = t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer)
    row = (button(t("See the nominee"), f"{COMMAND} sheet {about.id}"),)
    text = lines(Markup("<b>{}</b>").format(head), asked, said)
    return resting(say(text, row), ("dossier", office.id))


def _appraised(at: Leaving, task: Task) -> Reply | None:
    unit = rights.unit_for(at.db, at.person, "details", task.id)
    found = appraisals.sheet(at.db, at.movement, unit, task.year) if unit else None
    if unit is None or found is None or not found.said:
        return None
    t = at.t
    rows = [line for row in found.rows if row.item.code in found.said
            for line in card.told(t, at.zone, found, row)]  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(card.title(t, found)),
        t("Appraised points are the Council's own figure; no standing changes by them."),
        *card.totals(t, found),
        *rows,
    )
    row = (button(t("The whole card"), f"{COMMAND} appraise {unit.code}"),)
    return resting(say(text, row), ("details", unit.id))


def _nothing(_at: Leaving, _task: Task) -> Reply | None:
    return None


_WORDS: dict[What, Callable[[Leaving, Task], Reply | None]] = {
    "asked": _asked,
    "answered": _answered,
    "appraised": _appraised,
    "returned": _nothing,
    "objection": _nothing,
    "honoured": _nothing,
    "decided": _nothing,
}
