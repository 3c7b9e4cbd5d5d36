"""Guards: a document or photo that an office sends is kept with its dossier, once, with its bytes;
what is fetched too late, or for somebody who may no longer, is not, and that is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from on_stage import has, person
from player import ZONE, Player
from sqlalchemy import delete, select

from handlers.purposes import PURPOSES
from handlers.routing import taking
from storage import dossiers, fetches, pieces
from storage.engine import reading, transaction
from storage.people import roles
from tests import paper_box
from tests.january import YEAR, unit
from tests.known_movement import known

LAST = datetime(2027, 1, 10, 23, 59, 30, tzinfo=ZONE)


@pytest.fixture
def stage(player: Player) -> Player:
    player.now = datetime(2027, 1, 5, 8, 5, tzinfo=ZONE)
    player.january("rank")
    player.join("P045")
    return player


def sends(stage: Player, name: str = "bien-ban.pdf", kind: str = "file") -> list[str]:
    return stage._play("P045", kind=kind, file={"ref": name, "name": name})  # type: ignore[arg-type]


def arrives(stage: Player, data: bytes) -> list[str]:
    """The bytes of all that waits are here; what is said of it."""
    with transaction(stage.engine) as db:
        for row in fetches.claim(db, stage.channel, "1", stage.now, claim="c", most=9):
            taking.take(db, row, data, stage.now, stage.site)
    return stage._deliver()


def kept(stage: Player) -> list[tuple[str, str, bytes]]:
    with reading(stage.engine) as db:
        found = dossiers.of_unit(db, known().code, YEAR, unit(db, "HS").id)
        sent = pieces.of_dossier(db, found.id) if found else []
        files = [(one.code, pieces.data(db, one.id)) for one in sent]
        return [(code, file.name, file.data) for code, file in files if file]


def test_what_is_sent_is_kept_and_counted(stage: Player) -> None:
    assert set(PURPOSES) >= {"dossier-piece"}
    stage.write("P045", "/awards piece minutes")
    assert sends(stage) == []
    told = arrives(stage, paper_box.pdf("biên bản"))
    assert has(told, "bien-ban.pdf")
    assert has(told, "đã lưu vào hồ sơ (Biên bản họp xét của đơn vị)")
    assert kept(stage) == [("minutes", "bien-ban.pdf", paper_box.pdf("biên bản"))]
    told = stage.write("P045", "/awards dossier")
    assert has(told, "Biên bản họp xét của đơn vị: đã gửi (bien-ban.pdf)")
    assert not has(told, "còn thiếu; nơi gửi")


def test_the_same_again_and_another_in_its_place(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    for name, words, says in (("1.pdf", "một", "đã lưu"), ("2.pdf", "một", "đúng tệp này đã có"),
                              ("3.pdf", "ba", "Thay cho 1.pdf")):  # fmt: skip
        sends(stage, name)
        assert has(arrives(stage, paper_box.pdf(words)), says)
    assert [name for _, name, _ in kept(stage)] == ["3.pdf"]


def test_of_photos_each_stands_beside_the_other(stage: Player) -> None:
    stage.write("P045", "/awards piece attachment")
    for form in ("JPEG", "PNG"):
        sends(stage, "", "photo")
        assert has(arrives(stage, paper_box.picture(form)), "đã lưu")
    assert len(kept(stage)) == 2


def test_what_it_is_its_bytes_say(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    sends(stage, "bien-ban.pdf")
    assert has(arrives(stage, b"MZ\x90 a program"), "chưa nhận được")
    assert kept(stage) == []


def test_a_name_is_no_markup(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    sends(stage, "<b>x&y.pdf")
    assert has(arrives(stage, paper_box.pdf()), "&lt;b&gt;x&amp;y.pdf")
    assert has(stage.write("P045", "/awards dossier"), "đã gửi (&lt;b&gt;x&amp;y.pdf)")


def test_it_counts_when_it_was_sent_not_when_it_is_here(stage: Player) -> None:
    """Before midnight, fetched after it."""
    stage.now = LAST
    stage.write("P045", "/awards piece minutes")
    sends(stage)
    stage.now += timedelta(minutes=5)
    assert has(arrives(stage, paper_box.pdf()), "đã lưu")
    assert has(stage.write("P045", "/awards piece minutes"), "Đã hết hạn")


def test_what_was_sent_before_the_dossier_left_and_is_here_after_it_is_not_put_in(
    stage: Player,
) -> None:
    stage.write("P045", "/awards nominate P002: Sinh hoạt tổ đều đặn")
    stage.write("P045", "không")
    stage.write("P045", "/awards piece minutes")
    sends(stage)
    stage.write("P045", "/awards submit")
    stage.write("P045", "có")
    told = arrives(stage, paper_box.pdf())
    assert has(told, "không lưu")
    assert has(told, "Hồ sơ đã nộp Hội đồng")
    assert kept(stage) == []


def test_whoever_may_no_longer_puts_nothing_in(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    sends(stage)
    with transaction(stage.engine) as db:
        db.execute(delete(roles).where(roles.c.person_id == person(stage, "P045")))
    told = arrives(stage, paper_box.pdf())
    assert not has(told, "đã lưu")
    assert kept(stage) == []


def test_a_fetch_that_dies_leaves_nothing_and_is_taken_once_after_it(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    sends(stage)

    def killed() -> None:
        with transaction(stage.engine) as db:
            for row in fetches.claim(db, stage.channel, "1", stage.now, claim="c", most=9):
                taking.take(db, row, paper_box.pdf(), stage.now, stage.site)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert kept(stage) == []
    assert has(arrives(stage, paper_box.pdf()), "đã lưu")
    assert arrives(stage, paper_box.pdf()) == []
    assert len(kept(stage)) == 1


def test_words_in_between_are_answered_and_other_commands_end_it(stage: Player) -> None:
    stage.write("P045", "/awards piece minutes")
    assert has(stage.write("P045", "gửi rồi"), "Xin gửi tài liệu hoặc ảnh")
    stage.write("P045", "/awards places")
    sends(stage)
    with reading(stage.engine) as db:
        assert db.execute(select(fetches.fetches)).first() is None
