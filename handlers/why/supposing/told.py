"""The answer: what is supposed, the points and places it would bring, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers.engine.turn import Reply, button, lines, say
from handlers.movements import called
from handlers.why.case import Case
from handlers.why.place import none_yet
from handlers.why.supposing import outcome
from handlers.why.supposing.full import at_best
from handlers.why.supposing.said import Choice
from handlers.why.supposing.valued import FULL, shown
from handlers.wording import reports
from handlers.wording.scales import name, points
from handlers.wording.values import full
from locales import formats
from locales.translator import Translator
from scoring.shown import hundredths
from scoring.shown import shown as as_shown
from scoring.supposed import Supposed, Then
from storage.answers import Answer


def answer(case: Case, choices: Sequence[Choice]) -> Reply:
    """Short: the first line says that it is a supposition, the last that nothing is stored."""
    t = case.turn.t
    what = outcome.supposed(case, choices)
    found = outcome.then(case, what)
    text = lines(
        called(case.turn),
        Markup("<b>{}</b>").format(t("Supposed: {unit}, year {year}", unit=case.unit.name,
                                     year=case.facts.year)),
        *_given(case, choices, what),
        Markup(""),
        _points(case, found),
        *_places(case, found),
        *_items(case, found),
        Markup(""),
        t("This is only a supposition: nothing was stored."),
    )  # fmt: skip
    other = (button(t("Suppose something else"), case.says("if")),)
    back = (button(t("Back to all points"), case.says()),)
    return say(text, other, back, shows=case.says())


def _given(case: Case, choices: Sequence[Choice], what: Supposed) -> Iterator[Markup]:
    """Each figure with its period; each item that is set to a value."""
    t, movement = case.turn.t, case.turn.movement
    for code, told in what.figures.items():
        for period, number in told.items():
            raw = movement.indicators[code]
            said = full(t, raw, Answer(number))
            fields = {"name": t.movement(raw.name), "period": reports.period(t, period)}
            if code in what.beside:
                yield t("- {name}, {period}: {value}, as last time", value=said, **fields)
            else:
                yield t("- {name}, {period}: {value}", value=said, **fields)
    for one, said in choices:
        if one.part is not None and one.part.derived.code in what.values:
            value = shown(case, one, said if said != FULL else at_best(case, one.part.item))
            yield t("- {name}: {value}", name=one.called(case), value=value)


def _points(case: Case, found: Then) -> Markup:
    t = case.turn.t
    now, then = hundredths(case.score), hundredths(found.score)
    if now == then:
        return t("Points: {now}, unchanged.", now=points(t, now))
    return t("Points: {now} now, then {then} ({change}).", now=points(t, now),
             then=points(t, then), change=change(t, then - now))  # fmt: skip


def change(t: Translator, moved: int) -> str:
    """Hundredths of a point with their sign."""
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    return f"{sign}{points(t, abs(moved))}"


def _places(case: Case, found: Then) -> list[Markup]:
    placed = outcome.placed(case, found)
    return [_place(case, one) for one in placed] or [none_yet(case)]


def _place(case: Case, one: outcome.Placed) -> Markup:
    t = case.turn.t
    then = formats.ordinal(one.then, t.language)
    if one.now is None:
        return t("{unit}: then {then} of {total}.", unit=one.scope.name, then=then,
                 total=one.among)  # fmt: skip
    now = formats.ordinal(one.now, t.language)
    if one.now == one.then:
        return t("{unit}: {now} of {total}, unchanged.", unit=one.scope.name, now=now,
                 total=one.among)  # fmt: skip
    return t("{unit}: {now} now, then {then} of {total}.", unit=one.scope.name, now=now, then=then,
             total=one.among)  # fmt: skip


def _items(case: Case, found: Then) -> Iterator[Markup]:
    """Each item whose points would change."""
    t, then = case.turn.t, as_shown(found.score)
    for part, scored in zip(case.parts, found.score.items, strict=True):
        new = then[part.item.code].points
        if scored.points != part.scored.points and new != part.shown.points:
            yield t("- {name}: {now} now, then {then}", name=name(t, part.derived),
                    now=points(t, part.shown.points), then=points(t, new))  # fmt: skip
