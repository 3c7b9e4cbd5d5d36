"""Which report: the open ones of this person as buttons, or straight into the only one."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers import duties, rights
from handlers.engine.turn import Choice, Outcome, Turn, button, lines, only, say
from handlers.kinds import label
from handlers.report.called import in_common, labels
from handlers.wording.reports import day, title
from scoring.duties import forms
from scoring.periods import containing
from services.duties import Duty, asked
from storage.units import Unit, below

Begin = Callable[[Turn, Duty], Outcome]
_PAGE = 12
_LONGEST_PAGE = 4


def choose(turn: Turn, begin: Begin, unit: Unit | None = None) -> Outcome:
    """Begin the only report owed; else offer what is owed, or what may still be corrected."""
    found = duties.of_reporter(turn, unit) if unit else duties.of_person(turn, turn.me)
    owed = [duty for duty in found if duty.owed]
    if len(owed) == 1 and (unit is not None or not groups_of(turn)):
        return begin(turn, owed[0])
    if owed:
        return _offer(turn, turn.t("Please choose the report."), owed, behalf=unit is None)
    if found:
        return _offer(turn, _all_in(turn, found), found, behalf=unit is None)
    if unit is None and groups_of(turn):
        return _offer(turn, turn.t("Please choose the report."), [], behalf=True)
    return only(say(_nothing(turn)))


def _all_in(turn: Turn, found: list[Duty]) -> Markup:
    if any(duty.excused and duty.report is None for duty in found):
        return turn.t(
            "Nothing is owed: these months are excused. A report may be given all the same:"
        )
    return turn.t("Everything is reported. Until the lock a report can still be corrected:")


def mine(turn: Turn, page: int) -> Outcome:
    """`/report mine 2`: a further page of one's own reports, those that are owed if any is."""
    found = duties.of_person(turn, turn.me)
    owed = [duty for duty in found if duty.owed]
    text = turn.t("Please choose the report.") if owed else _all_in(turn, found)
    return _offer(turn, text, owed or found, behalf=True, page=page)


def _offer(turn: Turn, text: Markup, found: list[Duty], *, behalf: bool, page: int = 1) -> Outcome:
    rows = _paged(turn, found, page, "/report mine")
    if behalf and groups_of(turn):
        kind = label(turn.t, turn.movement, turn.movement.tree.lowest)
        on_behalf = button(turn.t("On behalf of: {kind}", kind=kind), "/report groups")
        rows.append((on_behalf,))
    return only(say(lines(text, in_common(turn, found)), *rows))


def _paged(turn: Turn, found: list[Duty], page: int, command: str) -> list[tuple[Choice, ...]]:
    """A page of reports, and the way to the next: nothing is cut in silence."""
    here = found[(page - 1) * _PAGE : page * _PAGE]
    said = labels(turn, here, found)
    rows = [_button(name, duty) for name, duty in zip(said, here, strict=True)]
    left = len(found) - page * _PAGE
    if left > 0:
        more = turn.t.many("{n} more", "{n} more", left)
        rows.append((button(more, f"{command} {page + 1}"),))
    return rows


def page_of(words: list[str]) -> int:
    """The page that a button asks for; the first where none is named."""
    named = words[0] if words else ""
    wanted = int(named) if named.isdecimal() and len(named) < _LONGEST_PAGE else 1
    return max(1, wanted)


def _button(name: Markup, duty: Duty) -> tuple[Choice, ...]:
    return (button(name, f"/report {duty.unit.code} {duty.form.code} {duty.period.code}"),)


def groups_of(turn: Turn) -> list[Unit]:
    """The groups that an officer may report for, because their head has no phone."""
    if "on behalf" not in turn.seen:
        scopes, kind = rights.mine(turn, "officer", "report"), turn.movement.tree.lowest
        turn.seen["on behalf"] = [one for scope in scopes for one in below(turn.db, scope, kind)]
    found: list[Unit] = turn.seen["on behalf"]
    return found


def groups(turn: Turn, page: int = 1) -> Outcome:
    """`/report groups`: those groups of the commune that still owe something."""
    owed = [d for g in groups_of(turn) for d in duties.of_reporter(turn, g) if d.owed]
    if not owed:
        return only(say(turn.t("Nobody owes a report at this moment.")))
    rows = _paged(turn, owed, page, "/report groups")
    text = turn.t("Report on behalf of whom?")
    return only(say(lines(text, in_common(turn, owed)), *rows))


def _nothing(turn: Turn) -> str:
    upcoming = [
        (form.opens(p), a.unit, form, p)
        for a in turn.me.assignments
        if rights.allowed(turn, "report", a.unit)
        for form in forms(turn.live, a.role)
        for p in (containing(form.frequency, turn.today),)
        if form.opens(p) > turn.today and asked(form, a.unit, p)
    ]
    if not upcoming:
        return str(turn.t("There is nothing to report at this moment."))
    opens, unit, form, which = min(upcoming, key=lambda row: row[0])
    return str(
        lines(
            turn.t("There is nothing to report at this moment."),
            turn.t(
                "{report} opens on {day}.",
                report=title(turn.t, unit, form, which),
                day=day(turn.t, opens),
            ),
        )
    )
