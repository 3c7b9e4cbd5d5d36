"""Days of the week and hours as the readers of a language write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from babel.dates import format_time, get_day_names


def weekday(number: int, language: str) -> str:
    """A day of the week by its number, Monday is 0: "Thứ Hai", "Monday"."""
    names: Mapping[int, str] = get_day_names("wide", context="stand-alone", locale=language)
    return names[number]


def hour(number: int, language: str) -> str:
    """A full hour of the day: "08:00"."""
    return format_time(time(number), "HH:mm", locale=language)
