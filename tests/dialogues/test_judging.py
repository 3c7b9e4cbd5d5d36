"""Guards: members of the Council judge provincial bodies, each for themselves and never their own;
the median counts, in a list of its own, and every place can be explained."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from sqlalchemy import Engine

from handlers.routing.play import Site
from locales.translator import languages, translator
from scoring.loading import builtin
from services.roster import apply, file
from storage.ballots import entries
from storage.engine import reading, transaction
from storage.people import people

BROUGHT = datetime(2026, 1, 5, tzinfo=ZONE)
UNITS = """code,name,kind,parent
B,Chi nhánh,branch,TN
TN,Tây Ninh,province,
SNN,Ban Kế hoạch,agency,B
MTTQ,Ủy ban Mặt trận tỉnh,agency,B
VP,Văn phòng,agency,B
HS,Phòng Hội sở,office,B
"""
PEOPLE = """code,name,role,unit,phone
M1,M1,council,B,
M2,M2,council,B,
M3,M3,council,B,
M3,,member,SNN,
M4,M4,council,B,
OFFICER,OFFICER,office,HS,
FRONT,FRONT,member,MTTQ,
"""
"""Four members of the Council; the third works in one of the bodies, and a fifth person too."""


@pytest.fixture
def council(engine: Engine) -> Player:
    with transaction(engine) as db:
        for table in (UNITS, PEOPLE):
            wanted = file.read(table.encode(), builtin())
            apply.apply(db, wanted, builtin(), BROUGHT, ZONE)
    now = datetime(2026, 12, 20, 9, tzinfo=ZONE)
    player = Player(engine, Site(builtin(), ZONE), now=now)
    for who in ("M1", "M2", "M3", "M4"):
        player.join(who)
    return player


def says(player: Player, who: str, *texts: str) -> str:
    return "\n".join([line for text in texts for line in player.write(who, text)][-40:])


def judge(player: Player, who: str, unit: str, points: list[int]) -> str:
    player.write(who, f"/judge {unit}")
    for n in points:
        player.write(who, str(n))
        last = player.write(who, f"Vì sao của {who}: {n} điểm")
    return "\n".join(last)


def test_the_median_of_the_members_counts_in_a_list_of_its_own(council: Player) -> None:
    """Weights as TN-C's families: 15, 20, 25, 20, 10, 10; of two in the middle the mean."""
    judge(council, "M1", "MTTQ", [10, 10, 10, 10, 10, 10])
    judge(council, "M2", "MTTQ", [8, 8, 8, 8, 8, 8])
    judge(council, "M3", "MTTQ", [0, 9, 9, 9, 9, 9])
    judge(council, "M4", "MTTQ", [9, 9, 9, 9, 9, 0])
    judge(council, "M1", "VP", [5, 5, 5, 5, 5, 5])
    told = says(council, "M1", "/standings bodies")
    # F1 of 0, 8, 9, 10: 8.5; the next four of 8, 9, 9, 10: 9; F6 of 0, 8, 9, 10: 8.5
    # 15 * .85 + 75 * .9 + 10 * .85
    assert "1. Ủy ban Mặt trận tỉnh: 88,75" in told
    assert "2. Văn phòng: 50" in told
    assert "Ban Kế hoạch: chưa có số liệu" in told
    why = says(council, "M2", "/why MTTQ")
    assert "88,75" in why
    family = says(council, "M2", "/why MTTQ F1")
    assert "Trung vị của 4 phiếu: 8,5." in family
    assert "- Vì sao của M3: 0 điểm" in family
    one = says(council, "M2", "/why VP F2")
    assert "Trung vị của 1 phiếu: 5." in one


def test_nobody_judges_the_own_body_and_nobody_else_judges(council: Player) -> None:
    told = says(council, "M3", "/judge")
    assert "Ban Kế hoạch" not in told
    assert "Ủy ban Mặt trận tỉnh: chưa chấm" in told
    assert "Ban Kế hoạch: chưa chấm" in says(council, "M1", "/judge")
    assert "10" not in says(council, "M3", "/judge SNN")
    council.join("OFFICER")
    told = says(council, "OFFICER", "/judge MTTQ", "8")
    assert "mấy điểm" not in told
    with reading(council.engine) as db:
        assert db.execute(entries.select()).all() == []


def test_the_body_reads_what_was_written_and_only_of_itself(council: Player) -> None:
    """The sentences without a name; neither another body's, nor a way to judge."""
    council.join("FRONT")
    assert "có khi các ủy viên Hội đồng đã chấm" in says(council, "FRONT", "/why")
    judge(council, "M1", "MTTQ", [9, 8, 7, 6, 5, 4])
    judge(council, "M3", "VP", [1, 1, 1, 1, 1, 1])
    told = says(council, "FRONT", "/why MTTQ F1")
    assert "- Vì sao của M1: 9 điểm" in told
    assert "Vì sao của M3" not in says(council, "FRONT", "/why VP F1", "/why VP")
    assert "mấy điểm" not in says(council, "FRONT", "/judge", "/judge VP", "/judge MTTQ")
    assert "Các cơ quan cấp tỉnh: 2/3 có số liệu" in says(council, "FRONT", "/standings")
    assert "Ủy ban Mặt trận tỉnh, năm 2026" in says(council, "FRONT", "/why")


def test_a_ballot_counts_once_it_is_whole_and_can_be_changed(council: Player) -> None:
    council.write("M1", "/judge MTTQ")
    asked = says(council, "M1", "12")
    assert "Điểm từ 0 đến 10." in asked
    council.write("M1", "9")
    assert "xin viết" in says(council, "M1", "/judge MTTQ").lower()
    assert "cần có trả lời" in says(council, "M1", "bỏ qua")
    council.write("M1", "Ba đợt kiểm tra")
    assert "chưa có số liệu" in says(council, "M1", "/standings bodies").split("Ủy ban Mặt trận")[1]
    council.write("M1", "/judge MTTQ")
    for _ in range(5):
        council.write("M1", "9")
        last = council.write("M1", "Như trên")
    assert "Phiếu này đã được tính" in "\n".join(last)
    assert "Ủy ban Mặt trận tỉnh: 90" in says(council, "M1", "/standings bodies")
    council.write("M1", "/judge MTTQ 1")
    council.write("M1", "5")
    assert "Ủy ban Mặt trận tỉnh: 84" in says(council, "M1", "/standings bodies")
    with reading(council.engine) as db:
        assert len(db.execute(entries.select()).all()) == 13


def test_an_answer_counts_for_the_question_that_was_shown_last(council: Player) -> None:
    """Also where something else came in between: the question is called up again in a line."""
    council.write("M1", "/judge MTTQ")
    council.write("M1", "7")
    council.write("M1", "lùi lại")
    assert "Ủy ban Mặt trận tỉnh" in says(council, "M1", "/standings bodies")
    council.write("M1", "8")
    with reading(council.engine) as db:
        told = [(row.code, row.value) for row in db.execute(entries.select())]
    assert told == [("JUDGED_F1", 7), ("JUDGED_F1", 8)]


def test_after_its_day_nothing_is_judged_any_more(council: Player) -> None:
    council.now = datetime(2027, 1, 10, 23, 0, tzinfo=ZONE)
    council.write("M1", "/judge MTTQ")
    council.write("M1", "7")
    council.now = datetime(2027, 1, 11, 0, 1, tzinfo=ZONE)
    council.write("M1", "Muộn rồi")
    assert "đã hết hạn chấm điểm" in says(council, "M1", "/judge MTTQ")
    with reading(council.engine) as db:
        assert len(db.execute(entries.select()).all()) == 1


@pytest.mark.parametrize("language", languages())
def test_it_is_asked_in_each_language(council: Player, language: str) -> None:
    t = translator(language)
    with transaction(council.engine) as db:
        db.execute(people.update().values(language=language))
    assert t("How many points?") in says(council, "M1", "/judge MTTQ")
    assert t("It is from 0 to {n} points.", n=10) in says(council, "M1", "11")
    assert "one sentence" not in says(council, "M1", "9") or language == "en"
