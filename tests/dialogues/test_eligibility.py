"""Guards: who may set, answer, confirm and lift a mark, role by role and place by place; and where
a mark is shown, there it stands with its basis.
"""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from player import ZONE, Player
from sqlalchemy import insert

from handlers.disqualification import told
from services import disqualifications
from storage import disqualifications as marks
from storage import people, units
from storage.engine import transaction

OWN, NEAR, FAR = "9900001", "25459", "9900004"
"""A group, its commune, a group of another office."""
PEOPLE = {"head": "P002", "officer": "P001", "office": "P045", "council": "P054"}
SETS = {"DQ1": ("office", {OWN, NEAR}), "DQ3": ("council", {OWN, NEAR, FAR})}
"""By ground: the role that decides, and where one of it does."""
ANSWERS = {("head", OWN), ("officer", OWN), ("officer", NEAR)}


@pytest.fixture
def everybody(player: Player) -> Player:
    for who in PEOPLE.values():
        player.join(who)
    return player


def of(stage: Player, unit: str, ground: str) -> disqualifications.Case:
    with transaction(stage.engine) as db:
        found = units.by_code(db, unit)
        assert found is not None
        case = disqualifications.case(stage.site.live.all[0], found, 2026, ground)
    assert case is not None
    return case


def set_by(stage: Player, unit: str, ground: str) -> int:
    """A mark is there, set by somebody."""
    case = of(stage, unit, ground)
    with transaction(stage.engine) as db:
        made = disqualifications.propose(db, case, None, stage.now, "lý do")
    assert made is not None
    return made


def step(stage: Player, unit: str, ground: str) -> str | None:
    found = newest(stage, unit, ground)
    return found.step if found else None


def newest(stage: Player, unit: str, ground: str) -> marks.Mark | None:
    case = of(stage, unit, ground)
    with transaction(stage.engine) as db:
        return marks.last(db, case.of)


@pytest.mark.parametrize("ground", SETS)
def test_each_role_may_do_exactly_what_is_its(everybody: Player, ground: str) -> None:
    """Role x act x place, played: what the table does not allow changes nothing."""
    for (role, who), unit in itertools.product(PEOPLE.items(), (OWN, NEAR, FAR)):
        decider, where = SETS[ground]
        decides, about = role == decider and unit in where, f"/eligibility {unit} {ground} 2026"
        everybody.write(who, f"{about} set")
        for words in ("12/KL", "một lý do", "có", "một lý do"):
            if step(everybody, unit, ground) is None:
                everybody.write(who, words)
        everybody.write(who, "/cancel")
        assert (step(everybody, unit, ground) == "proposed") == decides, (role, unit, "set")
        begun = set_by(everybody, unit, ground) if not decides else last(everybody, unit, ground)
        everybody.write(who, f"{about} answer")
        everybody.write(who, "xin giải trình")
        everybody.write(who, "/cancel")
        answers = (role, unit) in ANSWERS
        assert (step(everybody, unit, ground) == "answered") == answers, (role, unit, "answer")
        everybody.now += timedelta(days=4)
        everybody.write(who, f"{about} confirm {last(everybody, unit, ground)}")
        assert (step(everybody, unit, ground) == "confirmed") == decides, (role, unit, "confirm")
        everybody.write(who, f"{about} lift {last(everybody, unit, ground)}")
        assert (step(everybody, unit, ground) == "lifted") == decides, (role, unit, "lift")
        assert begun
        clear(everybody)


def last(stage: Player, unit: str, ground: str) -> int:
    found = newest(stage, unit, ground)
    return found.id if found else 0


def clear(stage: Player) -> None:
    with transaction(stage.engine) as db:
        db.execute(marks.marks.delete())


def test_a_council_member_who_leads_the_group_decides_nothing_on_it(everybody: Player) -> None:
    group = of(everybody, OWN, "DQ3").unit
    with transaction(everybody.engine) as db:
        branch = units.by_code(db, "BRANCH")
        [head] = people.holding(db, "head", group.id)
        assert branch is not None
        row = {"person_id": head, "unit_id": branch.id, "role": "council"}
        db.execute(insert(people.roles).values(row))
    made = set_by(everybody, OWN, "DQ3")
    everybody.now += timedelta(days=4)
    said = everybody.write("P002", f"/eligibility {OWN} DQ3 2026 confirm {made}")
    assert step(everybody, OWN, "DQ3") == "proposed"
    assert not any("Xác nhận" in line for line in said)
    other = set_by(everybody, "9900002", "DQ3")
    everybody.write("P002", f"/eligibility 9900002 DQ3 2026 lift {other}")
    assert step(everybody, "9900002", "DQ3") == "lifted"


def test_points_are_shown_with_what_stands_against_them(everybody: Player) -> None:
    made, case = set_by(everybody, OWN, "DQ3"), of(everybody, OWN, "DQ3")
    looked = "Đang xem xét điều kiện đề nghị khen thưởng: Có người bị kỷ luật"
    assert any(looked in line for line in everybody.write("P002", "/why"))
    assert not any("(*)" in line for line in everybody.write("P002", "/standings"))
    with transaction(everybody.engine) as db:
        later = everybody.now + timedelta(days=4)
        [member, *_] = people.holding(db, "office", case.unit.ancestor("office") or 0)
        assert disqualifications.confirm(db, case, member, later, ZONE, made) == "done"
    barred = "Không đủ điều kiện đề nghị khen thưởng: Có người bị kỷ luật"
    said = everybody.write("P045", f"/why {OWN}")
    assert any(barred in line for line in said)
    assert any("Căn cứ: Luật Thi đua" in line for line in said)
    assert not any("kỷ luật" in line for line in everybody.write("P002", "/standings"))


def test_what_is_no_longer_the_last_step_is_not_told(everybody: Player) -> None:
    """A message that waited over night says nothing that was decided since."""
    made, case = set_by(everybody, OWN, "DQ3"), of(everybody, OWN, "DQ3")
    with transaction(everybody.engine) as db:
        told.tell(db, case, "proposed", made, None, everybody.now)
        disqualifications.lift(db, case, people.holding(db, "head", case.unit.id)[0],
                               everybody.now, made)  # fmt: skip
    assert not any("Điều kiện đề nghị khen thưởng" in line for line in everybody.tick())


def test_a_yes_that_is_sent_twice_does_it_once(everybody: Player) -> None:
    """By a tap, and by a number where there are no buttons: nothing is undone by it."""
    set_by(everybody, OWN, "DQ3")
    everybody.now += timedelta(days=4)
    for channel, buttons in (("telegram", True), ("zalo", False)):
        everybody.channel, everybody.buttons = channel, buttons
        everybody.join("P054")
        everybody.write("P054", f"/eligibility {OWN} DQ3 2026")
        if step(everybody, OWN, "DQ3") == "proposed":
            everybody.write("P054", "tap Xác nhận")
        else:
            everybody.write("P054", "tap Gỡ bỏ")
        done = step(everybody, OWN, "DQ3")
        everybody.write("P054", "again" if buttons else "1")
        assert step(everybody, OWN, "DQ3") == done
    assert done == "lifted"
