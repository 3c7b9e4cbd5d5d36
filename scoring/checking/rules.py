"""Rules and their sentences: what they look at, and what they say of it."""

from __future__ import annotations

import string
from collections.abc import Iterator

from scoring.checking.catalogue import Asking, Catalogue
from scoring.checking.fault import At, Fault, blemish, instead
from scoring.checking.questions import compared
from scoring.rules import ROSTER, Expression
from scoring.shape import Indicator

_OWN = ("value", "last", "office")
_SHARE = "share_of_"


def rules(known: Catalogue) -> Iterator[Fault]:
    """The rules of each indicator, and when it is skipped."""
    for at, one in known.rows("indicator"):
        for kind in ("hard", "soft", "explain"):
            for number, rule in enumerate(getattr(one, kind)):
                place = (*at, kind, number)
                yield from _expression(known, (*place, "when"), one, rule.when)
                yield from _say((*place, "say"), one, rule.when, rule.say)
        if one.skip is not None:
            yield from _expression(known, (*at, "skip"), one, one.skip)
            if {"value", one.code} & (_names(one.skip) or frozenset()):
                yield blemish((*at, "skip"), "looks at the answer itself, before it is asked")


def _names(when: str) -> frozenset[str] | None:
    """The names in a rule; None if it cannot be read, which is named elsewhere."""
    try:
        return Expression.parse(when).names
    except ValueError:
        return None


def _expression(known: Catalogue, at: At, one: Indicator, when: str) -> Iterator[Fault]:
    try:
        names = Expression.parse(when).names
    except ValueError as error:
        yield Fault(at, str(error))
        return
    every = _every(known)
    for name in sorted(names):
        if every is not None and name not in every:
            yield Fault(at, f"nothing is called {name} in {when!r}{instead(name, every)}")
        elif why := next(compared(known, name), None):
            yield Fault(at, why)
        elif why := _never(known, one, name):
            yield blemish(at, f"{name} is never known here: {why}")


def _every(known: Catalogue) -> tuple[str, ...] | None:
    codes, registers = known.codes("indicator"), known.codes("register") or ()
    if codes is None or (known.shaped.broken(("register",)) and not registers):
        return None
    register = [f"register_{key}" for key in (*ROSTER, *registers)]
    return (*codes, *(f"last_{code}" for code in codes), *register, *_OWN)


def _never(known: Catalogue, one: Indicator, name: str) -> str | None:
    """Why nothing ever says what a name stands for where an indicator is told, if so."""
    forms = known.asking(one.code)
    if name in (*_OWN, one.code) or not (forms or one.reporter == "office"):
        return None
    if name.startswith("register_"):
        return _register(known, forms, name.removeprefix("register_"))
    if name.startswith("last_") and name not in known.indicators:
        return _last(known, one, forms, name.removeprefix("last_"))
    if not forms:
        return None if _given(known, one, name) else "the office does not give it for the same time"
    asked = any(name in form.codes for form in forms)
    return None if asked else "another form asks it, and the rules see one form at a time"


def _register(known: Catalogue, forms: list[Asking], code: str) -> str | None:
    if not forms:
        return None if code == "households" else "what the office imports is no report"
    levels = {form.level for form in forms}
    rows = (row for _, row in known.rows("register") if row.code == code)
    of = {known.meant("level", row.level) for row in rows}
    if code in ROSTER or not of or None in levels | of or of & levels:
        return None
    return f"it is kept for {', '.join(sorted(map(str, of)))}"


def _last(known: Catalogue, one: Indicator, forms: list[Asking], code: str) -> str | None:
    if _given(known, one, code):
        return None
    levels = {form.level for form in forms}
    near = [form for form in known.asking(code) if form.frequency in (one.frequency, None)]
    if any(form.level in levels or None in (form.level, *levels) for form in near):
        return None
    return f"no {one.frequency} form of the same level asks {code}"


def _given(known: Catalogue, one: Indicator, code: str) -> bool:
    """Whether the office may give a figure for the same period; a broken row may be anything."""
    if code not in known.indicators:
        return True
    _, other = known.indicators[code]
    own = other.frequency == one.frequency and other.level in (None, one.level)
    return other.like_roster or (own and other.reporter in ("office", "head"))


def _say(at: At, one: Indicator, when: str, say: str) -> Iterator[Fault]:
    try:
        parts = list(string.Formatter().parse(say))
    except ValueError:
        yield Fault(
            at, f"has a lone brace; a field is {{NAME}}, a brace itself is {{{{ or }}}}: {say!r}"
        )
        return
    names = _names(when)
    if names is None:
        return
    fields = [(name, spec or mark) for _, name, spec, mark in parts if name is not None]
    for name, more in fields:
        if more:
            yield Fault(at, f"{{{name}}} stands alone, without what follows its name")
        elif name == "change" and "last > 0" not in when:
            yield Fault(at, "{change} needs `last > 0` in its rule")
        elif name.startswith(_SHARE) and f"{name.removeprefix(_SHARE)} > 0" not in when:
            yield Fault(at, f"{{{name}}} needs `{name.removeprefix(_SHARE)} > 0` in its rule")
        elif name != "change" and name.removeprefix(_SHARE) not in {*names, "value", one.code}:
            yield Fault(at, f"{{{name}}} is not named by its rule{instead(name, sorted(names))}")
