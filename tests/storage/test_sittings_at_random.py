"""Guards: whatever members and secretaries do, in whatever order: no act out of turn, nobody votes
on their own, every result is what was voted, never more are elected than there are places."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from sat import Sat
from sat_model import Model
from sqlalchemy import Engine

from services.sittings import results, voting
from services.sittings.results import Result
from storage.engine import reading, transaction
from tests.council import chosen

CANDIDATES = [f"C{n}" for n in range(1, 8)]
SCALE = int(os.environ.get("CRASH_SCALE", "1"))
ACTS = {"sqlite": 1000 * SCALE, "postgresql": 400 * SCALE}
EVERY = ("convene", "attend", "recuse", "open", "vote", "ask", "give", "annul", "code", "year")
NEXT = {"none": ("convene", "year"), "convened": ("attend", "attend", "attend", "open"),
        "open": ("vote", "vote", "vote", "vote", "ask"),
        "closing": ("vote", "give", "give")}  # fmt: skip
CHOICES = ("yes", "yes", "no", "blank")


class Play:
    """Random acts; each is foretold."""

    def __init__(self, sat: Sat, dice: random.Random) -> None:
        self.sat, self.dice, self.model = sat, dice, Model(sat.members)
        self.closed = self.done = 0
        self.cap = sat.rules.caps[1]

    def step(self) -> None:
        """Mostly what comes next; now and then anything."""
        likely = NEXT[self.model.phase] if self.dice.random() < 0.7 else EVERY
        getattr(self, self.dice.choice(likely))()
        self.done += 1

    def who(self) -> str:
        return self.dice.choice(self.sat.members)

    def year(self) -> None:
        """A new year, once no sitting is on."""
        if self.model.phase == "none" and self.dice.random() < 0.5:
            self.sat.year += 1
            with transaction(self.sat.engine) as db:
                chosen(db, (), self.dice.sample(CANDIDATES, 7), self.sat.year)
            self.model.elected = 0

    def convene(self) -> None:
        made, model = self.sat.convene(), self.model
        if model.phase != "none":
            assert made == "under_way"
        elif model.elected == self.cap:
            assert made == "places"
        elif isinstance(made, int):
            model.phase, model.places = "convened", self.cap - model.elected
            model.there = dict.fromkeys(self.sat.members)
            model.own = {one: set(self.sat.out(one)) for one in self.sat.members}
            model.out = {one: set(of) for one, of in model.own.items()}
            model.votes, model.written, model.codes = {}, set(), set()
        else:
            assert made == "none"

    def attend(self) -> None:
        one, there, model = self.who(), self.dice.random() < 0.8, self.model
        [became] = self.sat.come(one, there=there) if self.sat.id else ["over"]
        opened = model.phase in ("open", "closing")
        expected = (
            "over" if model.phase == "none" else "done" if model.there[one] == there
            else "voted" if one in model.votes else "opened" if opened and model.there[one]
            else "done"
        )  # fmt: skip
        assert became == expected
        if became == "done":
            model.there[one] = there

    def recuse(self) -> None:
        if not self.sat.id:
            return
        one, case, out = self.who(), self.dice.randint(1, 8), self.dice.random() < 0.6
        became, model = self.sat.recuse(one, case, out=out), self.model
        if model.phase == "none" or case not in self.sat.cases():
            assert became == "over"
        elif not out and model.phase != "convened":
            assert became == "opened"
        elif not out and case in model.own[one]:
            assert became == "own"
        else:
            assert became == "done"
            (model.out[one].add if out else model.out[one].discard)(case)

    def open(self) -> None:
        if self.sat.id:
            became, model = self.sat.open(), self.model
            enough = len(model.present) >= model.least
            assert became == ("moved" if model.phase != "convened" else "done" if enough else "few")
            model.phase = "open" if became == "done" else model.phase

    def vote(self) -> None:
        if not self.sat.id:
            return
        one, model = self.who(), self.model
        cases = set(self.sat.cases())
        mine = cases - model.out.get(one, set())
        named = mine if self.dice.random() < 0.8 else set(self.dice.sample(sorted(cases), 1))
        said = {case: self.dice.choice(CHOICES) for case in named}
        became = self.sat.vote(one, said)
        if model.phase not in ("open", "closing"):
            assert became == "over"
        elif model.there[one] is None:
            assert became == "absent"
        elif named != mine:
            assert became == "cases"
        elif list(said.values()).count("yes") > model.places:
            assert became == "places"
        else:
            assert became == "done"
            model.votes[one] = said
            (model.written.discard if model.there[one] else model.written.add)(one)

    def ask(self) -> None:
        if self.sat.id:
            assert self.sat.ask() == (self.model.phase in ("open", "closing"))
            self.model.phase = "closing" if self.model.phase == "open" else self.model.phase

    def code(self) -> None:
        if self.sat.id:
            one = self.who()
            with transaction(self.sat.engine) as db:
                made = voting.code(db, self.sat.id, self.sat.who[one])
            assert (made is not None) == (self.model.phase == "convened")
            self.sat.codes[one] = made or self.sat.codes[one]

    def give(self) -> None:
        if not self.sat.id:
            return
        one, right, model = self.who(), self.dice.random() < 0.8, self.model
        given = self.sat.give(one, None if right else self.sat.codes[self.who()] + "2")
        if not right or model.phase == "none":
            assert given.became == "wrong"
        elif model.phase != "closing":
            assert given.became == "unopened"
        else:
            model.codes.add(one)
            last = len(model.codes) >= model.least
            assert given.became == ("closed" if last else "given")
            if last:
                self.check(self.sat.result())
                model.phase = "none"
                self.closed += 1

    def annul(self) -> None:
        if self.sat.id and self.dice.random() < 0.1:
            assert self.sat.annul() == (self.model.phase != "none")
            self.model.phase = "none"

    def check(self, result: Result) -> None:
        """Against a count of its own."""
        model, yes = self.model, dict[int, int]()
        passed = []
        for case in result.cases:
            own = {one: said for one, said in model.votes.items()
                   if case.number not in model.out[one]}  # fmt: skip
            counted = [said[case.number] for said in own.values()]
            yes[case.number] = counted.count("yes")
            base = sum(case.number not in model.out[one] for one in model.members)
            assert (case.yes, case.base) == (yes[case.number], base)
            if base and Fraction(case.yes, base) > Fraction(1, 2):
                passed.append(case.number)
            in_writing = [said[case.number] for one, said in own.items() if one in model.written]
            assert (case.written.yes, case.room.yes) == (
                in_writing.count("yes"), counted.count("yes") - in_writing.count("yes")
            )  # fmt: skip
        assert (result.spoilt, result.lost) == (0, 0)
        assert len(result.checks) == len(model.votes)
        above = {n for n in passed if sum(yes[m] >= yes[n] for m in passed) <= model.places}
        assert set(result.elected) == above
        assert not set(result.tied) & above
        model.elected += len(result.elected)
        with reading(self.sat.engine) as db:
            all_of = results.elected(db, self.sat.rules.code, self.sat.year, "person")
        assert len(all_of) == model.elected <= self.cap


@pytest.mark.parametrize("seed", [1, 2])
def test_acts_at_random(engine: Engine, seed: int) -> None:
    sat = Sat(engine, members=5, persons=(*CANDIDATES[:5], "M1", "M3"))
    sat.rules = replace(sat.rules, caps=(2, 3))
    play = Play(sat, random.Random(seed))
    while play.done < ACTS[engine.dialect.name]:
        play.step()
    assert play.closed > play.done // 60, "sittings come to an end"
