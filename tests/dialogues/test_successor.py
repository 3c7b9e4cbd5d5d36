"""Guards: a new head takes over a group by one act of the officer. Until they have agreed in the
chat nothing changes; then the role is theirs alone, and history and a begun report stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import ZONE, Player
from sqlalchemy import select
from successors import GROUP, NEW, heads, join, name

from services.roster import apply, file
from storage import people
from storage.engine import transaction
from storage.import_tables import ImportChange
from storage.reports import reports
from storage.tables import table

ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
changes = table(ImportChange)


def test_the_draft_and_the_history_stay_with_the_group(followed: Player) -> None:
    followed.write("P002", f"/report {GROUP} head-month 2026-11")
    followed.write("P002", "45")
    join(followed, name(followed))
    assert heads(followed) == [NEW]
    assert any("2/9" in line for line in followed.write("X9", "/report"))
    with transaction(followed.engine) as db:
        assert len(db.execute(select(reports)).all()) == 1


def test_whoever_was_the_head_is_told_and_can_no_longer_report(followed: Player) -> None:
    followed.write("P002", "/report")
    told = join(followed, name(followed))
    assert any(line.startswith("P002 <") and NEW in line for line in told)
    assert any(line.startswith("P001 <") and NEW in line for line in told)
    assert not any("Câu 2" in line for line in followed.write("P002", "45"))
    assert "/report" not in str(followed.write("P002", "/help"))


def test_until_they_agree_nothing_changes(followed: Player) -> None:
    code = name(followed)
    assert heads(followed) == ["Nguyễn Thị Mẫu Một"]
    for text in (f"/start {code}", "vi", "không"):
        followed.write("X9", text)
    assert heads(followed) == ["Nguyễn Thị Mẫu Một"]
    assert any("1/9" in line or "HH_LOAN" in line or "9 câu" in line
               for line in followed.write("P002", "/report"))  # fmt: skip
    followed.write("X9", "/start")
    followed.write("X9", "đồng ý")
    assert heads(followed) == [NEW]


def test_the_one_named_last_comes(followed: Player) -> None:
    first = name(followed, "Lê Thị Đầu")
    second = name(followed)
    assert "không dùng được" in followed.write("X8", f"/start {first}")[0]
    join(followed, second)
    assert heads(followed) == [NEW]


@pytest.mark.parametrize("unit", ["9900004", "25459", "25459-12", "77"])
def test_a_unit_where_nobody_may_be_named_is_unknown(followed: Player, unit: str) -> None:
    said = followed.write("P001", f"/successor {unit}")
    assert said[0] == f"P001 < Không có đơn vị {unit}."


def test_who_is_shut_out_does_not_come(followed: Player) -> None:
    code = name(followed)
    followed.write("P001", "/revoke 9900001.2")
    followed.write("P001", "có")
    assert "không dùng được" in followed.write("X9", f"/start {code}")[0]


def test_an_import_in_between_forgets_nobody_who_was_named(followed: Player) -> None:
    code = name(followed)
    name(followed, "0000 000 004", "9900002")
    movement = followed.site.live.all[0]
    with transaction(followed.engine) as db:
        roster = file.read(ORGANISATION.read_bytes())
        assert not apply.apply(db, roster, movement, followed.now, ZONE)
    join(followed, code)
    assert heads(followed) == [NEW]
    with transaction(followed.engine) as db:
        [third] = people.by_phone(db, "+84000000004")
        assert "successor" in third.roles()


def test_what_was_changed_is_kept_with_who_answers_for_it(followed: Player) -> None:
    join(followed, name(followed))
    found = select(changes.c.code, changes.c.old, changes.c.new).order_by(changes.c.id.desc())
    with transaction(followed.engine) as db:
        last = {tuple(row) for row in db.execute(found.where(changes.c.field == "roles").limit(3))}
    assert last == {
        ("9900001.2", "", "successor 9900001"),
        ("9900001.2", "successor 9900001", "head 9900001"),
        ("P002", "head 9900001", ""),
    }
