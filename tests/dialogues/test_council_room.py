"""Guards: what the Council's secretary does is read back, needs its reason, and is never done on
something that has moved on; whatever is written comes out as it was written, and breaks nothing.
"""

from __future__ import annotations

import pytest
from on_stage import has
from player import Player
from sqlalchemy import select, update

from storage.award_decisions import decisions
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.proposed import nominations
from tests import january

HOSTILE = "</b><script>alert(1)</script> {name} %s &amp; \u202e 'OR 1=1--"
SHOWN = "&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt; {name} %s &amp;amp;"


@pytest.fixture
def secretary(player: Player) -> Player:
    player.january()
    for who in ("P061", "P054", "P046", "P045"):
        player.join(who, "en")
    return player


def test_words_that_attack_are_words(secretary: Player) -> None:
    player = secretary
    player.write("P061", "/awards ask 1")
    assert has(player.write("P061", HOSTILE), SHOWN)  # to the office
    player.write("P046", "/awards answer 1")
    assert has(player.write("P046", HOSTILE), SHOWN)  # to whoever asked
    player.write("P061", "/awards choose 2")
    player.write("P061", HOSTILE)
    assert has(player.write("P061", "/awards shortlist"), SHOWN)
    assert has(player.write("P061", "/awards sheet 2"), SHOWN)


@pytest.mark.parametrize(
    "said",
    ["sheet", "sheet 0", "sheet 999", "sheet 1 2", "sheet -1", "sheet " + "9" * 40, "choose",
     "choose x", "choose 1 x", "leave 99", "ask 1'--", "shortlist x", "progress +x",
     "progress +99999", "shortlist person +99999", "objections 77", "objections +99999",
     "decision cancel 77", "decision x", "return", "return XYZ", "appraise", "appraise XYZ",
     "appraise HTH X99", "appraise HTH +9999", "answer", "answer 1", "answer " + "9" * 40],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(secretary: Player, said: str) -> None:
    told = secretary.write("P061", f"/awards {said}")
    assert told
    assert not has(told, "went wrong")


@pytest.mark.parametrize("said", ["x" * 9, "y" * 1001, "   ", "👍", "12345678901 "])
def test_a_reason_is_ten_to_a_thousand_characters_of_words(secretary: Player, said: str) -> None:
    secretary.write("P061", "/awards choose 2")
    told = secretary.write("P061", said)
    taken = has(told, "goes to the vote.") and not has(told, "Please write the reason")
    assert taken == (said.strip() == "12345678901")


def test_a_button_of_yesterday_does_nothing_today(secretary: Player) -> None:
    player = secretary
    player.write("P061", "/awards sheet 1")
    player.write("P061", "tap To the vote")
    player.write("P061", "/awards sheet 1")
    player.write("P061", "/awards leave 1")
    told = player.write("P061", "/awards leave 1 1")
    assert has(told, "This has changed meanwhile.")
    assert has(told, "Does not go to the vote.")


def test_a_nominee_who_was_withdrawn_is_not_there(secretary: Player) -> None:
    player = secretary
    player.write("P061", "/awards choose 2")
    with transaction(player.engine) as db:
        db.execute(update(nominations).where(nominations.c.id == 2).values(live=False))
    told = player.write("P061", "A reason that is long enough")
    assert not has(told, "goes to the vote")
    assert has(player.write("P061", "/awards sheet 2"), "was withdrawn")


def test_a_dossier_that_was_sent_anew_is_looked_at_before_it_is_given_back(
    secretary: Player,
) -> None:
    player = secretary
    player.january("submit", "HTH", "1")
    player.write("P061", "/awards return HTH")
    player.january("submit", "HTH", "1")
    told = player.write("P061", "The minutes of the office are missing")
    assert has(told, "This has changed meanwhile.")
    player.write("P061", "/awards return HTH")
    told = player.write("P061", "The minutes of the office are missing")
    assert has(told, "The dossier of Phòng giao dịch NHCSXH Hòa Thành was given back")


def test_an_appraisal_on_points_that_have_changed_is_not_taken(secretary: Player) -> None:
    player = secretary
    player.write("P061", "/awards appraise HTH C08")
    player.write("P061", "7,5")
    player.write("P061", "Two loans are overdue")
    with transaction(player.engine) as db:
        january.score(db, "HTH", 70)
    told = player.write("P061", "yes")
    assert has(told, "This has changed meanwhile.")
    assert has(player.write("P061", "/awards appraise HTH"), "Appraised: as self-computed.")


def test_the_office_hears_of_an_appraisal_once_a_day(secretary: Player) -> None:
    player = secretary
    told = []
    for item, points in (("C08", "7,5"), ("C10", "1")):
        player.write("P061", f"/awards appraise HTH {item}")
        player.write("P061", points)
        player.write("P061", "As the inspection has found")
        told += player.write("P061", "yes")
    assert [one for one in told if one.startswith("P046 < <b>")] == [
        "P046 < <b>Phòng giao dịch NHCSXH Hòa Thành, 2026: self-computed and appraised</b>"
    ]


def test_a_question_is_answered_once(secretary: Player) -> None:
    player = secretary
    player.write("P054", "/awards ask 1")
    player.write("P054", "Why so late?")
    player.write("P046", "/awards answer 1")
    told = player.write("P046", "Because of the flood")
    assert {one.split(" ")[0] for one in told} == {"P046", "P054", "P061"}
    assert has(player.write("P046", "/awards answer 1"), "This was answered already.")
    assert has(player.write("P045", "/awards answer 1"), "There is no such question here.")


def decided(player: Player, number: str = "31/QĐ-UBND") -> list[str]:
    for said in ("/awards decision new", number, "22/02/2027", "Nguyễn Văn Mẫu", "Chủ tịch", "all"):
        player.write("P061", said)
    return player.write("P061", "yes")


def elected(player: Player) -> Player:
    player.write("P061", "/awards choose 1")
    player.january("elect", "collective")
    player.now = player.now.replace(month=2, day=24, hour=9)
    return player


def test_a_decision_is_entered_once_and_told_once(secretary: Player) -> None:
    player = elected(secretary)
    told = decided(player)
    assert has(told, "Congratulations to Phòng giao dịch NHCSXH Hòa Thành!")
    assert not has(decided(player), "Congratulations")
    with reading(player.engine) as db:
        assert len(db.execute(select(decisions)).all()) == 1
        keys = db.execute(select(outbox.c.key).where(outbox.c.key.contains("honoured"))).all()
    assert len(keys) == 1


def test_a_decision_that_was_entered_by_mistake_is_taken_back_and_told(secretary: Player) -> None:
    player = elected(secretary)
    decided(player)
    player.write("P061", "/awards decision cancel 1")
    told = player.write("P061", "The number was wrong")
    assert has(told, "A decision was entered by mistake")
    assert has(decided(player, "32/QĐ-UBND"), "Congratulations")


def test_nothing_is_congratulated_in_the_night(secretary: Player) -> None:
    player = elected(secretary)
    player.now = player.now.replace(hour=20)
    assert not has(decided(player), "Congratulations")
    player.now = player.now.replace(day=25, hour=7, minute=30)
    assert not has(player.tick(), "Congratulations")
    player.now = player.now.replace(hour=8)
    assert has(player.tick(), "Congratulations")


def test_an_honour_is_seen_the_next_year(secretary: Player) -> None:
    player = elected(secretary)
    decided(player)
    told = player.write("P061", "/awards sheet 1")
    assert has(told, "- Bằng khen, decision 31/QĐ-UBND of 22 February 2027")


def test_the_days_of_the_appraisal_are_those_of_the_decree(secretary: Player) -> None:
    told = secretary.write("P061", "/awards")
    for day in ("26 February 2027", "1 March 2027"):
        assert has(told, f"ends on {day} (25 working days)")
    assert has(told, "75,950,000 VND")
