"""Ballots: people judge where nothing is counted, and the median counts (criteria, 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.indicators import Indicator
from scoring.rules import Expression, Rule
from scoring.stored import MISSING, Stored

WHY = "/why"
"""Behind the code of a measure: the sentence that goes with the points."""


@dataclass(frozen=True)
class Ballot:
    """Units of a level are judged by those who hold `judge` above them: points for each of the
    `measures`, 0 to `most`, each with a sentence; until the day `lock` (month, day) of the next
    year.
    """

    code: str
    name: str
    level: str
    judge: str
    measures: tuple[str, ...]
    most: int
    lock: tuple[int, int]

    @property
    def questions(self) -> tuple[str, ...]:
        """The codes of what a judge is asked, in order."""
        return tuple(code for one in self.measures for code in (one, one + WHY))

    def open_on(self, year: int, day: date) -> bool:
        """Whether a year can still be judged on a day."""
        return year <= day.year and day <= date(year + 1, *self.lock)

    def question(self, code: str, names: Mapping[str, str], words: Words) -> Indicator:
        """A question as any other is; `names`: of the measures, by code."""
        points = not code.endswith(WHY)
        over = Rule("refuse", Expression.parse("value > register_most"), words.most)
        return Indicator(
            code=code, family="", unit="count" if points else "text", frequency="yearly",
            reporter=self.judge, level=self.level, name=names[code.removesuffix(WHY)], short=None,
            also=(), question=words.points if points else words.why, example=self.most * 4 // 5,
            stock=False, like_roster=False, rules=(over,) if points else (), skip=None,
            units={"register_most": "count"}, sample=words.sample,
        )  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What is asked, in the language of whoever judges."""

    points: str
    why: str
    most: str
    sample: str


def medians(ballot: Ballot, cast: Collection[Mapping[str, int]]) -> dict[str, Stored]:
    """Each measure as it is kept: the median of those who judged all, of two the mean.

    `cast`: the points by measure, of each judge who has answered everything.
    """
    found = {}
    for code in ballot.measures:
        points = sorted(one[code] for one in cast)
        middle = points[(len(points) - 1) // 2 : len(points) // 2 + 1]
        made = Stored(sum(middle), len(middle), len(points), len(points))
        found[code] = made if points else MISSING
    return found


def whole(
    ballot: Ballot, told: Mapping[int, Mapping[str, int | str]]
) -> Iterator[Mapping[str, int]]:  # fmt: skip
    """The points of those judges (by id) who have answered everything."""
    for answers in told.values():
        if all(code in answers for code in ballot.questions):
            points = {code: answers[code] for code in ballot.measures}
            yield {code: value for code, value in points.items() if isinstance(value, int)}


def sentences(
    ballot: Ballot, told: Mapping[int, Mapping[str, int | str]], measure: str
) -> Sequence[str]:
    """What those who judged everything say of a measure; in an order that tells nobody who."""
    said = (one[measure + WHY] for one in told.values()
            if all(code in one for code in ballot.questions))  # fmt: skip
    return sorted(str(one) for one in said)
