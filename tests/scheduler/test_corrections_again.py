"""Guards: whoever got a version hears of a later one, also after one that did not concern them, or
did not arrive; compared with what they got last."""

from __future__ import annotations

from final_stage import CORRECTED, FINAL, OFFICIAL, accepted
from push_stage import pushed
from sqlalchemy import Engine

from storage.engine import transaction
from storage.outbox import outbox

FURTHER = {**CORRECTED, "9900004": 300}


def put_right(engine: Engine, points: dict[str, float], hour: str) -> None:
    accepted(engine, f"{FINAL}T{hour}")
    OFFICIAL(engine, points)


def ended(engine: Engine, key: str, status: str) -> None:
    """What has happened to a message."""
    with transaction(engine) as db:
        row = outbox.update().where(outbox.c.key.like(key))
        assert db.execute(row.values(status=status)).rowcount == 1


def test_one_that_does_not_concern_somebody_lets_them_hear_the_next(final: Engine) -> None:
    put_right(final, CORRECTED, "13:00")
    assert "P006" not in pushed(final, FINAL, "13:30")  # the fourth group stays where it was
    put_right(final, FURTHER, "14:00")
    found = pushed(final, FINAL, "14:30")
    assert "Phường Long Hoa: 1st of 3" in found["P006"].text
    assert "1st of 12; last time 4th" in found["P006"].text
    assert "This corrects publication No. 1." in found["P006"].text
    assert "This corrects publication No. 2." in found["P054"].text


def test_after_many_that_do_not_concern_somebody_they_hear_too(final: Engine) -> None:
    for n, hour in enumerate(("13:00", "13:30", "14:00", "14:30", "15:00"), 1):
        put_right(final, {**CORRECTED, "9900003": 200 + n}, hour)
        assert "P006" not in pushed(final, FINAL, f"{hour[:3]}{int(hour[3:]) + 20}")
    put_right(final, FURTHER, "15:30")
    found = pushed(final, FINAL, "16:00")
    assert "This corrects publication No. 1." in found["P006"].text
    assert "last time" in found["P006"].text


def test_what_perhaps_arrived_counts_as_told(final: Engine) -> None:
    ended(final, "standings:1:1:%", "unknown")
    put_right(final, CORRECTED, "14:00")
    assert "P001" in pushed(final, FINAL, "15:00")


def test_one_that_did_not_arrive_is_told_with_the_next(final: Engine) -> None:
    put_right(final, CORRECTED, "13:00")
    assert {"P001", "P002"} <= set(pushed(final, FINAL, "13:30"))
    for who in (1, 2):
        ended(final, f"standings:{who}:2:%", "failed")
    put_right(final, {**CORRECTED, "9900003": 201}, "14:00")
    found = pushed(final, FINAL, "14:30")
    assert "P054" in found  # why, though no place moved since version 2
    assert "Mẫu 3, Phường Tân Ninh: up 2 places, now 1st" in found["P001"].text
    assert "Phường Tân Ninh: 2nd of 3; last time 1st" in found["P002"].text
    assert "This corrects publication No. 1." in found["P002"].text
