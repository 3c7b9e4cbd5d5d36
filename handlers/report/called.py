"""What a list of reports calls each: a button says what differs, its message what all have."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlers import apart
from handlers.engine.turn import Turn
from handlers.wording.reports import period, short
from locales.translator import Translator
from scoring.periods import Period
from services.duties import Duty


def in_common(turn: Turn, found: Sequence[Duty]) -> Markup | None:
    """The form and period of all, where only the units differ."""
    if _one_unit(found) or len(_periods(found)) > 1:
        return None
    return short(turn.t, found[0].form, found[0].period)


def labels(turn: Turn, shown: Sequence[Duty], found: Sequence[Duty]) -> list[Markup]:
    """What the buttons say; `found`: all of which these are a page."""
    t = turn.t
    if _one_unit(found):
        return [short(t, one.form, one.period) for one in shown]
    units, all_of = ({one.unit.id: one.unit for one in some} for some in (shown, found))
    names = apart.called(turn, units.values(), all_of.values())
    if len(_periods(found)) == 1:
        return [Markup("{}").format(names[one.unit.id]) for one in shown]
    if _period_is_enough(found):
        return [in_period(t, names[one.unit.id], one.period) for one in shown]
    return [short(t, one.form, one.period, names[one.unit.id]) for one in shown]


def in_period(t: Translator, unit: str, which: Period) -> Markup:
    """A unit's report by its period, which says whether it is that of a month or a quarter."""
    return t("{name}: {value}", name=unit, value=period(t, which))


def _one_unit(found: Sequence[Duty]) -> bool:
    return len({one.unit.id for one in found}) < 2


def _periods(found: Sequence[Duty]) -> set[tuple[str, str]]:
    return {(one.form.code, one.period.code) for one in found}


def _period_is_enough(found: Sequence[Duty]) -> bool:
    """Whether no unit has two reports of one period."""
    return len({(one.unit.id, one.period.code) for one in found}) == len(found)
