"""How often, as people write it: "hằng ngày", "weekly monday 8", "thứ hai 8 giờ"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from handlers.frequency import FREQUENCIES, WEEKLY
from handlers.hours import WINDOWS
from locales import weekdays
from locales.fold import fold
from locales.translator import languages, translator

_T = TypeVar("_T")
_LONGEST = 8
"""Words of how often at most."""
_HOUR = re.compile(r"(\d{1,2})(?:h|:00|h00)?")


class Said(NamedTuple):
    """What stands in front (list, scope), and how often; `weekday` from 0."""

    front: list[str]
    frequency: str | None = None
    weekday: int | None = None
    hour: int | None = None


def read(words: Sequence[str]) -> Said:
    """How often is said last; a day of the week alone is weekly."""
    for at in range(len(words)):
        found, used = _longest(words[at:], _often())
        day, _ = _longest(words[at:], _days())
        if found is None and day is None:
            continue
        rest = list(words[at + used :])
        weekday, used = _longest(rest, {**_days(), **_numbers()})
        hour = _HOUR.match(rest[used]) if len(rest) > used else None
        weekly = found in (None, WEEKLY)
        return Said(
            list(words[:at]), WEEKLY if weekly else found,
            weekday if weekly else None, int(hour[1]) if weekly and hour else None,
        )  # fmt: skip
    return Said(list(words))


def hours(earliest: int) -> list[int]:
    """The full hours at which anything may be sent."""
    found = (range(start.hour, end.hour + (end.minute > 0)) for start, end in WINDOWS)
    return [hour for some in found for hour in some if hour >= earliest]


def _longest(words: Sequence[str], known: Mapping[str, _T]) -> tuple[_T | None, int]:
    for end in range(min(len(words), _LONGEST), 0, -1):
        found = known.get(fold(" ".join(words[:end])))
        if found is not None:
            return found, end
    return None, 0


@cache
def _often() -> Mapping[str, str]:
    """The choices by their codes and by their labels in every language."""
    labels = {fold(translator(code)(label).unescape()): often
              for code in languages() for often, label in FREQUENCIES.items()}  # fmt: skip
    return labels | {often: often for often in FREQUENCIES}


@cache
def _days() -> Mapping[str, int]:
    """The days of the week by their names in every language."""
    return {fold(weekdays.weekday(day, code)): day for code in languages() for day in range(7)}


@cache
def _numbers() -> Mapping[str, int]:
    """By number, Monday is 1: so buttons say it."""
    return {str(day + 1): day for day in range(7)}
