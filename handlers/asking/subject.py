"""What questions are asked about: a report, and whatever else has fields to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from scoring.indicators import Indicator
from scoring.questions import Value
from scoring.rules import Known
from storage.answers import Answer
from storage.units import Unit


class Subject(Protocol):
    """Its fields, their values, and what they are compared with."""

    @property
    def unit(self) -> Unit:
        """Whose it is."""

    @property
    def values(self) -> Mapping[str, Answer]:
        """What is answered so far, by the question's code."""

    @property
    def last(self) -> Mapping[str, Value]:
        """What was answered the time before."""

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day that it tells of."""

    def indicator(self, code: str) -> Indicator:
        """The question of a code."""

    def asked(self) -> tuple[str, ...]:
        """The questions in order, without those that answer themselves."""

    def open(self) -> str | None:
        """The next question; `None` if all are answered."""

    def known(self) -> Known:
        """What rules may look at."""
