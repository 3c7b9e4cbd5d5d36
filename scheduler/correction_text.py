"""What a correction says: which publication it corrects, what moved, and why; nobody's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Choice, Reply, button, lines, say
from handlers.rights_table import Act
from handlers.wording.standings import heading
from locales import formats
from locales.translator import Translator
from scheduler import changes_text, unit_text
from scheduler.correcting import Task
from scheduler.kind import Leaving
from scheduler.queueing import same_reader
from scoring.corrected import Reason
from scoring.duties import year_under_review
from scoring.levels import League
from scoring.movement import Movement
from services import publications
from storage import corrections, units
from storage import publications as rows
from storage.engine import Db
from storage.units import Unit

_NAMED = 5
T = TypeVar("T")


def write(at: Leaving, task: Task) -> Reply | None:
    """To whoever got a version before, if they may still see it, and their part is another."""
    movement = next((one for one in at.live.all if one.code == task.movement), None)
    league = movement.leagues.get(task.list) if movement else None
    got = _got(at.db, task)
    if movement is None or league is None or got is None:
        return None
    scope, acts = units.by_id(at.db, task.scope), _rests_on(task)
    if not all(rights.may(at.person, act, scope) for act in acts):
        return None
    if scope.kind == league.level and task.own is None:
        return None  # of a single unit there is no table
    text = (_own if task.own else _table)(at, got, movement, league, scope)
    if text is None:
        return None
    if task.group is not None:
        return say(text)
    reply = say(text, _there(at, task, movement, league, scope))
    return reply.model_copy(update={"about": tuple((act, scope.id) for act in acts)})


def _rests_on(task: Task) -> tuple[Act, ...]:
    """What its reader must be allowed, as with a push; in a group, whoever has it published."""
    if task.group is not None:
        return ("publish",)
    return ("subscribe",) if task.own else ("subscribe", "names")


def _got(db: Db, task: Task) -> Task | None:
    """Against the last version that arrived: of those behind it there was nothing to be said."""
    numbers = [task.corrects, *rows.versions(db, task.corrects)]
    keys = {number: same_reader(task.before_key, number) for number in numbers}
    arrived = corrections.got(db, keys.values())
    last = next((number for number in numbers if keys[number] in arrived), None)
    if last is None:
        return None
    before = _since({task.corrects: task.before, **task.earlier}, last)
    return task.model_copy(update={"corrects": last, "before": before})


def _since(kept: Mapping[int, T], number: int) -> T | None:
    """What is kept of a version; of one too long ago that of the next one: nothing had changed."""
    return kept.get(min((one for one in kept if one >= number), default=number))


def _there(
    at: Leaving, task: Task, movement: Movement, league: League, scope: Unit
) -> tuple[Choice, ...]:
    """The table as it is now, while the standings that may be asked for are of its year."""
    found = publications.by_number(at.db, task.number)
    if found is None or found.pushed.year != year_under_review(at.today):
        return ()
    first = movement.code == at.live.all[0].code
    words = ("/standings", "" if first else movement.code, league.code, scope.code, "official")
    return (button(at.t("The whole table"), " ".join(filter(None, words))),)


def _own(at: Leaving, task: Task, _movement: Movement, league: League, unit: Unit) -> Markup | None:
    """The own place again, if it is another one."""
    found = publications.by_number(at.db, task.number)
    if found is None or task.own is None or task.own == task.before:
        return None
    told = unit_text.write(at, league, found.pushed, unit, task.own, task.before)
    return lines(told, Markup(""), _corrects(at.t, task))


def _table(
    at: Leaving, task: Task, movement: Movement, league: League, scope: Unit
) -> Markup | None:
    t, told = at.t, publications.told(at.db, task.number, scope.id)
    changes = _since(told.changes, task.corrects) if told else None
    if told is None or changes is None:
        return None
    reasons = [one for one in told.reasons if task.group is None or one.kind != "eligibility"]
    if not (changes.any or reasons):
        return None
    return lines(
        *heading(t, league, told.table, at.zone),
        _corrects(t, task),
        *changes_text.write(t, changes),
        *(_why(t, movement, reasons, told.table.year)),
    )


def _corrects(t: Translator, task: Task) -> Markup:
    return t("This corrects publication No. {n}.", n=t.number(task.corrects))


def _why(
    t: Translator, movement: Movement, reasons: Sequence[Reason], year: int
) -> Iterator[Markup]:
    """What was changed afterwards, of which unit."""
    if not reasons:
        return
    yield Markup("<b>{}</b>").format(t("Why:"))
    yield from (_reason(t, movement, one, year) for one in reasons[:_NAMED])
    more = len(reasons) - _NAMED
    if more > 0:
        yield t.many("and {n} more change", "and {n} more changes", more)


def _reason(t: Translator, movement: Movement, one: Reason, year: int) -> Markup:
    if one.kind == "figures":
        return t("{unit}: figures of the office were imported", unit=one.unit)
    if one.kind == "roster":
        return t("{unit}: changed in the organisation", unit=one.unit)
    if one.kind == "eligibility":
        return t("{unit}: a decision on being proposed", unit=one.unit)
    form = movement.in_year(year).forms.get(one.form or "")
    what = t("{form}, {period}", form=t.movement(form.name) if form else one.form or "",
             period=formats.period(one.period or str(year), t.language))  # fmt: skip
    if one.by is None:
        return t("{unit}: {report}, accepted", unit=one.unit, report=what)
    return t("{unit}: {report}, accepted by {office}", unit=one.unit, report=what, office=one.by)
