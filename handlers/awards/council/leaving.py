"""What is told of the Council's acts, worded when it leaves: nothing that is no longer so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import card, congratulating
from handlers.awards.council.at_leaving import Leaving, resting
from handlers.awards.council.told import Task, What
from handlers.awards.section import COMMAND
from handlers.engine.turn import Reply, button, lines, say
from locales.translator import Translator
from scoring.live import Live
from services import appraisals
from storage import dossiers, nominee_questions, objections, proposed
from storage.engine import Db
from storage.person import Person


def write(
    t: Translator, db: Db, live: Live, person: Person, task: Task, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """What is told now; None where it is no longer wanted."""
    movement = next((one for one in live.all if one.code == task.movement), None)
    if movement is None:
        return None
    at = Leaving(t, db, movement.in_year(task.year), person, now, zone)
    return _WORDS[task.what](at, task)


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


def _returned(at: Leaving, task: Task) -> Reply | None:
    office = rights.unit_for(at.db, at.person, "nominate", task.id)
    found = dossiers.of_unit(at.db, at.movement.code, task.year, task.id) if office else None
    if office is None or found is None or found.status != "returned":
        return None
    last = [one for one in dossiers.history(at.db, found.id) if one.act == "returned"]
    t = at.t
    text = lines(
        Markup("<b>{}</b>").format(t("The dossier of {unit} was given back", unit=office.name)),
        *(t("{name}: {value}", name=one.by or "", value=one.said or "") for one in last[-1:]),
        t("It can be changed now, and has to be submitted again."),
    )
    row = (button(t("See the dossier"), f"{COMMAND} dossier"),)
    return resting(say(text, row), ("nominate", office.id))


def _settled(at: Leaving, task: Task) -> Reply | None:
    one = objections.by_id(at.db, task.id)
    unit = rights.unit_for(at.db, at.person, "object", one.unit_id) if one else None
    if one is None or unit is None or one.answer is None:
        return None
    t = at.t
    text = lines(
        Markup("<b>{}</b>").format(t("An answer to the objection of {unit}", unit=unit.name)),
        t("{name}: {value}", name=one.by, value=one.said),
        t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer),
    )
    return resting(say(text), ("object", unit.id))


_WORDS: dict[What, Callable[[Leaving, Task], Reply | None]] = {
    "asked": _asked,
    "answered": _answered,
    "appraised": _appraised,
    "returned": _returned,
    "settled": _settled,
    "honoured": congratulating.honoured,
    "undone": congratulating.undone,
    "decided": congratulating.decided,
}
