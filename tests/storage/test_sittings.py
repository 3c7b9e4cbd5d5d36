"""Guards: a sitting is decided as the Council's rules say it (VT1-VT9), nobody votes on their own,
no act comes out of turn, and what was fixed stays."""

from __future__ import annotations

import threading

import pytest
from sat import Sat
from sqlalchemy import Engine, func, select, update

from scoring.award_rows import Of
from services.sittings import chairing, results
from storage import sealed, sittings
from storage.engine import transaction
from storage.proposed import nominations
from storage.sealed import ballots
from storage.seating import seats
from storage.sittings import sittings as rows
from tests.council import PEOPLE

ONE = ("C1",)
FIVE = ("X1", "X2", "X3", "X4", "HS")


@pytest.fixture
def nine(engine: Engine) -> Sat:
    return Sat(engine, persons=ONE)


def test_vt1_six_of_nine_are_a_quorum_of_two_thirds(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:6])
    assert nine.open() == "done"
    assert nine.sitting().threshold == 6


def test_vt2_five_of_nine_cannot_open(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:5])
    assert nine.open() == "few"
    assert nine.vote("M1", {1: "yes"}) == "over"


CASES = [
    ("vt3", 9, 7, 6, "6/9", {">1/2": True, "2/3": True, "80%": False}),
    ("vt4", 9, 9, 8, "8/9", {"80%": True, "90%": False}),
    ("vt5", 9, 6, 4, "4/9", {">1/2": False}),
    ("vt9", 8, 8, 4, "4/8", {">1/2": False}),
]


@pytest.mark.parametrize(
    ("members", "present", "yes", "rate", "passes", "passed"),
    [(*case[1:5], passes, passed) for case in CASES for passes, passed in case[5].items()],
)
def test_vt3_4_5_9_shares_of_all_members(
    engine: Engine, members: int, present: int, yes: int, rate: str, passes: str, passed: bool
) -> None:
    result = Sat(engine, members, persons=ONE).sat(yes, present, passes=passes)
    assert (result.case(1).rate, result.case(1).passed) == (rate, passed)
    assert result.elected == ((1,) if passed else ())


def test_vt3_of_those_present_it_is_another_share(nine: Sat) -> None:
    assert nine.sat(6, 7, base="present").case(1).rate == "6/7"


@pytest.mark.parametrize(("passes", "passed"), [(">1/2", True), ("2/3", False)])
def test_vt6_recusal_shrinks_the_base(nine: Sat, passes: str, passed: bool) -> None:
    nine.convene(passes=passes)
    nine.come(*nine.members)
    assert nine.recuse("M9", 1) == "done"
    assert nine.open() == "done"
    for n, one in enumerate(nine.members[:8]):
        nine.vote(one, {1: "yes" if n < 5 else "no"})
    assert nine.vote("M9", {1: "yes"}) == "cases"
    result = nine.closed()
    assert (result.case(1).rate, result.case(1).passed) == ("5/8", passed)
    assert result.handed == 8


def test_vt7_six_pass_for_five_places_and_a_second_ballot_decides(engine: Engine) -> None:
    sat = Sat(engine, codes=("X2", "X3", "X4", "X5", "X6", "X7"))
    sat.convene("collective", over="invalid")
    assert sat.come(*sat.members) == ["done"] * 9
    sat.open()
    yes = {1: 9, 2: 9, 3: 8, 4: 7, 5: 6, 6: 6}
    ballots_ = _spread(yes, most=5)
    for one, said in zip(sat.members, ballots_, strict=True):
        assert sat.vote(one, said) == "done"
    first = sat.closed()
    assert [case.yes for case in first.cases] == list(yes.values())
    assert (first.elected, first.tied, first.left) == ((1, 2, 3, 4), (5, 6), 1)
    assert sat.convene("collective", tie=first.sitting) == sat.id
    assert sat.cases() == [1, 2]
    sat.come(*sat.members)
    sat.open()
    assert sat.vote("M1", {1: "yes", 2: "yes"}) == "places"
    for n, one in enumerate(sat.members):
        sat.vote(one, {1: "yes" if n < 4 else "no", 2: "no" if n < 4 else "yes"})
    second = sat.closed()
    assert second.elected == (2,)
    assert second.nominations((2,)) == first.nominations((6,))
    with transaction(engine) as db:
        assert len(results.elected(db, sat.rules.code, 2026, "collective")) == 5
    assert sat.convene("collective", tie=first.sitting) == "none"


def _spread(yes: dict[int, int], most: int) -> list[dict[int, str]]:
    """Ballots with these sums of yes, none with more than so many."""
    left, made = dict(yes), []
    for n in range(9, 0, -1):
        wanted = sorted((case for case in left if left[case]), key=lambda one: -left[one])
        must = {case for case in wanted if left[case] == n}
        chosen = [*must, *(one for one in wanted if one not in must)][:most]
        made.append({case: "yes" if case in chosen else "no" for case in yes})
        for case in chosen:
            left[case] -= 1
    assert not any(left.values()), left
    return made


def test_vt8_opinions_in_writing_count_and_stand_apart(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:7])
    nine.come("M8", "M9", there=False)
    nine.open()
    for n, one in enumerate(nine.members[:7]):
        nine.vote(one, {1: "yes" if n < 6 else "no"})
    assert [nine.vote(one, {1: "yes"}) for one in ("M8", "M9")] == ["done", "done"]
    result = nine.closed()
    case = result.case(1)
    assert (case.rate, case.room.yes, case.written.yes) == ("8/9", 6, 2)
    assert (result.returned, result.written) == (7, 2)
    assert [one.name for one in result.opinions] == ["Ủy viên 8", "Ủy viên 9"]
    assert len(result.checks) == 9


def test_opinions_in_writing_are_not_asked_for_where_they_do_not_count(nine: Sat) -> None:
    nine.convene(written=False)
    nine.come(*nine.members[:8])
    nine.come("M9", there=False)
    nine.open()
    assert nine.vote("M9", {1: "yes"}) == "absent"


def test_whoever_is_of_the_unit_or_is_the_nominee_never_votes_on_it(engine: Engine) -> None:
    """M1 is of the head office, M2 of the first commune; the Council's own unit binds nobody."""
    assert "M1,,office,HS" in PEOPLE
    sat = Sat(engine, codes=FIVE, persons=("M3", "C1"))
    sat.convene("collective")
    assert {one: set(sat.out(one)) for one in sat.members[:4]} == {
        "M1": {5}, "M2": {1}, "M3": set(), "M4": set(),
    }  # fmt: skip
    assert sat.recuse("M1", 5, out=False) == "own"
    assert sat.recuse("M4", 2) == "done"
    assert sat.recuse("M4", 2, out=False) == "done"
    assert sat.annul()
    sat.convene("person")
    assert [set(sat.out(one)) for one in sat.members[:4]] == [set(), set(), {1}, set()]


def test_a_vote_may_be_changed_and_the_last_one_counts(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for said in ("yes", "no", "yes", "no"):
        assert nine.vote("M1", {1: said}) == "done"
        ids = _ids(nine)
    nine.vote("M2", {1: "yes"})
    assert not set(ids) & set(_ids(nine)), "ballots keep no number"
    result = nine.closed()
    assert (result.case(1).room.yes, result.case(1).room.no) == (1, 1)
    assert (result.returned, len(result.checks)) == (2, 2)


def _ids(sat: Sat) -> list[int]:
    with sat.engine.connect() as db:
        return list(db.execute(select(ballots.c.id)).scalars())


def test_a_closed_sitting_keeps_its_result_and_nothing_that_tells_a_vote(nine: Sat) -> None:
    result = nine.sat(6, 9)
    with nine.engine.connect() as db:
        assert db.execute(select(func.count()).select_from(ballots)).scalar_one() == 0
        kept = db.execute(select(seats.c.key, seats.c.share, seats.c.given, seats.c.slip)).all()
    assert {tuple(row) for row in kept} == {(None, None, None, None)}
    assert nine.give("M1").became == "wrong"
    assert nine.vote("M1", {1: "no"}) == "over"
    assert not nine.ask()
    assert not nine.annul()
    assert nine.result() == result


def test_codes_count_when_they_are_asked_for_and_each_once(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:7])
    assert nine.give("M1").became == "unopened"
    nine.open()
    assert nine.give("M1").became == "unopened"
    nine.ask()
    assert nine.give("M1", nine.codes["M2"]).became == "wrong"
    assert [nine.give("M1").so_far for _ in range(3)] == [1, 1, 1]
    assert nine.give("M8").became == "given", "whoever has not come may help to close"


def test_a_lost_code_is_made_anew_until_it_is_open_and_the_old_one_no_longer_holds(
    nine: Sat,
) -> None:
    from services.sittings import voting

    nine.convene()
    old = nine.codes["M1"]
    with transaction(nine.engine) as db:
        new = voting.code(db, nine.id, nine.who["M1"])
    nine.come(*nine.members)
    nine.open()
    with transaction(nine.engine) as db:
        assert voting.code(db, nine.id, nine.who["M1"]) is None
    nine.ask()
    assert nine.give("M1", old).became == "wrong"
    assert nine.give("M1", new).became == "given"


def test_an_annulled_sitting_opens_nothing_and_another_can_be_convened(nine: Sat) -> None:
    nine.convene()
    assert nine.convene() == "under_way"
    nine.come(*nine.members)
    nine.open()
    nine.vote("M1", {1: "yes"})
    assert nine.annul()
    assert nine.sitting().result is None
    assert _ids(nine) == []
    assert nine.give("M1").became == "wrong"
    assert isinstance(nine.convene(), int)


def test_what_was_changed_behind_our_back_is_found_and_said(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members[:4]:
        nine.vote(one, {1: "yes"})
    with transaction(nine.engine) as db:
        body = db.execute(select(ballots.c.id, ballots.c.body)).first()
        assert body is not None
        changed = bytes([body.body[40] ^ 1])
        spoilt = body.body[:40] + changed + body.body[41:]
        db.execute(update(ballots).where(ballots.c.id == body.id).values(body=spoilt))
        share = select(seats.c.share).where(seats.c.person_id == nine.who["M9"])
        held = db.execute(share).scalar_one()
        broken = {"share": held[:-1] + bytes([held[-1] ^ 1])}
        db.execute(update(seats).where(seats.c.person_id == nine.who["M9"]).values(broken))
    nine.ask()
    assert nine.give("M9").became == "damaged"
    result = nine.close(*nine.members[:6])
    assert (result.spoilt, result.lost, result.case(1).room.yes) == (1, 1, 3)
    kept = nine.sitting().result or ""
    with transaction(nine.engine) as db:
        forged = kept.replace('"yes":3', '"yes":9')
        assert forged != kept
        db.execute(update(rows).values(result=forged))
    assert results.state(nine.sitting()) == "changed"
    assert results.read(nine.sitting()) is None
    assert nine.convene() == "changed"


def test_a_damaged_part_needs_one_more_code(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    nine.vote("M1", {1: "yes"})
    nine.ask()
    assert nine.give("M1").became == "given"
    with transaction(nine.engine) as db:
        where = seats.c.person_id == nine.who["M1"]
        given = db.execute(select(seats.c.given).where(where)).scalar_one()
        db.execute(update(seats).where(where).values(given=given[:-1] + bytes([given[-1] ^ 1])))
    became = [nine.give(one).became for one in nine.members[1:7]]
    assert became == ["given"] * 5 + ["closed"]


def test_who_was_withdrawn_meanwhile_is_not_elected(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members:
        nine.vote(one, {1: "yes"})
    with transaction(nine.engine) as db:
        db.execute(update(nominations).values(live=False))
    result = nine.closed()
    assert (result.case(1).passed, result.case(1).live, result.elected) == (True, False, ())


def test_the_chair_decides_what_a_second_ballot_did_not(engine: Engine) -> None:
    sat = Sat(engine, codes=("X2", "X3", "X4", "X5", "X6", "X7"))
    tie = 0
    for n in range(2):
        sat.convene("collective", tie=tie or None, over="invalid")
        sat.come(*sat.members)
        sat.open()
        if not n:
            for one, said in zip(sat.members, _spread({1: 8, 2: 8, 3: 8, 4: 8, 5: 6, 6: 6}, 5),
                                 strict=True):  # fmt: skip
                sat.vote(one, said)
        found = sat.closed()
        assert _decide(sat, found.sitting, (found.tied[0],)) == "none" if not n else True
        tie = found.sitting
    assert (found.tied, found.left) == ((1, 2), 1)
    assert _decide(sat, tie, (1, 2)) == "places"
    made = _decide(sat, tie, (2,))
    assert isinstance(made, int)
    assert _decide(sat, tie, (1,)) == "none"
    sat.id = made
    assert sat.result().reason == "older"
    with transaction(engine) as db:
        assert len(results.elected(db, sat.rules.code, 2026, "collective")) == 5


def _decide(sat: Sat, tie: int, picked: tuple[int, ...]) -> int | str:
    what: Of = "collective"
    with transaction(sat.engine) as db:
        of = sat.round(what, sittings.by_id(db, tie))
        return chairing.decide(db, of, picked, sat.who["S"], sat.tick(), "older")


def test_two_last_codes_at_once_close_it_once(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members:
        nine.vote(one, {1: "yes"})
    nine.ask()
    for one in nine.members[:5]:
        nine.give(one)
    became: list[str] = []
    start = threading.Barrier(3)

    def give(who: str) -> None:
        start.wait()
        became.append(nine.give(who).became)

    threads = [threading.Thread(target=give, args=(one,)) for one in ("M6", "M7", "M8")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert became.count("closed") == 1
    assert nine.result().case(1).yes == 9


def test_everybody_is_heard_again_a_day_after(nine: Sat) -> None:
    nine.sat(6, 9)
    for days, silent in ((0, 9), (2, 0)):
        with transaction(nine.engine) as db:
            sealed.speak_again(db, nine.now + days * sealed.LATE)
            found = select(func.count()).select_from(seats).where(seats.c.open)
            assert db.execute(found).scalar_one() == silent
