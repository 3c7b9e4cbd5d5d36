"""Guards: who sees whose name in a standing, in words and on its picture: every role, every list of
the movement, every relation of the scope to one's own unit."""

from __future__ import annotations

import itertools

import pytest
from ranked import HOMES, LIES_IN, LISTS, card, everything, founded, inside, named, ranked, who
from sqlalchemy import Engine, update

from storage.engine import transaction
from storage.people import roles

NOTHING, THIRD, ALL = "nothing, as if it were unknown", "the first third", "all names"
SEEN: dict[str, dict[str, str]] = {
    "head": {"above": THIRD, "foreign": NOTHING},
    "officer": {"own": ALL, "above": THIRD, "foreign": NOTHING},
    "office": {"own": ALL, "below": ALL, "above": THIRD, "foreign": NOTHING},
    "council": {"own": ALL, "below": ALL},
    "member": {"above": THIRD, "foreign": NOTHING},
    "admin": {"own": ALL, "below": ALL},
    "successor": {"above": NOTHING, "foreign": NOTHING},
}
"""By the relation of the scope to one's own unit. (None lies below a group or an agency.)"""
SCOPES = {
    "groups": ("C1", "C2", "C6", "O1", "O2", "B"), "communes": ("O1", "O2", "B"),
    "unions": ("C1", "C2", "C6", "O1", "O2", "B"), "offices": ("B",), "bodies": ("B",),
}  # fmt: skip
CASES = [
    (role, listed, scope)
    for role in HOMES
    for listed in LISTS
    for scope in SCOPES[listed]
    if ranked(listed, scope)
]


def relation(role: str, scope: str) -> str:
    home = HOMES[role]
    if scope == home:
        return "own"
    if inside(home, scope):
        return "below"
    return "above" if inside(scope, home) else "foreign"


def expected(role: str, listed: str, scope: str) -> set[str]:
    """Whose names stand there: the first third, rounded up, and always one's own place."""
    there = ranked(listed, scope)
    seen = SEEN[role][relation(role, scope)]
    if seen == NOTHING:
        return set()
    above = {code for code in there if inside(code, HOMES[role])}
    return set(there) if seen == ALL else {*there[: -(-len(there) // 3)], *above}


@pytest.mark.parametrize("way", ["", " picture"], ids=["table", "picture"])
@pytest.mark.parametrize("role", HOMES)
def test_whose_names_stand_in_a_standing(engine: Engine, role: str, way: str) -> None:
    player = founded(engine)
    for _, listed, scope in (case for case in CASES if case[0] == role):
        player.write(who(role), f"/standings {listed} {scope}{way}")
        told = everything(player, who(role))
        units = {code for code in named(told) if code[0] == LISTS[listed]}
        where = (listed, scope, SEEN[role][relation(role, scope)])
        assert units == expected(role, listed, scope), where
        nothing = SEEN[role][relation(role, scope)] == NOTHING
        assert (card(player, who(role)) is None) is (nothing or not way), where
        if nothing:
            unknown = player.write(who(role), f"/standings {listed} X9{way}")
            assert told.replace(scope, "X9") == everything(player, who(role)).replace(
                scope, "X9"
            ), where
            assert unknown


def test_every_relation_of_every_role_is_among_them() -> None:
    met = {(role, relation(role, scope)) for role, _, scope in CASES}
    assert met == {(role, one) for role, row in SEEN.items() for one in row}
    assert {listed for _, listed, _ in CASES} == set(LISTS)
    thirds = [case for case in CASES if SEEN[case[0]][relation(case[0], case[2])] == THIRD]
    assert any(expected(*case) < set(ranked(*case[1:])) for case in thirds)


@pytest.mark.parametrize("role", ["head", "officer", "office", "member"])
def test_no_page_and_no_unit_that_is_named_leads_further(engine: Engine, role: str) -> None:
    """Later pages, either basis, a unit by its code, and what the buttons say."""
    player = founded(engine)
    for listed, scope in ((listed, scope) for one, listed, scope in CASES if one == role):
        if SEEN[role][relation(role, scope)] != THIRD:
            continue
        there = set(ranked(listed, scope))
        for page, more in itertools.product(("1", "2", "3"), ("", " official", " picture")):
            player.write(who(role), f"/standings {listed} {scope} {page}{more}")
            units = {code for code in named(everything(player, who(role))) if code in there}
            assert units <= expected(role, listed, scope), (listed, scope, page, more)
    for code in LIES_IN:
        player.write(who(role), f"/standings {code} picture")
        units = named(everything(player, who(role)))
        for listed in LISTS:
            ever = (expected(*case) for case in CASES if case[:2] == (role, listed))
            seen = {one for one in units if one[0] == LISTS[listed]}
            assert seen <= set[str]().union(*ever), (code, listed)


def test_what_may_no_longer_be_seen_is_not_said_to_be_sent(engine: Engine) -> None:
    player = founded(engine, "en")
    for asked in ("groups C1 daily", "communes C1 daily"):
        player.write("officer", f"/subscribe {asked}")
    with transaction(engine) as db:
        db.execute(update(roles).where(roles.c.role == "officer").values(role="member"))
    told = "\n".join(player.write("officer", "/subscribe"))
    assert "These standings are sent:" in told
    assert "1. Communes and wards: own place of" in told
    assert "2. " not in told
    assert "Stop no. 2" not in told
