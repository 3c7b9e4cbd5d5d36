"""What one better figure would add, in a sentence each."""

from __future__ import annotations

from markupsafe import Markup

from handlers.why.case import Case
from handlers.wording import reports, values
from handlers.wording.scales import names, points
from locales.translator import Translator
from scoring.gains import Gain, gains
from scoring.known import latest
from scoring.movement import Indicator

_MOST = 3


def possible(case: Case) -> list[Markup]:
    """The few that pay most; each says by how much the total that is shown would rise."""
    own = frozenset(part.item.code for part in case.parts if case.own(part))
    found = gains(case.turn.movement, case.card, case.facts, case.measures, own)
    return [_line(case, gain) for gain in found[:_MOST] if gain.hundredths]


def _line(case: Case, gain: Gain) -> Markup:
    t, derived = case.turn.t, case.turn.movement.derived
    told = _condition(case, gain)
    if not gain.also:
        return told
    others = names(t, (derived[item.indicator] for item in gain.also))
    return t("{gain}, together with {items}", gain=told, items=others)


def _condition(case: Case, gain: Gain) -> Markup:
    t = case.turn.t
    more = points(t, gain.hundredths)
    if gain.period is None:
        return t("+{points} if the next report that falls due comes on time", points=more)
    return t("+{points} if in {period}: {what}", points=more,
             period=reports.period(t, gain.period), what=_what(case, gain))  # fmt: skip


def _what(case: Case, gain: Gain) -> Markup:
    t, indicators = case.turn.t, case.turn.movement.indicators
    (code, number), *base = gain.values.items()
    raw = indicators[code]
    name, shown = t.movement(raw.name), values.value(t, raw, number)
    if base and base[0][1] == number:
        return t("{name} in full, {value}", name=name, value=shown)
    if base:
        of = values.value(t, indicators[base[0][0]], base[0][1])
        return t("{name} {value} of {base}", name=name, value=shown, base=of)
    if raw.kind.of == "truth":
        return name if number else t("{name}: {value}", name=name, value=shown)
    return _beside(case, raw, _bound(t, gain, raw, number))


def _bound(t: Translator, gain: Gain, raw: Indicator, number: int) -> Markup:
    name, shown = t.movement(raw.name), values.value(t, raw, number)
    if gain.item.full_at > gain.item.zero_at:
        return t("{name} at least {value}", name=name, value=shown)
    at_most = t("{name} at most {value}", name=name, value=shown)
    return at_most if number else t("{name}: {value}", name=name, value=shown)


def _beside(case: Case, raw: Indicator, what: Markup) -> Markup:
    """With what it is now, of what stands from period to period."""
    t = case.turn.t
    now = latest(case.turn.movement, raw.code, case.facts) if raw.stock else None
    if now is None:
        return what
    return t("{what} (now {value})", what=what, value=values.value(t, raw, now))
