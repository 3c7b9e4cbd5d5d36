"""Guards: a picture of a standing, the words below it and the table say the same, value by value;
it is asked for in plain words of every language, and leaves only where the right still holds."""

from __future__ import annotations

import pytest
from player import Player
from ranked import HOMES, LISTS, card, founded, inside, lines, name, place, ranked, who
from sqlalchemy import Engine, delete, insert, select, update

from locales.translator import languages, translator
from storage.disqualification_tables import Disqualification
from storage.engine import transaction
from storage.outbox import outbox
from storage.people import people, roles
from storage.scores import scores
from storage.tables import table
from storage.units import by_code
from tests.entering import enter
from tests.known_movement import known

Value = tuple[str, str, str]


def on_card(player: Player, role: str) -> list[Value]:
    shown = card(player, who(role))
    assert shown is not None
    rows = [
        (row["place"], row["name"]["text"], row["within"], row["points"]) for row in shown["rows"]
    ]
    return [
        (at, f"{said}, {within['text']}" if within else said, points)
        for at, said, within, points in rows
    ]


def told(player: Player, role: str) -> list[Value]:
    return lines(player.shown[who(role)][1].text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("role", [role for role in HOMES if role != "successor"])
def test_the_picture_its_words_and_the_table_say_the_same(
    engine: Engine, role: str, language: str
) -> None:
    player = founded(engine, language)
    for listed, basis in [(one, basis) for one in LISTS for basis in ("", " official")]:
        player.write(who(role), f"/standings {listed} B{basis}")
        whole = told(player, role)
        player.write(who(role), f"/standings {listed} B{basis} picture")
        assert whole
        assert on_card(player, role) == told(player, role), (listed, basis)
        assert told(player, role) == whole[:12], (listed, basis)
        shown = card(player, who(role))
        assert shown is not None
        assert shown["official"] is bool(basis)
        assert shown["language"] == language
        framed = [row["place"] for row in shown["rows"] if row["own"]]
        mine = [n for n, code in enumerate(ranked(listed, "B"), 1) if inside(code, HOMES[role])]
        assert framed == [str(n) for n in mine], (listed, basis)


WAYS = ("xếp hạng tỉnh ảnh", "xếp hạng ảnh", "xếp hạng hình ảnh", "xep hang hinh",
        "/standings B ảnh", "standings picture", "standings as a picture",
        "/standings groups B picture",
        "रैंकिंग चित्र", "रैंकिंग तस्वीर", "الترتيب صورة", "/standings صورة",
        "/standings official photo", "bảng xếp hạng bằng hình")  # fmt: skip


@pytest.mark.parametrize("said", WAYS)
def test_a_picture_is_asked_for_in_words(engine: Engine, said: str) -> None:
    player = founded(engine)
    player.write("council", said)
    shown = card(player, "council")
    assert shown is not None
    assert shown["title"]["text"] == f"Xếp hạng năm 2026: {name('B')}"
    assert shown["official"] is ("official" in said)


@pytest.mark.parametrize("role", ["council", "head", "officer", "office", "member", "admin"])
def test_it_is_a_tap_away_and_the_table_another(engine: Engine, role: str) -> None:
    player = founded(engine)
    player.write(who(role), "/standings groups B official")
    before = player.shown[who(role)][1]
    player.write(who(role), "tap Ảnh")
    assert card(player, who(role)) is not None
    player.write(who(role), "tap Xem cả bảng")
    assert player.shown[who(role)][1].choices == before.choices


def test_in_the_middle_of_a_report_it_comes_with_the_way_back(engine: Engine) -> None:
    player = founded(engine)
    player.write("head", "/report")
    player.write("head", "/standings B picture")
    assert card(player, "head") is not None
    assert len(player.shown["head"][1].choices) > 2


def test_equals_at_the_end_of_the_third_are_all_named(engine: Engine) -> None:
    """Twelve have a place: the fourth is shared by three, of whom nobody is left out."""
    player = founded(engine)
    fourth = update(scores).where(scores.c.unit_id.in_([_id(player, f"G1{n}") for n in (4, 5)]))
    total = select(scores.c.total).where(scores.c.unit_id == _id(player, "G14")).limit(1)
    with transaction(engine) as db:
        db.execute(fourth.values(total=db.execute(total).scalar_one()))
    player.write("member", "/standings groups B picture")
    assert [at for at, _, _ in told(player, "member")] == ["1", "2", "3", "4", "4"]
    assert on_card(player, "member") == told(player, "member")


def _id(player: Player, code: str) -> int:
    with transaction(player.engine) as db:
        unit = by_code(db, code)
    assert unit is not None
    return unit.id


def test_more_than_fits_is_said_to_be_more(engine: Engine) -> None:
    """Of sixty, twenty are named in the table; a picture has twelve, and no more is said."""
    player = founded(engine)
    with transaction(engine) as db:
        commune = by_code(db, "C2")
        assert commune is not None
        for n in range(48):
            unit = enter(db, f"G3{n:02}", "group", commune.id, name=f"Nhóm {n:02}")
            place(db, known().first_league, unit, 94 * 10**9 - n)
    player.write("head", "/standings groups B picture")
    picture = told(player, "head")
    assert len(picture) == 12
    assert "theo xếp loại" not in player.shown["head"][1].text
    assert picture[-1][1].startswith(name("G16")), "one's own place is the last of the lines"
    assert on_card(player, "head") == picture


def test_who_may_not_be_proposed_is_marked_on_the_picture_too(engine: Engine) -> None:
    player = founded(engine)
    ground = next(one for one in known().in_year(2026).grounds.values() if one.by_hand)
    marks = table(Disqualification)
    row = {"movement": known().code, "year": 2026, "unit_id": _id(player, "G11"),
           "ground": ground.code, "step": "confirmed", "at": player.now,
           "latest": True}  # fmt: skip
    with transaction(engine) as db:
        db.execute(insert(marks).values(row))
    player.write("council", "/standings groups B picture")
    shown = card(player, "council")
    assert shown is not None
    assert [row["name"]["text"].endswith(" (*)") for row in shown["rows"]] == [True] + [False] * 11
    assert shown["notes"][0].startswith("(*) ")
    assert "(*)" in player.shown["council"][1].text


@pytest.mark.parametrize("role", ["council", "officer", "head"])
def test_a_picture_does_not_leave_once_the_right_is_gone(engine: Engine, role: str) -> None:
    player = founded(engine)
    player._deliver, deliver = list, player._deliver  # type: ignore[method-assign,assignment]
    player.write(who(role), "/standings picture")
    player._deliver = deliver  # type: ignore[method-assign]
    with transaction(engine) as db:
        holder = select(people.c.id).where(people.c.code == who(role))
        db.execute(delete(roles).where(roles.c.person_id == holder.scalar_subquery()))
    assert player._deliver() == []
    with transaction(engine) as db:
        assert db.execute(select(outbox.c.status)).scalars().all() == ["cancelled"]


@pytest.mark.parametrize("language", languages())
def test_before_anybody_has_a_place_that_is_what_it_says(engine: Engine, language: str) -> None:
    player = founded(engine, language)
    with transaction(engine) as db:
        db.execute(delete(scores))
    for role in ("council", "head"):
        player.write(who(role), "/standings B picture")
        shown = card(player, who(role))
        assert shown is not None
        assert shown["nobody"] == translator(language)("Nobody has a place yet.")
        assert all(row["place"] == "" and row["band"] is None for row in shown["rows"])


@pytest.mark.parametrize("way", ["", " picture"])
def test_the_others_are_counted_by_grade(engine: Engine, way: str) -> None:
    """Of twelve four are named: two good, two fair; the third fair one is among the others."""
    player = founded(engine)
    player.write("member", f"/standings groups B{way}")
    text = player.shown["member"][1].text
    assert len(lines(text)) == 4
    assert "\nCòn lại, theo xếp loại: Khá: 1; Trung bình: 3; Yếu: 4\n" in f"{text}\n"
    if way:
        assert (
            "Còn lại, theo xếp loại: Khá: 1; Trung bình: 3; Yếu: 4"
            in card(player, "member")["notes"]
        )
