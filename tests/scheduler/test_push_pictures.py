"""Guards: the picture of a push says what its words say, with the moves of each line; one picture
serves all who read the same language; of no change there is none; what is asked says the moves
since the last publication too, in the province and in a commune."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from push_stage import ALL, FIRST, LEAGUE, MOVEMENT, SECOND, ZONE, pushed, stand, wants
from sqlalchemy import Engine, insert
from told_stage import at

from handlers.engine.turn import Turn
from handlers.pictures import card
from handlers.standings import command
from locales.translator import translator
from services.moves import since
from storage import people, publications, published_places, units
from storage.asked import Asked
from storage.engine import reading, transaction
from storage.messages import Incoming, Reply

NOON, JANUARY = at(f"{SECOND}T12:00"), at("2027-01-06T12:00")
MOVED = {**ALL, "9900003": 200}
"""The third of Tân Ninh becomes the first of all."""


def drawn(reply: Reply) -> Any:
    assert reply.attachment is not None
    assert reply.attachment.kind == card.KIND
    assert reply.content is not None
    return json.loads(reply.content)


def test_it_says_what_the_words_say(pushing: Engine) -> None:
    reply = pushed(pushing, FIRST)["P054"]
    rows = drawn(reply)["rows"]
    assert len(rows) == 10
    for row in rows:
        name = row["name"]["text"].replace("&", "&amp;")
        assert f"{row['place']}. {name}, {row['within']['text']}: {row['points']}" in reply.text
        assert row["moved"] is None


def test_each_line_has_its_move(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    stand(pushing, MOVED)
    content = drawn(pushed(pushing, SECOND)["P054"])
    moved = [row["moved"] for row in content["rows"]]
    assert moved == [2, -1, -1, 0, 0, 0, 0, 0, 0, 0]
    assert any("15 December 2026" in note for note in content["notes"])


def test_one_picture_serves_all_of_a_language(pushing: Engine) -> None:
    wants(pushing, "P055", "daily")
    wants(pushing, "P056", "daily", "vi")
    found = {who: reply.attachment for who, reply in pushed(pushing, FIRST).items()}
    assert found["P054"] == found["P055"] != found["P056"]


def test_of_no_change_there_is_none(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    assert pushed(pushing, SECOND)["P054"].attachment is None


def asks(engine: Engine, words: str, now: datetime = NOON, language: str = "en") -> str:
    with reading(engine) as db:
        to = people.of_account(db, "telegram", "1", "P054")
        assert to is not None
        said = Incoming(channel="telegram", bot="1", kind="text", chat="P054", sender="P054",
                        external_id="1", text=words)  # fmt: skip
        t = translator(language)
        turn = Turn(said, words, False, to.person, now, ZONE, t, db, MOVEMENT)
        [reply] = command.start(turn, words).replies
    return reply.text.replace("Tổ TK&amp;VV ấp/khu phố ", "")


def test_what_is_asked_says_who_has_moved_since(pushing: Engine) -> None:
    assert "▲" not in asks(pushing, "province")
    pushed(pushing, FIRST)
    stand(pushing, MOVED)
    told = asks(pushing, "province")
    assert "Mẫu 3, Phường Tân Ninh: 200.00 ▲2" in told
    assert "Mẫu 1, Phường Tân Ninh: 99.00 ▼1" in told
    assert "Moves since publication No. 1, 15 December 2026" in told
    there = asks(pushing, "Tân Ninh")
    assert "1. Mẫu 3: 200.00 ▲2" in there
    assert "3. Mẫu 2: 98.00 ▼1" in there


def test_moves_are_those_of_the_scope(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    with reading(pushing) as db:
        for code in ("BRANCH", "25459", "25486"):
            scope = units.by_code(db, code)
            assert scope is not None
            found = since(db, MOVEMENT, Asked(LEAGUE, scope, 2026, "provisional"), "")
            assert found is not None
            places = [place for place, _ in found.places.values()]
            assert sorted(places) == list(range(1, len(places) + 1))


@pytest.mark.parametrize(
    "words",
    ["tỉnh tháng 12", "province in December", "प्रांत दिसंबर में", "المقاطعة في ديسمبر"],
)
def test_a_month_that_is_over_is_shown_as_it_was_published(pushing: Engine, words: str) -> None:
    pushed(pushing, FIRST)
    stand(pushing, MOVED)
    language = {"t": "vi", "p": "en", "प": "hi", "ا": "ar"}[words[0]]
    told = asks(pushing, words, JANUARY, language)
    then = translator(language).number(1)
    assert "Mẫu 1, Phường Tân Ninh" in told.split("\n")[4]
    assert f"No. {then}" in told or "số 1" in told or then in told.split("\n")[1]
    assert "200" not in told


def test_of_a_month_without_a_publication_that_is_said(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    told = asks(pushing, "province October", JANUARY)
    assert told == "Nothing that can be shown was published in October 2026."


@pytest.mark.parametrize("words", ["picture", "file", "map"])
def test_in_no_form_is_a_month_that_is_over_taken_for_today(pushing: Engine, words: str) -> None:
    pushed(pushing, FIRST)
    stand(pushing, MOVED)
    told = asks(pushing, f"province december 2026 {words}", at("2027-02-15T12:00"))
    assert "Standings 2026" in told
    assert "200" not in told


def test_the_basis_may_stand_behind_the_month_as_on_a_button(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    told = asks(pushing, "province December official", JANUARY)
    assert told == asks(pushing, "province official December", JANUARY)
    assert "Official, as of 15 December 2026" in told


def test_what_january_published_of_the_year_before_is_januarys(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    pushed(pushing, "2027-01-15")
    told = asks(pushing, "province January", at("2027-02-15T12:00"))
    assert "publication No. 2" in told
    assert "Standings 2026" in told


def test_a_list_is_found_behind_any_number_of_other_lists(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    with transaction(pushing) as db:
        for n in range(2, 450):
            row = {"key": f"2026-12-16T{n:03} tay-ninh/communes", "year": 2026, "body": "{}",
                   "as_of": at(f"{SECOND}T08:00"), "number": n}  # fmt: skip
            db.execute(insert(publications.publications), row)
        assert published_places.newest(db, "tay-ninh/groups", "", year=2026) == 1
        assert published_places.newest(db, "tay_ninh/groups", None, year=2026) is None
        last = {"key": "tay-ninh/groups 2026 v2", "year": 2026, "body": "{}",
                "as_of": at(f"{SECOND}T09:00"), "number": 450}  # fmt: skip
        db.execute(insert(publications.publications), last)
        assert published_places.newest(db, "tay-ninh/groups", "", year=2026) == 450


def test_a_running_month_and_a_year_are_no_names_of_units(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    stand(pushing, MOVED)
    assert "publication No. 1" in asks(pushing, "province December")
    assert asks(pushing, "province 2025").startswith("Nothing that can be shown was published in")
    assert "200.00" in asks(pushing, "province 2026")
    assert "publication No. 1" in asks(pushing, "province 2026", at("2027-02-15T12:00"))
