"""Guards: a provincial body goes the whole way of a nominee: shortlist, question, sheet, sitting,
result, papers, decision. Nobody of it votes on it; once the Council sits on it, it stays.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import give, has
from player import ZONE
from secretive import Secretive
from sqlalchemy import Engine

from bot.demo.seed import BODIES
from handlers.papers import catalogue
from handlers.papers.voice import Voice
from handlers.routing.play import Site
from locales.translator import translator
from services.papers import freezing
from services.roster import apply, file
from storage import proposed
from storage.engine import reading, transaction
from tests.beginnings import organised
from tests.january import MEMBERS, SECRETARY, YEAR, unit
from tests.known_movement import known

OFFICE, OF_THE_UNION, NEIGHBOUR = "P045", "P055", "P059"
LINES = {OF_THE_UNION: "3 đ", "P058": "1 đ, 3 đ"}
"""Of whoever works in what is proposed, or in a unit of it."""
GROUND = "Phối hợp nhận ủy thác chặt chẽ, hiệu quả"
UNION, DEPARTMENT, BRANCH = "TN-HND", "TN-KHNV", "BRANCH"
LISTED = (UNION, DEPARTMENT, BRANCH)
NAMES = {UNION: "Hội Nông dân tỉnh", DEPARTMENT: "Phòng Kế hoạch - Nghiệp vụ tín dụng"}


@pytest.fixture
def stage(engine: Engine) -> Secretive:
    """Three bodies are proposed; one of the Council works in the first."""
    organised(engine)
    stage = Secretive(engine, Site(known(), ZONE))
    stage.now = datetime(2027, 1, 11, 8, 5, tzinfo=ZONE)
    with transaction(engine) as db:
        apply.apply(db, file.read(BODIES.read_bytes(), whole=False), known(), stage.now, ZONE)
    stage.january("rank")
    give(stage, OF_THE_UNION, "member", UNION)
    for who in (SECRETARY, OFFICE, NEIGHBOUR, *MEMBERS):
        stage.join(who)
    for code in LISTED:
        assert has(propose(stage, code), "Đã đề nghị")
    return stage


def propose(stage: Secretive, code: str) -> list[str]:
    stage.write(SECRETARY, f"/awards nominate collective {code}: {GROUND}")
    return stage.write(SECRETARY, "không")


def choose(stage: Secretive) -> None:
    for number in (1, 2, 3):
        if has(stage.write(SECRETARY, f"/awards choose {number}"), "ý do"):
            stage.write(SECRETARY, "Tiêu biểu trong năm")


def opened(stage: Secretive) -> dict[str, list[str]]:
    """A sitting on collectives: what each member gets with the ballot paper."""
    choose(stage)
    stage.write(SECRETARY, "/awards convene collective")
    stage.write(SECRETARY, "tap convene")
    for who in MEMBERS:
        stage.write(who, "/awards vote #1 present")
    told = stage.write(SECRETARY, "/awards convene open #1")
    return {who: [one for one in told if one.startswith(f"{who} <")] for who in MEMBERS}


def closed(stage: Secretive) -> list[str]:
    opened(stage)
    for who in MEMBERS:
        assert has(stage.write(who, LINES.get(who, "1 đ, 2 đ, 3 đ")), "Phiếu đã vào hòm")
    stage.write(SECRETARY, "/awards close #1")
    return [line for who in MEMBERS for line in stage.write(who, "@CLOSING")]


def test_a_question_about_it_goes_to_the_secretary_and_the_answer_comes_back(
    stage: Secretive,
) -> None:
    stage.write(MEMBERS[0], "/awards ask 1")
    told = stage.write(MEMBERS[0], "Kết quả thu lãi thế nào?")
    assert has(told, "đơn vị đề nghị")
    assert any(one.startswith(f"{SECRETARY} <") and NAMES[UNION] in one for one in told)
    assert not has(told, f"{OFFICE} <")
    assert has(stage.write(SECRETARY, "/awards"), "Kết quả thu lãi thế nào?")
    assert has(stage.write(OFFICE, "/awards answer 1"), "không có câu hỏi")
    stage.write(SECRETARY, "/awards answer 1")
    told = stage.write(SECRETARY, "Thu đạt 99,8 phần trăm")
    assert any(one.startswith(f"{MEMBERS[0]} <") and "99,8" in one for one in told)
    assert has(stage.write(MEMBERS[0], "/awards sheet 1"), GROUND)


def test_whoever_works_there_does_not_vote_on_it(stage: Secretive) -> None:
    papers = opened(stage)
    for who in MEMBERS:
        out = has(papers[who], f"1. {NAMES[UNION]} - không bỏ phiếu")
        assert out == (who == OF_THE_UNION), who
        assert not has(papers[who], f"3. {NAMES[DEPARTMENT]} - không bỏ phiếu"), who
    assert has(stage.write(OF_THE_UNION, "1 đ, 3 đ"), "có liên quan")
    assert has(stage.write(OF_THE_UNION, "3 đ"), "Phiếu đã vào hòm")


def test_once_the_council_sits_on_it_nothing_of_it_changes(stage: Secretive) -> None:
    opened(stage)
    home = stage.write(SECRETARY, "/awards")
    assert not has(home, "[Đề nghị tập thể cấp tỉnh]")
    assert not has(home, "[Rút:")
    assert has(home, NAMES[UNION])
    assert has(stage.write(SECRETARY, "/awards withdraw 1"), "đã họp xét")
    assert has(stage.write(SECRETARY, "/awards nominate"), "đã họp xét")
    stage.write(SECRETARY, f"/awards nominate collective TN-MTTQ: {GROUND}")
    with reading(stage.engine) as db:
        live = [one.unit.code for one in proposed.live(db, known().code, YEAR)]
    assert live == [*LISTED]


def test_it_is_elected_stands_in_the_papers_and_is_honoured(stage: Secretive) -> None:
    assert has(closed(stage), NAMES[UNION])
    with transaction(stage.engine) as db:
        branch = unit(db, BRANCH)
        frozen = freezing.freeze(db, known(), YEAR, branch, None, stage.now, ZONE)
        assert len(frozen.content.of("collective")) == len(LISTED)
        assert {one.office_code for one in frozen.content.nominees} == {BRANCH}
        voice = Voice(translator("vi"), frozen, stage.now.date())
        papers = {one.code: repr(one) for one in catalogue.write(voice)}
    for name in NAMES.values():
        assert name in papers["list-collectives"]
    stage.now = datetime(2027, 2, 23, 9, tzinfo=ZONE)
    for said in ("/awards decision", "31/QĐ-UBND", "22/02/2027", "Nguyễn Văn Mẫu", "Chủ tịch"):
        told = stage.write(SECRETARY, said)
    assert has(told, NAMES[DEPARTMENT])
    stage.write(SECRETARY, "tap all")
    told = stage.write(SECRETARY, "tap yes")
    assert has(told, f"{NEIGHBOUR} < <b>Chúc mừng {NAMES[UNION]}!")
    assert has(stage.write(SECRETARY, f"/awards honours {UNION}"), "31/QĐ-UBND")


def test_it_has_no_dossier(stage: Secretive) -> None:
    assert not has(propose(stage, "TN-MTTQ"), "hồ sơ")
    for said in ("dossier", "submit", "signer", "piece minutes"):
        assert has(stage.write(SECRETARY, f"/awards {said}"), "đơn vị đề nghị"), said
    told = stage.write(SECRETARY, "/awards progress")
    assert has(told, "0 trên 9")
    assert not has(told, "[Chi nhánh NHCSXH tỉnh Tây Ninh]")
