"""Guards: what waits to be sent is asked for once more when it leaves. Whoever has lost the right
meanwhile, or the account, gets nothing of it; the row ends as no longer wanted."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE
from rehearsal import LINE, OTHER, Rehearsal
from sqlalchemy import select

from handlers.routing import play, replay
from scheduler import publication, reminding, unreachable
from storage import invitations, people, updates
from storage import outbox as storage
from storage.messages import Incoming
from storage.outbox import outbox

GROUP = "7788001"
CONFIRMED = (("P002", LINE), ("P002", "đúng"))


@pytest.fixture
def joined(stage: Rehearsal) -> Rehearsal:
    for who in ("P001", "P002", "P003", "P045", "P054"):
        stage.join(who)
    return stage


def unsent(stage: Rehearsal, who: str, text: str) -> None:
    """A turn whose messages wait: the platform is away."""
    stage._deliver, deliver = list, stage._deliver  # type: ignore[method-assign,assignment]
    stage.write(who, text)
    stage._deliver = deliver  # type: ignore[method-assign]


def status(stage: Rehearsal, key: str) -> list[tuple[str, str | None]]:
    assert stage.db is not None
    found = select(outbox.c.status, outbox.c.error).where(outbox.c.key.startswith(key))
    return [(row.status, row.error) for row in stage.db.execute(found.order_by(outbox.c.id))]


WITHDRAWN = [("cancelled", "no longer wanted")]


def returned(stage: Rehearsal) -> None:
    for who, text in (*CONFIRMED, ("P001", "/review"), ("P001", "return"), ("P001", "all")):
        stage.write(who, text)
    unsent(stage, "P001", "unit")


def test_a_returned_report_is_told_to_those_who_still_report(joined: Rehearsal) -> None:
    with joined.undone():
        returned(joined)
        joined._deliver()
        assert status(joined, "returned:") == [("sent", None)]
    returned(joined)
    joined.hold("P002", ("head", "9900033"))
    lines = joined._deliver()
    assert [line for line in lines if line.startswith("P002")] == []
    assert status(joined, "returned:") == WITHDRAWN


def test_an_answer_that_waits_is_sent_only_where_the_right_holds(joined: Rehearsal) -> None:
    joined.write("P002", LINE)
    unsent(joined, "P002", "đúng")
    for ends in (
        lambda: joined.hold("P002", ("head", "9900033")),
        lambda: joined.remove("P002"),
        lambda: joined.hand_over("P002", agreed=True),
        lambda: joined.revoke("P002"),
        lambda: joined.close(GROUP),
    ):
        with joined.undone():
            ends()
            assert joined._deliver() == []
            assert [state for state, _ in status(joined, "in:2:0")] == ["cancelled"]
    joined.hold("P003", ("head", "9900033"))
    assert any("Đã nhận" in line for line in joined._deliver())


def at(stage: Rehearsal, day: int, hour: int = 9) -> None:
    stage.now = datetime(2026, 12, day, hour, tzinfo=ZONE)


def ticked(stage: Rehearsal) -> None:
    """The minute's rows are queued and wait."""
    assert stage.db is not None
    movement = stage.site.live.all[0]
    db = stage.db
    here = lambda work: work(db)  # noqa: E731
    reminding.remind(here, here, movement, ZONE, stage.now)
    publication.publish(here, here, movement, ZONE, stage.now)


def test_a_reminder_names_only_what_is_still_ones_own(joined: Rehearsal) -> None:
    joined.hold("P002", ("head", GROUP), ("head", "7788002"))
    at(joined, 2)
    ticked(joined)
    joined.hold("P002", ("head", "7788002"))
    mine = [line for line in joined._deliver() if line.startswith("P002")]
    assert any("Hồng Ngọc" in line for line in mine)
    assert not any("Kim Cương" in line or GROUP in line for line in mine)


def test_a_reminder_of_a_dossier_is_for_those_who_have_the_office(joined: Rehearsal) -> None:
    joined.hold("P045", ("office", "HS"), ("officer", "27694"))
    at(joined, 20)
    ticked(joined)
    joined.hold("P045", ("officer", "27694"))
    assert not any("Hải Âu" in line for line in joined._deliver())


def test_standings_are_sent_to_members_who_still_want_them(joined: Rehearsal) -> None:
    joined.write("P054", "/standings subscribe daily")
    at(joined, 2)
    for withdrawn in (
        lambda: joined.hold("P054", ("head", "9900033")),
        lambda: joined.write("P054", "/standings subscribe off"),
    ):
        with joined.undone():
            ticked(joined)
            withdrawn()
            joined._deliver()
            assert status(joined, "standings:") == WITHDRAWN
    ticked(joined)
    joined._deliver()
    assert status(joined, "standings:") == [("sent", None)]


def test_who_cannot_be_reached_is_named_to_who_is_to_call(joined: Rehearsal) -> None:
    assert joined.db is not None
    joined.hold("P002", ("head", GROUP), ("head", "9900033"))
    people.block(joined.db, "telegram", "1", "P002", joined.now)
    unreachable.tell(joined.db, joined.id_of("P002"), ZONE, joined.now)
    with joined.undone():
        told = " ".join(joined._deliver())
        assert "Kim Cương" in told
        assert "Mẫu 3" not in told  # that group is another officer's business
    joined.hold("P001", ("officer", "27694"))
    told = " ".join(joined._deliver())
    assert "Kim Cương" not in told  # the officer of the other group hears of that one alone


def test_a_question_about_a_further_account_ends_with_the_account(joined: Rehearsal) -> None:
    assert joined.db is not None
    code = invitations.make(joined.db, joined.id_of("P002"), joined.now)
    unsent(joined, "X9", f"/start {code}")
    joined.hand_over("P002", agreed=True)
    joined._deliver()
    assert status(joined, "link:") == WITHDRAWN


def test_what_was_worded_and_not_sent_is_asked_for_again(joined: Rehearsal) -> None:
    at(joined, 2)
    ticked(joined)
    assert joined.db is not None
    key = f"remind:{joined.id_of('P002')}"
    joined._deliver()
    row = select(outbox.c.id).where(outbox.c.key.startswith(key))
    storage.again(joined.db, joined.db.execute(row).scalar_one(), joined.now, "away")
    joined.hold("P002", ("head", "9900033"))
    joined._deliver()
    assert status(joined, key) == WITHDRAWN


def test_the_new_owner_of_an_account_is_never_shown_what_the_one_before_wrote(
    joined: Rehearsal,
) -> None:
    """A message that failed and is played again later belongs to who wrote it."""
    assert joined.db is not None
    message = Incoming(channel="telegram", bot="1", kind="text", chat="P002", sender="P002",
                       external_id="77", text="2691,3tr", sent_at=joined.now)  # fmt: skip
    play.apologise(joined.db, message, joined.now, joined.site, "Error")
    joined._deliver()
    [aside] = updates.failed(joined.db)
    joined.hand_over("P002", agreed=True)
    assert joined.id_of(OTHER) != aside.person_id
    done = replay.again(joined.db, aside, message, joined.now, joined.site)
    assert (done, joined._deliver()) == ("dropped", [])
    assert updates.failed(joined.db) == []
