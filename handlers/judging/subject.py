"""A judge's ballot of a unit: points for each measure, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from handlers import rights
from handlers.asking.fillable import State
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.wording.reports import day
from locales.translator import Translator
from scoring.ballots import WHY, Ballot, Words
from scoring.indicators import Indicator
from scoring.movement import Movement
from scoring.questions import Value
from scoring.rules import Known
from services import ballots
from storage import ballots as kept
from storage.answers import Answer
from storage.ballots import Of
from storage.units import Unit


def _words(t: Translator, ballot: Ballot) -> Words:
    """What is asked, in the judge's language: questions of no movement's file."""
    return Words(
        points=t("How many points?").unescape(),
        why=t("Why so many? Please write one sentence; the unit will read it, without a name.")
        .unescape(),
        most=t("It is from 0 to {n} points.", n=ballot.most).unescape(),
        sample=t("Reports came on time, three inspections were carried out").unescape(),
    )  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """What a judge has said of a unit's year so far."""

    movement: Movement
    ballot: Ballot
    unit: Unit
    year: int
    values: Mapping[str, Answer]
    words: Words

    @property
    def last(self) -> Mapping[str, Value]:
        """What was said of the year before is no measure of this one."""
        return {}

    @property
    def days(self) -> tuple[date, date]:
        """The year."""
        return date(self.year, 1, 1), date(self.year, 12, 31)

    @property
    def state(self) -> State:
        """What finds it again."""
        return State(unit=self.unit.id, movement=self.movement.code, year=self.year)

    def indicator(self, code: str) -> Indicator:
        """A question: the points for a measure, or the sentence behind them."""
        names = {one: self.movement.derived[one].name for one in self.ballot.measures}
        return self.ballot.question(code, names, self.words)

    def asked(self) -> tuple[str, ...]:
        """All of them, in order."""
        return self.ballot.questions

    def open(self) -> str | None:
        """The first that is not answered."""
        return next((code for code in self.asked() if code not in self.values), None)

    def known(self) -> Known:
        """What the rule looks at: how many points there are."""
        return Known({}, {}, {}, {"most": self.ballot.most})

    def head(self, turn: Turn) -> Markup:
        """Whom it is about, and the scale."""
        return turn.t("{unit}, {year}: 0 to {most} points for each family.", unit=self.unit.name,
                      year=self.year, most=self.ballot.most)  # fmt: skip

    def put(self, turn: Turn, code: str, answer: Answer) -> Cast:
        """Keep an answer; once all are there, they count."""
        said = answer.value
        if isinstance(said, int | str):
            ballots.put(turn.db, self.movement, self.unit, self.year, turn.me.id, {code: said},
                        turn.now, turn.zone)  # fmt: skip
        return replace(self, values={**self.values, code: answer})

    def whole(self, turn: Turn) -> Reply:
        """Everything that was said, each with a way to change it."""
        t = turn.t
        last = day(t, date(self.year + 1, *self.ballot.lock))
        text = lines(
            Markup("<b>{}</b>").format(t("{unit}, year {year}", unit=self.unit.name,
                                         year=self.year)),
            *self._said(turn),
            t("It counts, and can be changed until {day}. Other members do not see it.", day=last),
        )  # fmt: skip
        rows = [
            (button(t("Change: {name}", name=t.movement(self.movement.derived[code].name)),
                    f"/judge {self.unit.code} {number}"),)
            for number, code in enumerate(self.ballot.measures, 1)
        ]  # fmt: skip
        return say(text, *rows, (button(t("All that is judged"), "/judge"),))

    def _said(self, turn: Turn) -> Iterator[Markup]:
        for code in self.ballot.measures:
            name = turn.t.movement(self.movement.derived[code].name)
            points, why = (self.values[one].value for one in (code, code + WHY))
            yield turn.t("{name}: {points}. {why}", name=name, points=points, why=why)


def cast(turn: Turn, movement: Movement, unit: Unit, year: int) -> Cast | None:
    """The writer's ballot of a unit that may be judged; None where it is judged by nobody."""
    rules = movement.in_year(year)
    ballot = rules.ballot_of(unit.kind)
    if ballot is None:
        return None
    turn.turn_to(rules)
    told = kept.told(turn.db, Of(rules.code, year, unit.id)).get(turn.me.id, {})
    values = {code: Answer(answer) for code, answer in told.items() if code in ballot.questions}
    return Cast(rules, ballot, unit, year, values, _words(turn.t, ballot))


def load(turn: Turn, state: State) -> Cast | None:
    """The same, found again; None where the right or the time is over."""
    unit = rights.unit_above(turn, state.unit, "judge")
    movement = next((one for one in turn.live.all if one.code == state.movement), None)
    if unit is None or movement is None:
        return None
    found = cast(turn, movement, unit, state.year)
    open_still = found is not None and found.ballot.open_on(state.year, turn.today)
    return found if open_still else None
