"""Guards: who waits for another leader hears of one once, by day, and not of every moment's."""

from __future__ import annotations

from push_stage import ALL, FIRST, SECOND, pushed, stand, wants
from sqlalchemy import Engine

TAN_NINH = "25459"


def test_another_leader_is_told_once_to_those_in_whose_scope_it_is(pushing: Engine) -> None:
    wants(pushing, "P001", "leader", scope=TAN_NINH)
    wants(pushing, "P055", "leader")
    assert set(pushed(pushing, FIRST)) == {"P054"}  # who leads is noted
    stand(pushing, {**ALL, "9900003": 99.5})
    assert set(pushed(pushing, FIRST, "08:10")) == set()  # it was looked at a moment ago
    found = pushed(pushing, FIRST, "08:20")
    assert set(found) == {"P001", "P055"}
    assert "First now: Tổ TK&amp;VV ấp/khu phố Mẫu 3" in found["P001"].text
    assert "publication No. 2" in found["P001"].text
    stand(pushing, {**ALL, "9900004": 120, "9900003": 99.5})
    assert set(pushed(pushing, FIRST, "20:00")) == set()
    assert set(pushed(pushing, SECOND, "07:30")) == set()
    assert set(pushed(pushing, SECOND)) == {"P054", "P055"}  # in the commune the same one leads
    assert set(pushed(pushing, SECOND, "09:00")) == set()


def test_where_nobody_has_a_place_nobody_leads(pushing: Engine) -> None:
    wants(pushing, "P055", "leader")
    pushed(pushing, FIRST)
    stand(pushing, {})
    assert set(pushed(pushing, FIRST, "09:00")) == set()
    stand(pushing, ALL)
    assert set(pushed(pushing, FIRST, "10:00")) == set()
