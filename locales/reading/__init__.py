"""Reads what people write. A wrong number kept in silence is the worst failure, a question back
is cheap: so a value is returned only where no other reading is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from locales.reading import amounts, dates, periods, yes_no
from locales.reading.clean import clean
from locales.reading.labels import Labels
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value

Kind = Literal["amount", "count", "percent", "date", "period", "yesno", "points"]

_LONGEST = 200
_ARABIC_POINT = re.compile(r"(?<=\d)،(?=\d)")
"""Within a number the Arabic comma is what a keyboard has for the decimal point."""
_SHORT_YEAR = re.compile(r"(?<![\w'])'(?=\d\d(?!\d))")
"""Nov '26 is the year 2026."""
_NUMBERS: dict[str, Callable[[str, str], Outcome]] = {
    "amount": amounts.amount,
    "count": amounts.count,
    "percent": amounts.percent,
    "points": amounts.points,
}
_DAYS: dict[str, Callable[[str, str, date, str | None], Outcome]] = {
    "date": dates.day,
    "period": periods.period,
}


def read(
    kind: str,
    text: str,
    language: str,
    *,
    today: date,
    context: str | None = None,
    labels: Labels | None = None,
) -> Outcome:
    """Read an answer to a question of a kind (see `Kind`; LookupError for another).

    amount gives int đồng, count int, percent Decimal percent points, points int hundredths, date
    a date, period its code, yesno "yes" or "no". The person's language is tried first.

    `context`: for dates and periods "future", "past" or "none" (where a day without a year
    lies); for yesno "menu 1=yes 2=no" where a numbered menu was shown. `labels`: the names of
    questions; a number under the name of another one is in doubt.
    """
    cleaned = clean(text) if len(text) <= _LONGEST else ""
    if not cleaned:
        return Invalid("too_long" if len(text) > _LONGEST else "empty")
    if kind == "yesno":
        return yes_no.yes_or_no(cleaned, language, context)
    if kind in _DAYS:
        return _DAYS[kind](_SHORT_YEAR.sub("20", cleaned), language, today, context)
    return _number(kind, _ARABIC_POINT.sub(",", cleaned), language, labels)


def _number(kind: str, cleaned: str, language: str, labels: Labels | None) -> Outcome:
    if labels is None:
        return _NUMBERS[kind](cleaned, language)
    cleaned = labels.without_own(cleaned)
    outcome = _NUMBERS[kind](cleaned, language)
    if isinstance(outcome, Value) and labels.elsewhere(cleaned, language):
        return Ambiguous((outcome.value,))
    return outcome


__all__ = ["Ambiguous", "Invalid", "Kind", "Labels", "Outcome", "Value", "read"]
