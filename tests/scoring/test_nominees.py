"""Guards: who may be proposed stands in the order of the criteria (9.4), women first among equals
only; the shortlist holds nobody barred, held or below the least points; warnings say what is so."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import count, pairwise

import pytest

from scoring.nominees import (
    Candidate,
    Warned,
    favoured,
    kept_off,
    of_unit,
    ordered,
    shortlist,
    warnings,
)  # fmt: skip

LEAST, SHARE = Fraction(70), 70
NEXT = count(1)


def person(
    points: object = None, place: int | None = None, kind: str = "head", **more
) -> Candidate:
    exact = None if points is None else Fraction(str(points))
    return Candidate(next(NEXT), kind, "person", exact, place, **more)


def body(points: object = None, place: int | None = None, kind: str = "union", **more) -> Candidate:
    exact = None if points is None else Fraction(str(points))
    return Candidate(next(NEXT), kind, "collective", exact, place, **more)


def test_heads_by_their_groups_leaders_by_their_communes_others_as_told() -> None:
    heads = [person(92, 1), person(88, 2), person(None)]
    leaders = [person(99, 1, "leader"), person(75, 9, "leader")]
    others = [person(kind="bank"), person(kind="bank")]
    given = [others[0], leaders[1], heads[2], heads[1], leaders[0], heads[0], others[1]]
    assert ordered(given, ("head", "leader", "bank"), SHARE) == (*heads, *leaders, *others)


def test_of_equals_the_woman_whatever_else_decides_the_standing() -> None:
    man, woman = person(90, 1, woman=False), person(90, 2, woman=True)
    better, unknown = person("90.01", 3, woman=False), person(90, 1)
    found = ordered([man, unknown, woman, better], (), SHARE)
    assert found == (better, woman, man, unknown)


def test_of_equals_the_collective_with_enough_women() -> None:
    few = body(90, 1, members=10, women=6)
    many = body(90, 2, members=10, women=7)
    nobody = body(90, 1, members=0, women=0)
    assert ordered([few, nobody, many], (), SHARE) == (many, few, nobody)


@pytest.mark.parametrize(
    ("members", "women", "first"),
    [(10, 7, True), (10, 6, False), (3, 2, False), (0, 0, False), (0, 5, False), (None, 5, False),
     (10, None, False), (1000, 699, False), (1000, 700, True), (1, 1, True)],
)  # fmt: skip
def test_seventy_women_in_a_hundred_exactly(members, women, first: bool) -> None:
    assert favoured(body(members=members, women=women), SHARE) == first


def test_points_of_two_lists_are_never_compared() -> None:
    """A union of a commune has counted points, one of the province judged ones (criteria, 4.3)."""
    counted = [body(80, 1, of_list="counted"), body(71, 2, of_list="counted", chosen=True)]
    judged = [body(75, 1, of_list="judged", chosen=True), body(99, 2, of_list="other")]
    told = body(None)
    found = ordered([told, *reversed(judged), *reversed(counted)], (), SHARE)
    assert found == (*counted, *judged, told)
    warned = warnings([*judged, *counted, body(90, 1, "commune", chosen=True)], LEAST, SHARE)
    assert warned == (Warned("passed_over", counted[1].key, (counted[0].key,)),)


def test_without_points_nobody_is_put_before_another() -> None:
    told = [person(woman=False), person(woman=True), person(place=1)]
    assert ordered(told, (), SHARE) == tuple(told)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (person(70), None),
        (person("69.99"), "few_points"),
        (person(None), "no_points"),
        (person(90, held=True), "held"),
        (person(90, barred=True), "barred"),
        (person(None, barred=True, held=True), "barred"),
    ],
)
def test_who_is_on_the_shortlist(one: Candidate, why: str | None) -> None:
    assert kept_off(one, LEAST) == why
    listed = shortlist([one], (), LEAST, SHARE)
    assert listed == ({} if why else {one.kind: (one,)})


def test_the_shortlist_is_by_kind_in_the_order_of_the_kinds() -> None:
    union, commune, best = body(80, 2), body(95, 1, "commune"), body(85, 1)
    found = shortlist([union, commune, best, body(60, 3)], ("union", "commune"), LEAST, SHARE)
    assert list(found.items()) == [("union", (best, union)), ("commune", (commune,))]


def test_all_of_one_kind() -> None:
    two = [body(90, 1, chosen=True), body(85, 2, chosen=True)]
    assert warnings(two, LEAST, SHARE) == (Warned("one_kind"),)
    assert warnings([*two, body(80, 1, "commune", chosen=True)], LEAST, SHARE) == ()
    assert warnings(two[:1], LEAST, SHARE) == ()
    persons = [person(90, 1, chosen=True), person(85, 2, chosen=True)]
    assert warnings(persons, LEAST, SHARE) == ()


def test_a_better_one_is_passed_over() -> None:
    second, first, third = person(85, 2), person(90, 1), person(80, 3, chosen=True)
    found = warnings([third, second, first], LEAST, SHARE)
    assert found == (Warned("passed_over", third.key, (first.key, second.key)),)


@pytest.mark.parametrize(
    "better",
    [
        person(90, 1, chosen=True),
        person(90, 1, barred=True),
        person(90, 1, held=True),
        person(90, 1, reasoned=True),
        person(90, 1, "leader"),
        person(90, 1, of_list="another"),
        person(80, 3),
    ],
)
def test_nobody_is_passed_over(better: Candidate) -> None:
    assert warnings([better, person(80, 3, chosen=True)], LEAST, SHARE) == ()


def test_a_reason_is_enough() -> None:
    assert warnings([person(90, 1), person(80, 2, chosen=True, reasoned=True)], LEAST, SHARE) == ()
    assert warnings([person(10, 9, chosen=True, reasoned=True)], LEAST, SHARE) == ()


@pytest.mark.parametrize("more", [{"points": 69}, {"points": None}, {"points": 90, "held": True}])
def test_chosen_from_outside_the_shortlist(more: dict) -> None:
    one = person(chosen=True, **more)
    assert warnings([one], LEAST, SHARE) == (Warned("off_list", one.key),)


def test_none_of_a_units_nominees_does_the_work_itself() -> None:
    assert of_unit([person(90, 1, "leader")]) == (Warned("none_direct"),)
    assert of_unit([person(90, 1, "leader"), person(80, 2, direct=True)]) == ()
    assert of_unit([]) == of_unit([body(90, 1)]) == ()


def test_whoever_they_are_each_stands_where_two_by_two_comparing_puts_them() -> None:
    dice = random.Random(4)
    for _ in range(300):
        given = [
            person(
                dice.choice([None, 70, 80, 80, 90]), dice.choice([None, 1, 2]),
                dice.choice("ab"), woman=dice.choice([None, False, True]),
            )
            for _ in range(dice.randrange(9))
        ]  # fmt: skip
        found = ordered(given, ("b", "a"), SHARE)
        assert sorted(one.key for one in found) == sorted(one.key for one in given)
        assert all(before(one, other) for one, other in pairwise(found))


def before(one: Candidate, other: Candidate) -> bool:
    """Whether the first may stand in front of the second."""
    if one.kind != other.kind:
        return one.kind == "b"
    if one.points is None or other.points is None:
        told = other.points is None and one.points is None and one.key < other.key
        return told or one.points is not None
    if one.points != other.points:
        return one.points > other.points
    if one.woman is not other.woman and True in (one.woman, other.woman):
        return bool(one.woman)
    if one.place != other.place:
        return other.place is None or (one.place is not None and one.place < other.place)
    return one.key < other.key
