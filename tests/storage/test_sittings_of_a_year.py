"""Guards: over several sittings of a year nobody is elected twice, and none beyond the places; who
has been withdrawn is not picked; a code that comes after the last one is told that it is over.
"""

from __future__ import annotations

import pytest
from sat import Sat
from sqlalchemy import Engine, update

from services.sittings import chairing, results
from storage import sittings
from storage.engine import reading, transaction
from storage.proposed import nominations

SIX = ("X2", "X3", "X4", "X5", "X6", "X7")


def voted(sat: Sat, said: dict[int, str]) -> None:
    sat.come(*sat.members)
    assert sat.open() == "done"
    for one in sat.members:
        own = {case: choice for case, choice in said.items() if case not in sat.out(one)}
        assert sat.vote(one, own) == "done"


@pytest.fixture
def tied(engine: Engine) -> Sat:
    """Four are elected; two have equal votes for the fifth place."""
    sat = Sat(engine, 9, SIX)
    assert isinstance(sat.convene("collective", over="refuse"), int)
    sat.come(*sat.members)
    assert sat.open() == "done"
    cases = sat.cases()
    for n, one in enumerate(sat.members):
        said = dict.fromkeys(cases, "yes") | ({6: "no"} if n % 2 else {5: "no"})
        if n == 8:
            said = dict.fromkeys(cases, "yes") | {4: "no"}
        own = {case: choice for case, choice in said.items() if case not in sat.out(one)}
        assert sat.vote(one, own) == "done"
    return sat


def test_whoever_was_elected_meanwhile_is_not_among_the_tied(tied: Sat) -> None:
    first = tied.closed()
    assert (len(first.elected), first.left) == (4, 1)
    assert set(first.tied) == {5, 6}
    tie = tied.id
    assert isinstance(tied.convene("collective"), int)
    voted(tied, {1: "yes", 2: "no"})
    assert len(tied.closed().elected) == 1
    with reading(tied.engine) as db:
        assert len(results.elected(db, tied.rules.code, 2026, "collective")) == 5
    assert tied.convene("collective", tie=tie) in ("places", "none")


def test_the_chair_picks_nobody_who_was_withdrawn(tied: Sat) -> None:
    first = tied.closed()
    second = tied.convene("collective", tie=tied.id)
    assert isinstance(second, int)
    voted(tied, dict.fromkeys((1, 2), "blank"))
    found = tied.closed()
    assert set(found.tied) == {1, 2}
    gone = found.case(1).nomination
    with transaction(tied.engine) as db:
        db.execute(update(nominations).where(nominations.c.id == gone).values(live=False))
        tie = sittings.by_id(db, second)
        assert tie is not None
        of = tied.round("collective", tie)
        made = chairing.decide(db, of, (1,), tied.who["S"], tied.tick(), "lý do")
    assert made == "places"
    assert len(first.elected) == 4


def test_a_code_after_the_last_one_is_told_that_it_is_over(tied: Sat) -> None:
    tied.ask()
    for one in tied.members[:6]:
        became = tied.give(one).became
    assert became == "closed"
    assert tied.give(tied.members[7]).became in ("wrong", "over")


def test_a_second_ballot_is_not_on_whoever_was_elected_since(tied: Sat) -> None:
    """Another sitting elects one of the tied; a place is free again when somebody is withdrawn."""
    first = tied.closed()
    tie = tied.id
    assert isinstance(tied.convene("collective"), int)
    voted(tied, {1: "yes", 2: "no"})
    [elected] = tied.closed().elected
    again = tied.result().case(elected).nomination
    gone = first.case(first.elected[0]).nomination
    with transaction(tied.engine) as db:
        db.execute(update(nominations).where(nominations.c.id == gone).values(live=False))
    assert isinstance(tied.convene("collective", tie=tie), int)
    with reading(tied.engine) as db:
        assert again not in sittings.cases_of(db, tied.id).values()
