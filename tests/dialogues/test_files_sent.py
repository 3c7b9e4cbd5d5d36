"""Guards: a dialogue that takes files gets each of them once, with its words; all other dialogues
answer pictures and documents as ever; what cannot be fetched or taken is said at once.

That the bytes come, and are taken once, is `tests/edge/test_fetching.py`.
"""

from __future__ import annotations

from typing import Any

import pytest
from on_stage import has
from player import Player
from sqlalchemy import select

from handlers.engine import arriving
from storage.engine import reading
from storage.fetches import fetches
from tests import paper_box

PDF = {"ref": "d1", "name": "Tờ trình.pdf", "media": "application/pdf", "size": 2048}
MB = 2**20


@pytest.fixture
def head(player: Player, monkeypatch: pytest.MonkeyPatch) -> Player:
    paper_box.put_up(monkeypatch.setitem)
    player.join("P002")
    return player


def sends(head: Player, kind: str = "file", file: dict[str, Any] | None = None,
          **given: Any) -> list[str]:  # fmt: skip
    return head._play("P002", kind=kind, file=PDF if file is None else file, **given)


def wanted(head: Player) -> list[tuple[str, str, str]]:
    """What is to be fetched: its id, its name, into which box."""
    with reading(head.engine) as db:
        rows = db.execute(select(fetches).order_by(fetches.c.id)).all()
    return [(row.ref, row.name, row.given) for row in rows]


def box(number: int = 7) -> str:
    return f'{{"number":{number}}}'


@pytest.mark.parametrize("kind", ["file", "photo"])
@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_a_file_is_fetched_and_nothing_is_said_yet(head: Player, kind: str, channel: str) -> None:
    name = PDF["name"] if kind == "file" else ""
    head.channel, head.buttons = channel, channel == "telegram"
    head.join("P002")
    head.write("P002", "/box 7")
    assert sends(head, kind) == []
    assert wanted(head) == [("d1", name, box())]
    assert has(head.write("P002", "8"), "Box 8?")


def test_the_words_under_it_come_with_it(head: Player) -> None:
    head.write("P002", "/box 7")
    assert sends(head, text="9") == []
    assert sends(head, file={**PDF, "ref": "d2"}) == []
    assert [given for _, _, given in wanted(head)] == [box(9), box(9)]


def test_of_an_album_each_is_taken_once(head: Player) -> None:
    head.write("P002", "/box 7")
    for n in range(3):
        assert sends(head, "photo", {"ref": f"p{n}"}, album="g1") == []
    assert [ref for ref, _, _ in wanted(head)] == ["p0", "p1", "p2"]


def test_a_command_under_a_picture_is_a_command(head: Player) -> None:
    head.write("P002", "/box 7")
    told = sends(head, "photo", text="/standings")
    assert has(told, "Xếp hạng năm 2026")
    assert has(told, "Chỉ đọc phần chữ")
    assert wanted(head) == []


@pytest.mark.parametrize("open_", ["", "/report"])
@pytest.mark.parametrize("kind", ["file", "photo"])
def test_where_no_file_is_asked_for_all_is_as_ever(head: Player, kind: str, open_: str) -> None:
    if open_:
        head.write("P002", open_)
    assert has(sends(head, kind), "chỉ đọc được tin nhắn chữ")
    told = sends(head, kind, text="45")
    assert has(told, "Chỉ đọc phần chữ")
    assert has(told, "45 hộ") == bool(open_)
    assert wanted(head) == []


def test_an_album_under_another_question_is_one_attempt(head: Player) -> None:
    head.write("P002", "/report")
    assert sends(head, "photo", album="g1")
    assert sends(head, "photo", album="g1") == []


def test_a_stranger_and_a_group_send_nothing_in(head: Player) -> None:
    head.write("P002", "/box 7")
    head._play("X1", kind="file", file=PDF)
    head._play("P002", kind="file", file=PDF, chat="-7", private=False)
    assert wanted(head) == []


@pytest.mark.parametrize("kind", ["other", "file", "sticker"])
def test_what_brings_no_file_hears_what_would(head: Player, kind: str) -> None:
    head.write("P002", "/box 7")
    told = head._play("P002", kind=kind)
    assert has(told, "ảnh chụp từng trang")
    assert has(told, "Box 7?")


def test_a_voice_note_hears_how_to_dictate(head: Player) -> None:
    head.write("P002", "/box 7")
    assert has(head._play("P002", kind="voice"), "micrô trên bàn phím")


REFUSED = {
    "too large": ({**PDF, "size": 20 * MB + 1}, "lớn hơn 20 MB"),
    "a film": ({**PDF, "media": "video/mp4"}, "PDF, JPEG, PNG, WEBP, Word (.docx), Excel (.xlsx)"),
    "a tune": ({**PDF, "media": "audio/mpeg"}, "Các loại tệp nhận được"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_will_not_do_is_said_at_once(head: Player, what: str) -> None:
    head.write("P002", "/box 7")
    file, says = REFUSED[what]
    told = sends(head, file=file)
    assert has(told, says)
    assert has(told, "Tờ trình.pdf")
    assert has(told, "Box 7?")
    assert wanted(head) == []


def test_the_largest_that_can_be_had_is(head: Player) -> None:
    head.write("P002", "/box 7")
    assert sends(head, file={**PDF, "size": 20 * MB}) == []
    assert len(wanted(head)) == 1


def test_one_person_does_not_fill_the_line(head: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST_WAITING", 3)
    head.join("P003")
    for who in ("P002", "P003"):
        head.write(who, "/box 7")
    for n in range(3):
        assert sends(head, file={"ref": f"d{n}"}) == []
    assert has(sends(head), "quá nhiều tệp")
    assert head._play("P003", kind="file", file=PDF) == []
    assert len(wanted(head)) == 4


def test_a_name_is_a_name_and_no_markup(head: Player) -> None:
    head.write("P002", "/box 7")
    sends(head, file={**PDF, "name": "<b>&x.pdf", "size": 30 * MB})
    assert head.shown["P002"][1].text.startswith("<b>&lt;b&gt;&amp;x.pdf</b>: ")


def test_a_file_that_comes_late_is_shown_not_taken(head: Player) -> None:
    head.write("P002", "/box 7")
    head.count += 10
    head.write("P002", "8")
    head.count -= 5
    assert has(sends(head), "chưa được ghi nhận")
    assert wanted(head) == []
