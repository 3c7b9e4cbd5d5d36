"""Guards: papers go to whose they are: the office, the Council, its secretary; to nobody else, and
not any more once the right has ended."""

from __future__ import annotations

import proposals
import pytest
from player import Player
from sqlalchemy import delete

from bot.rendering.papers import enclosed
from handlers.awards.papers import KIND, Request
from storage import contents
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.people import roles
from tests.january import person

OFFICER, COUNCILLOR, SECRETARY, HEAD, FOREIGN = "P045", "P054", "P061", "P006", "P046"


@pytest.fixture
def january(player: Player) -> Player:
    for who in (OFFICER, COUNCILLOR, SECRETARY, HEAD, FOREIGN):
        player.join(who, "en")
    proposals.begin(player)
    return player


def last(player: Player, who: str) -> Reply:
    return player.shown[who][1]


def test_an_office_has_the_papers_of_its_own_dossier(january: Player) -> None:
    january.write(OFFICER, "/awards paper")
    shown = last(january, OFFICER)
    assert "all are drafts" in shown.text
    assert "Request" in shown.text
    says = [one.says for row in shown.choices for one in row]
    assert any(one.endswith("request docx") for one in says)
    january.write(OFFICER, next(one for one in says if one.endswith("request pdf")))
    sent = last(january, OFFICER)
    assert sent.attachment is not None
    assert sent.attachment.kind == KIND
    with reading(january.engine) as db:
        _, content = contents.found(db, sent.attachment.digest) or pytest.fail("not kept")
        made = enclosed.wanted(db, content)
    assert (made.name, made.media, made.data[:4]) == (
        "request-vi-1.pdf",
        "application/pdf",
        b"%PDF",
    )
    assert Request.model_validate_json(content).language == "vi"


def test_a_reading_copy_and_the_workbook(january: Player) -> None:
    january.write(OFFICER, "/awards paper")
    for words, name in (("request docx hi", "request-hi-1.docx"),
                        ("workbook xlsx", "workbook-vi-1.xlsx")):  # fmt: skip
        january.write(OFFICER, f"/awards paper HS 1 {words}")
        sent = last(january, OFFICER).attachment
        assert sent is not None, words
        with reading(january.engine) as db:
            _, content = contents.found(db, sent.digest) or pytest.fail("not kept")
            assert enclosed.wanted(db, content).name == name


@pytest.mark.parametrize("who", [COUNCILLOR, SECRETARY])
def test_the_council_has_its_own_and_those_of_offices(january: Player, who: str) -> None:
    january.write(who, "/awards paper")
    assert "Papers 2026: Chi nhánh" in last(january, who).text
    january.write(who, "/awards paper HTH")
    assert "Hòa Thành" in last(january, who).text


def test_nobody_else_has_any(january: Player) -> None:
    january.write(SECRETARY, "/awards paper HTH")
    january.write(HEAD, "/awards paper")
    assert last(january, HEAD).attachment is None
    assert "Request" not in last(january, HEAD).text
    for who in (HEAD, OFFICER):
        for words in ("HTH", "HTH 1 request pdf", "1 request pdf"):
            january.write(who, f"/awards paper {words}")
            shown = last(january, who)
            assert shown.attachment is None, (who, words)
            assert "Hòa Thành" not in shown.text


@pytest.mark.parametrize("words", ["HS 99 request pdf", "HS 1 nothing pdf", "HS 1 request png",
                                   "HS 1 workbook pdf", "HS x y z", "HS 1 request xlsx",
                                   f"HS {'9' * 40} request pdf"])  # fmt: skip
def test_what_is_not_there_is_said_so(january: Player, words: str) -> None:
    january.write(OFFICER, "/awards paper")
    january.write(OFFICER, f"/awards paper {words}")
    assert last(january, OFFICER).attachment is None
    assert "no such paper" in last(january, OFFICER).text


def test_a_paper_rests_on_the_right_until_it_leaves(january: Player) -> None:
    january.write(OFFICER, "/awards paper")
    january.write(OFFICER, "/awards paper HS 1 request pdf")
    about = last(january, OFFICER).about
    assert ("dossier", _office(january)) in about
    with transaction(january.engine) as db:
        db.execute(delete(roles).where(roles.c.person_id == person(db, OFFICER)))
    january.write(OFFICER, "/awards paper HS 1 request pdf")
    assert last(january, OFFICER).attachment is None


def _office(player: Player) -> int:
    from tests.january import unit

    with reading(player.engine) as db:
        return unit(db, "HS").id
