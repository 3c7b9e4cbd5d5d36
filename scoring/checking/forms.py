"""Forms: their questions, who fills them in, and their days."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.shape import Form

_SHORTEST = {"monthly": 28, "quarterly": 90, "halfyearly": 181, "yearly": 365}
"""Days of the shortest period of a frequency."""
_LATEST = 366
"""Days for which a report may be changed."""


def forms(known: Catalogue) -> Iterator[Fault]:
    """Each form, and its questions beside those of the others."""
    for at, form in known.rows("form"):
        yield from known.unknown((*at, "level"), "level", form.level)
        wrong = list(_reporter(known, at, form))
        yield from wrong
        yield from _days(at, form)
        if not form.indicators:
            yield Fault((*at, "indicators"), "is empty: the form asks nothing")
        for number, code in enumerate(form.indicators):
            yield from _question(known, (*at, "indicators", number), form, code, told=bool(wrong))
            if code in form.indicators[:number]:
                yield Fault((*at, "indicators", number), f"{code} is asked twice in this form")
    yield from _twice(known)


def _reporter(known: Catalogue, at: At, form: Form) -> Iterator[Fault]:
    for _, level in known.rows("level"):
        if level.code == form.level and level.reporter != form.reporter:
            right = f"its reporter is {level.reporter}" if level.reporter else "it has no reporter"
            yield Fault(
                (*at, "reporter"), f"{form.reporter} does not report for {level.code}; {right}"
            )


def _days(at: At, form: Form) -> Iterator[Fault]:
    most = _SHORTEST[form.frequency]
    last_due = form.due if form.last_due is None else form.last_due
    last_lock = form.lock if form.last_lock is None else form.last_lock
    if form.lock < form.due:
        yield Fault(
            (*at, "lock"),
            f"day {form.lock} lies before due, day {form.due}; it is {form.due} or more",
        )
    elif last_lock < last_due:
        key = "last_due" if form.last_lock is None else "last_lock"
        yield Fault((*at, key), f"last_lock, day {last_lock}, lies before last_due, day {last_due}")
    for key, day in (("due", form.due), ("last_due", form.last_due)):
        if day is not None and not 0 <= day <= most:
            yield Fault((*at, key), f"day {day} does not lie in the next period; it is 0 to {most}")
    for key in ("lock", "last_lock"):
        if (day := getattr(form, key)) is not None and day > _LATEST and form.due <= most:
            yield Fault((*at, key), f"day {day} is later than a year; it is {_LATEST} at most")
    if not 0 <= form.opens_before < most:
        says = f"{form.opens_before} days are not within the period; it is 0 to {most - 1}"
        yield Fault((*at, "opens_before"), says)
    for key in ("last_due", "last_lock"):
        if form.frequency == "monthly" and getattr(form, key) is not None:
            yield blemish((*at, key), "has no effect on a monthly form")


def _question(known: Catalogue, at: At, form: Form, code: str, *, told: bool) -> Iterator[Fault]:
    """`told`: that the form's reporter is wrong stands there already."""
    yield from known.unknown(at, "indicator", code)
    if code not in known.indicators:
        return
    _, asked = known.indicators[code]
    if asked.frequency != form.frequency:
        yield Fault(at, f"{code} is {asked.frequency}, and the form is {form.frequency}")
    others = {one.reporter for one in known.asking(code)}
    if asked.reporter not in others and not told:
        yield Fault(at, f"{code} is reported by {asked.reporter}, the form by {form.reporter}")


def _twice(known: Catalogue) -> Iterator[Fault]:
    """A question of a unit has one form: which one would decide on its days?"""
    seen: dict[tuple[str, str], str] = {}
    for at, form in known.rows("form"):
        for number, code in enumerate(form.indicators):
            first = seen.setdefault((form.level, code), form.code)
            if first != form.code:
                yield Fault((*at, "indicators", number), f"{code} is asked twice: also in {first}")
