"""Reads a day: numeric, named, or told from today. Lunar dates are always asked back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from locales.reading import days as calendar
from locales.reading.date_words import Words, words
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value
from locales.tables import table

_LAST_YEARLESS = 1000

Days = tuple[date, ...] | None
"""What can be meant; none: there is no such day; `None`: no day is named."""


class _Reader:
    """Works out one answer, from `today`, in a context (see `reading.read`)."""

    def __init__(self, said: Words, language: str, today: date, context: str | None) -> None:
        self.said = said
        self.month_first = bool(table(language)["date"]["month_first"])
        self.today = today
        self.context = context
        self.sure = True

    def days(self) -> Days:
        """By the first form that fits the letters."""
        for form, method in _FORMS:
            if form.fullmatch(self.said.letters):
                return method(self)
        return None

    def _after(self, days: int) -> Days:
        return (self.today + timedelta(days=days),)

    def _numbers(self) -> list[int]:
        return [int(item.text) for item in self.said.values("n")]

    def numeric(self) -> Days:
        """10/1, 10-1-2027, 2027-01-10."""
        text = self.said.values("x")[0].text
        return calendar.numeric(text, self.today, self.context, month_first=self.month_first)

    def digits(self) -> Days:
        """10012027; six digits, or a day of the month alone, leave a doubt."""
        text = self.said.values("n")[0].text
        self.sure = len(text) == 8
        if len(text) < 3:
            return calendar.monthly(int(text), self.today, self.context)
        return calendar.digits(text, month_first=self.month_first)

    def named(self) -> Days:
        """10 tháng 1 năm 2027, 10 Jan, Jan 10 2027."""
        numbers = self._numbers()
        months = self.said.values("m")
        if not months:
            numbers = [numbers[0], *numbers[2:], numbers[1]]
        month = months[0].value if months else numbers.pop()
        if len(numbers) == 1 and numbers[0] > _LAST_YEARLESS:
            return None  # a month and its year name no day
        if len(numbers) > 1:
            found = calendar.on(numbers[0], month, numbers[1])
            return (found,) if found else ()
        return calendar.yearly(numbers[0], month, self.today, self.context)

    def day_of_month(self) -> Days:
        """ngày 10, 10 तारीख, the 10th."""
        return calendar.monthly(self._numbers()[0], self.today, self.context)

    def day_beside(self) -> Days:
        """Ngày 6 vừa rồi, ngày 5 tới: the last or the next such day."""
        context = "past" if "L" in self.said.letters else "future"
        return calendar.monthly(self._numbers()[0], self.today, context)

    def day_of_that_month(self) -> Days:
        """Ngày 5 tháng này, the 5th of next month, अगले महीने की 5 तारीख."""
        letters = self.said.letters
        ahead = ("N" in letters) - ("L" in letters)
        first = calendar.last_of_month(self.today, ahead - 1) + timedelta(days=1)
        found = calendar.on(self._numbers()[0], first.month, first.year)
        return (found,) if found else ()

    def offset(self) -> Days:
        """Tomorrow, the day after."""
        return self._after(self.said.values("o")[0].value)

    def either(self) -> Days:
        """कल and परसों lie on both sides of today."""
        away = self.said.values("e")[0].value
        both = (self.today - timedelta(days=away), self.today + timedelta(days=away))
        return {"future": both[1:], "past": both[:1]}.get(self.context or "", both)

    def distance(self) -> Days:
        """In 5 days, a week ago."""
        counted = [*self._numbers(), *(item.value for item in self.said.values("p"))]
        days = (counted[0] if counted else 1) * (7 if "k" in self.said.letters else 1)
        back = "G" in self.said.letters or "B" in self.said.letters
        return self._after(-days if back else days) if days < 1000 else ()

    def weekday(self) -> Days:
        """Monday, next Monday, Monday of next week; the same weekday as today leaves a doubt."""
        ahead = (self._weekday() - self.today.weekday()) % 7
        letters = self.said.letters
        if "k" in letters:
            week = 7 * (("N" in letters) - ("L" in letters))
            return self._after(self._weekday() - self.today.weekday() + week)
        if "L" in letters or (self.context == "past" and "N" not in letters):
            return self._after(ahead - 7) if ahead or "L" in letters else self._today_or(-7)
        if "N" in letters:
            # English "next Friday", said on a Wednesday, can skip a week; "next Monday" cannot.
            skips = letters[0] == "N" and self._weekday() > self.today.weekday()
            near = self.today + timedelta(days=ahead or 7)
            return (near, near + timedelta(days=7)) if skips and self.month_first else (near,)
        if not ahead:
            return self._today_or(7)
        both = (self.today + timedelta(days=ahead - 7), self.today + timedelta(days=ahead))
        return both[1:] if self.context == "future" or "H" in letters else both

    def _today_or(self, days: int) -> Days:
        return (self.today, self.today + timedelta(days=days))

    def _weekday(self) -> int:
        return self.said.values("w")[0].value

    def month_end(self) -> Days:
        """The last day of this month; of the past one, where only that is over."""
        this = calendar.last_of_month(self.today)
        self.sure = self.context != "past" or this <= self.today
        return (this,) if self.sure else (calendar.last_of_month(self.today, -1), this)

    def ordinal(self) -> Days:
        """Fifth of January, January fifth."""
        day, month = self.said.values("r")[0].value, self.said.values("m")[0].value
        years = self._numbers()
        if years:
            found = calendar.on(day, month, years[0])
            return (found,) if found else ()
        return calendar.yearly(day, month, self.today, self.context)


_FORMS: list[tuple[re.Pattern[str], Callable[[_Reader], Days]]] = [
    (re.compile("[dD]?x"), _Reader.numeric),
    (re.compile("n"), _Reader.digits),
    (re.compile("[dD]?n[sD]?(tn|m)(y?n)?|mt?s?n[sD]?(y?n)?"), _Reader.named),
    (re.compile("dn[LN]|[LN]nD"), _Reader.day_beside),
    (re.compile("(dn|nD|Dn|d?ns)(t[NLH]|[NLH]t)|[NLH]t(nD|Dn|ns)"), _Reader.day_of_that_month),
    (re.compile("[dD]?rm(y?n)?|mr(y?n)?"), _Reader.ordinal),
    (re.compile("dn|nD|Dn|ns|dns"), _Reader.day_of_month),
    (re.compile("o"), _Reader.offset),
    (re.compile("e"), _Reader.either),
    (re.compile("n[dk][AG]|[IB]n[dk]|[IB]p|[IB]k|p[AG]"), _Reader.distance),
    (re.compile("d?(w|[NHL]w|w[NHL]|wk[NLH]|w[NLH]k|[NLH]kw)"), _Reader.weekday),
    (re.compile("E(H?t|tH)|H?tE"), _Reader.month_end),
]


def day(cleaned: str, language: str, today: date, context: str | None) -> Outcome:
    """The day a cleaned answer names; a weekday said beside a date has to agree with it."""
    said = words(cleaned, language)
    weekdays = said.values("w")
    rest = said.without("w")
    if not weekdays or not set(rest.letters) & set("xnm"):
        return _judged(_Reader(said, language, today, context))
    outcome = _judged(_Reader(rest, language, today, context))
    if isinstance(outcome, Value) and isinstance(outcome.value, date):
        agrees = outcome.value.weekday() == weekdays[0].value
        return outcome if agrees else Ambiguous((outcome.value,))
    return outcome


def _judged(reader: _Reader) -> Outcome:
    said = reader.said
    reader.said = said if said.sure() else said.without("uv")
    found = reader.days()
    if found is None or "l" in said.letters:
        return Ambiguous() if set(said.letters) - {"j", "n"} else Invalid("not_a_date")
    if not found:
        return Invalid("no_such_date")
    return Value(found[0]) if len(found) == 1 and reader.sure and said.sure() else Ambiguous(found)
