"""Guards: a new head takes over a group by one act of the officer. Until they have agreed in the
chat nothing changes; then the role is theirs alone, and history and a begun report stay."""

from __future__ import annotations

import re

import pytest
from player import Player
from sqlalchemy import select

from storage import people
from storage.engine import transaction
from storage.import_tables import ImportChange
from storage.outbox import Address
from storage.people import people as people_table
from storage.people import roles
from storage.reports import reports
from storage.tables import table
from storage.units import by_code

GROUP, NEW = "9900001", "Nguyễn Văn Mới"
changes = table(ImportChange)


@pytest.fixture
def stage(player: Player) -> Player:
    """The officer, two heads of the commune and one of another have joined."""
    for who in ("P001", "P002", "P003", "P006"):
        player.join(who)
    return player


def name(stage: Player, who: str = NEW, group: str = GROUP) -> str:
    """The officer names who takes over, and says yes; the code that is to be passed on, if any."""
    stage.write("P001", f"/successor {group}")
    stage.write("P001", who)
    told = "\n".join([*stage.write("P001", "có"), *stage._deliver()])
    code = re.search(r"<code>([A-Z0-9-]{14})</code>", told)
    return code[1] if code else ""


def join(stage: Player, code: str, who: str = "X9") -> list[str]:
    for text in (f"/start {code}", "vi"):
        stage.write(who, text)
    return [*stage.write(who, "đồng ý"), *stage._deliver()]


def heads(stage: Player, group: str = GROUP) -> list[str]:
    with transaction(stage.engine) as db:
        unit = by_code(db, group)
        assert unit is not None
        found = (people.by_id(db, one) for one in people.holding(db, "head", unit.id))
        return [one.name for one in found if one]


def test_the_draft_and_the_history_stay_with_the_group(stage: Player) -> None:
    stage.write("P002", f"/report {GROUP} head-month 2026-11")
    stage.write("P002", "45")
    join(stage, name(stage))
    assert heads(stage) == [NEW]
    assert any("2/9" in line for line in stage.write("X9", "/report"))
    with transaction(stage.engine) as db:
        assert len(db.execute(select(reports)).all()) == 1


def test_whoever_was_the_head_is_told_and_can_no_longer_report(stage: Player) -> None:
    stage.write("P002", "/report")
    told = join(stage, name(stage))
    assert any(line.startswith("P002 <") and NEW in line for line in told)
    assert any(line.startswith("P001 <") and NEW in line for line in told)
    assert not any("Câu 2" in line for line in stage.write("P002", "45"))
    assert "/report" not in str(stage.write("P002", "/help"))


def test_until_they_agree_nothing_changes(stage: Player) -> None:
    code = name(stage)
    assert heads(stage) == ["Nguyễn Thị Mẫu Một"]
    for text in (f"/start {code}", "vi", "không"):
        stage.write("X9", text)
    assert heads(stage) == ["Nguyễn Thị Mẫu Một"]
    assert any("1/9" in line or "HH_LOAN" in line or "9 câu" in line
               for line in stage.write("P002", "/report"))  # fmt: skip
    stage.write("X9", "/start")
    stage.write("X9", "đồng ý")
    assert heads(stage) == [NEW]


def test_the_one_named_last_comes(stage: Player) -> None:
    first = name(stage, "Lê Thị Đầu")
    second = name(stage)
    assert "không dùng được" in stage.write("X8", f"/start {first}")[0]
    join(stage, second)
    assert heads(stage) == [NEW]


def test_a_head_of_the_same_commune_takes_over_at_once(stage: Player) -> None:
    assert name(stage, "Hai 0000 000 003") == ""
    assert heads(stage) == heads(stage, "9900002") == ["Trần Văn Mẫu Hai"]
    assert GROUP in str([c.says for row in _reports(stage) for c in row])


def test_whoever_is_on_the_roster_and_has_not_joined_comes_as_who_they_are(stage: Player) -> None:
    join(stage, name(stage, "0000 000 004"), "P004")
    assert heads(stage) == heads(stage, "9900003") == ["Lê Văn Mẫu Ba"]


def test_a_consent_that_was_left_open_is_waited_for(stage: Player) -> None:
    with transaction(stage.engine) as db:
        [third] = people.by_phone(db, "+84000000004")
        people.bind(db, third.id, Address("telegram", "1", "P004"), "P004", stage.now)
    assert name(stage, "0000 000 004") == ""
    assert heads(stage) == ["Nguyễn Thị Mẫu Một"]
    for text in ("/start", "đồng ý"):
        stage.write("P004", text)
    assert heads(stage) == ["Lê Văn Mẫu Ba"]


def _reports(stage: Player) -> tuple[tuple[object, ...], ...]:
    stage.write("P003", "/report")
    return stage.shown["P003"][1].choices  # type: ignore[return-value]


def test_a_number_of_somebody_elsewhere_tells_nothing_and_is_not_taken(stage: Player) -> None:
    stage.write("P001", f"/successor {GROUP}")
    asked = stage.write("P001", f"{NEW} 0000 000 006")
    assert not any("Mẫu Bốn" in line for line in asked)
    stage.write("P001", "có")
    with transaction(stage.engine) as db:
        [known] = people.by_phone(db, "+84000000006")
        assert known.name == "Phạm Thị Mẫu Bốn"


def test_a_number_lets_the_new_head_in(stage: Player) -> None:
    name(stage, f"{NEW}, 0000 000 977")
    stage.write("X9", "shares phone +84000000977")
    for text in ("vi", "đồng ý"):
        stage.write("X9", text)
    assert heads(stage) == [NEW]


@pytest.mark.parametrize("text", ["0000 000 977", "Nguyễn Văn Mới 12", "🙂", "có"])
def test_without_a_name_nobody_is_named(stage: Player, text: str) -> None:
    stage.write("P001", f"/successor {GROUP}")
    stage.write("P001", text)
    with transaction(stage.engine) as db:
        before = len(db.execute(select(people_table)).all())
    stage.write("P001", "có")
    with transaction(stage.engine) as db:
        assert len(db.execute(select(people_table)).all()) == before


def test_a_head_is_not_followed_by_themselves(stage: Player) -> None:
    stage.write("P001", f"/successor {GROUP}")
    stage.write("P001", "0000 000 002")
    stage.write("P001", "có")
    assert heads(stage) == ["Nguyễn Thị Mẫu Một"]
    with transaction(stage.engine) as db:
        assert not db.execute(select(roles).where(roles.c.role == "successor")).all()


@pytest.mark.parametrize("unit", ["9900004", "25459", "25459-12", "77"])
def test_a_unit_where_nobody_may_be_named_is_unknown(stage: Player, unit: str) -> None:
    said = stage.write("P001", f"/successor {unit}")
    assert said[0] == f"P001 < Không có đơn vị {unit}."


def test_who_is_shut_out_does_not_come(stage: Player) -> None:
    code = name(stage)
    stage.write("P001", "/revoke 9900001.2")
    stage.write("P001", "có")
    assert "không dùng được" in stage.write("X9", f"/start {code}")[0]


def test_what_was_changed_is_kept_with_who_answers_for_it(stage: Player) -> None:
    join(stage, name(stage))
    found = select(changes.c.code, changes.c.old, changes.c.new).order_by(changes.c.id.desc())
    with transaction(stage.engine) as db:
        last = {tuple(row) for row in db.execute(found.where(changes.c.field == "roles").limit(3))}
    assert last == {
        ("9900001.2", "", "successor 9900001"),
        ("9900001.2", "successor 9900001", "head 9900001"),
        ("P002", "head 9900001", ""),
    }
