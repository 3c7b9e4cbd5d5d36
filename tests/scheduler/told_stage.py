"""What tests of telling share: reports that come in and are accepted, and what leaves then."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from scheduler import telling
from scheduler.compose import compose
from scoring.loading import builtin
from storage import answers, news, people, reports, review_queue, units
from storage import outbox as rows
from storage.answers import Answer
from storage.engine import Db, looked_at, replayed, transaction
from storage.messages import Reply
from storage.people import people as people_table
from storage.reports import Report

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def person(db: Db, code: str) -> int:
    return int(
        db.execute(select(people_table.c.id).where(people_table.c.code == code)).scalar_one()
    )


def confirm(engine: Engine, group: str, who: str, moment: str) -> Report:
    """As the turn does it: the report counts, and those who check it are to hear of it."""
    with transaction(engine) as db:
        unit = units.by_code(db, group)
        assert unit is not None
        report = reports.start(db, unit.id, "head-month", "2026-11", at(moment))
        given = {"raw": "45", "person_id": person(db, who), "now": at(moment)}
        answers.put(db, report.id, "HH_LOAN", Answer(45), edition=report.edition + 1, **given)
        report = reports.confirm(db, report, person(db, who), at(moment))
        found = review_queue.checkers(db, MOVEMENT.checks, report.id)
        this = report.id, report.version
        news.keep(db, "check", {one.id for one in found}, this, at(moment))
        return report


def accept(engine: Engine, report: Report, moment: str) -> None:
    with transaction(engine) as db:
        reports.accept(db, report, person(db, "P001"), at(moment))
        news.settle(db, "check", report.id)
        head = people.holding(db, "head", report.unit_id)
        news.keep(db, "accepted", head, (report.id, report.version), at(moment))


def tell(engine: Engine, now: datetime) -> None:
    """What a tick does of it."""
    for queue in (telling.announce, telling.thank):
        queue(partial(looked_at, engine), partial(replayed, engine), MOVEMENT, ZONE, now)


def told(engine: Engine, moment: str) -> list[tuple[str, str]]:
    """What leaves at a moment: to whom, and its first line."""
    tell(engine, at(moment))
    now, found = at(moment).astimezone(UTC), []
    with transaction(engine) as db:
        for row in rows.claim(db, "telegram", "1", now, holder="t", busy=[], most=500):
            reply = compose(db, row, now, MOVEMENT, ZONE)
            if isinstance(reply, Reply):
                rows.sent(db, row.id, "1", now)
                found.append((row.address.chat, reply.text.partition("\n")[0]))
            elif reply is None:
                rows.ended(db, row.id, "cancelled", "no longer wanted")
            else:
                rows.again(db, row.id, reply, "not the hour")
    return sorted(found)


ONE, TWO = ("P001", "Có 1 báo cáo cần kiểm tra."), ("P001", "Có 2 báo cáo cần kiểm tra.")
