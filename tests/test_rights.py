"""Who may do what where: the whole table, role by role, and nobody beyond it."""

from __future__ import annotations

import itertools
import json

import pytest

from handlers.rights import RIGHTS, may, relation
from storage.person import Assignment, Person
from storage.units import Unit


def unit(number: int, kind: str, *above: int) -> Unit:
    kinds = ("commune", "office", "branch")[3 - len(above) :]
    lies_in = json.dumps(list(zip(kinds, above, strict=True)))
    parent = above[0] if above else None
    return Unit(number, str(number), kind, kind, parent, lies_in, None, True, "2026-01")


BRANCH = unit(1, "branch")
OFFICE, OTHER_OFFICE = unit(2, "office", 1), unit(3, "office", 1)
COMMUNE, OTHER_COMMUNE = unit(4, "commune", 2, 1), unit(5, "commune", 3, 1)
GROUP, NEIGHBOUR, FAR = (
    unit(6, "group", 4, 2, 1),
    unit(7, "group", 4, 2, 1),
    unit(8, "group", 5, 3, 1),
)
EVERY = (BRANCH, OFFICE, OTHER_OFFICE, COMMUNE, OTHER_COMMUNE, GROUP, NEIGHBOUR, FAR)
HOME = {"head": GROUP, "officer": COMMUNE, "office": OFFICE, "council": BRANCH,
        "secretary": BRANCH, "member": OFFICE, "admin": BRANCH, "successor": GROUP}  # fmt: skip
ABOVE_GROUP, ABOVE_COMMUNE = {COMMUNE, OFFICE, BRANCH}, {OFFICE, BRANCH}
IN_COMMUNE = {GROUP, NEIGHBOUR}
IN_OFFICE = {COMMUNE, *IN_COMMUNE}

BELOW_BRANCH = {OFFICE, OTHER_OFFICE, COMMUNE, OTHER_COMMUNE, GROUP, NEIGHBOUR, FAR}

ALLOWED: dict[tuple[str, str], set[Unit]] = {
    ("head", "object"): {GROUP},
    ("officer", "object"): {COMMUNE},
    ("office", "object"): {OFFICE},
    ("member", "object"): {OFFICE},
    ("office", "nominate"): {OFFICE},
    ("office", "dossier"): {OFFICE},
    ("council", "dossier"): {BRANCH} | BELOW_BRANCH,
    ("council", "vote"): {BRANCH},
    ("secretary", "see"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "names"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "details"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "subscribe"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "dossier"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "appraise"): {BRANCH} | BELOW_BRANCH,
    ("secretary", "convene"): {BRANCH},
    ("secretary", "nominate"): {BRANCH},
    ("head", "report"): {GROUP},
    ("head", "see"): {GROUP} | ABOVE_GROUP,
    ("head", "details"): {GROUP},
    ("head", "answer"): {GROUP},
    ("officer", "report"): {COMMUNE} | IN_COMMUNE,
    ("officer", "verify"): IN_COMMUNE,
    ("officer", "revoke"): IN_COMMUNE,
    ("officer", "board"): {COMMUNE} | IN_COMMUNE,
    ("officer", "remind"): IN_COMMUNE,
    ("officer", "invite"): IN_COMMUNE,
    ("officer", "see"): {COMMUNE} | IN_COMMUNE | ABOVE_COMMUNE,
    ("officer", "names"): {COMMUNE} | IN_COMMUNE,
    ("officer", "details"): {COMMUNE} | IN_COMMUNE,
    ("officer", "answer"): {COMMUNE} | IN_COMMUNE,
    ("office", "report"): {OFFICE} | IN_OFFICE,
    ("office", "report_late"): IN_OFFICE,
    ("office", "verify"): IN_OFFICE,
    ("office", "revoke"): IN_OFFICE,
    ("office", "board"): {OFFICE} | IN_OFFICE,
    ("office", "remind"): IN_OFFICE,
    ("office", "see"): {OFFICE, BRANCH} | IN_OFFICE,
    ("office", "names"): {OFFICE} | IN_OFFICE,
    ("office", "details"): {OFFICE} | IN_OFFICE,
    ("office", "disqualify"): IN_OFFICE,
    ("office", "answer"): {OFFICE},
    ("member", "see"): {OFFICE, BRANCH},
    ("member", "details"): {OFFICE},
    ("member", "answer"): {OFFICE},
    ("council", "judge"): set(EVERY) - {BRANCH},
    ("council", "disqualify"): set(EVERY) - {BRANCH},
    ("council", "see"): set(EVERY),
    ("council", "names"): set(EVERY),
    ("council", "details"): set(EVERY),
    ("council", "subscribe"): set(EVERY),
    ("admin", "publish"): set(EVERY),
    ("head", "subscribe"): {GROUP},
    ("officer", "subscribe"): {COMMUNE},
    ("office", "subscribe"): {OFFICE},
    ("member", "subscribe"): {OFFICE},
    ("admin", "see"): set(EVERY),
    ("admin", "names"): set(EVERY),
    ("admin", "details"): set(EVERY),
}
ACTS = ("report", "report_late", "verify", "see", "details", "subscribe", "revoke",
        "board", "remind", "invite", "disqualify", "answer", "judge", "names",
        "publish")  # fmt: skip


def person(role: str) -> Person:
    return Person(1, "P", "P", None, "vi", None, (Assignment(role, HOME[role]),))


@pytest.mark.parametrize(("role", "act"), list(itertools.product(HOME, ACTS)))
def test_a_role_may_act_exactly_where_the_table_says(role: str, act: str) -> None:
    found = {one for one in EVERY if may(person(role), act, one)}  # type: ignore[arg-type]
    assert found == ALLOWED.get((role, act), set())


def test_every_role_has_its_row() -> None:
    assert set(RIGHTS) == set(HOME)


def test_a_neighbouring_group_is_foreign() -> None:
    assert relation(GROUP, NEIGHBOUR) == "foreign"
    assert relation(GROUP, COMMUNE) == "above"
    assert relation(COMMUNE, GROUP) == "below"


@pytest.mark.parametrize(
    ("second", "own"),
    [
        ("head", {GROUP}),
        ("officer", IN_COMMUNE | {COMMUNE}),
        ("office", {OFFICE}),
        ("member", {OFFICE}),
    ],
)
def test_nobody_decides_on_a_unit_for_which_they_would_have_to_answer(
    second: str, own: set[Unit]
) -> None:
    """A council member who leads a unit is a stranger to what is decided on it."""
    held = (Assignment("council", BRANCH), Assignment(second, HOME[second]))
    both = Person(1, "P", "P", None, "vi", None, held)
    found = {one for one in EVERY if may(both, "disqualify", one)}
    assert found == set(EVERY) - {BRANCH} - own
