"""A made-up district in which every head has joined, and what a head writes in December."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, insert, select, update

from scoring.loading import builtin
from services.roster import apply, file
from storage import people
from storage.engine import connect, transaction
from storage.schema import migrate

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SEASON = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)
"""The first minutes in which the reports of November may be given, a working morning."""

REPORT = ("/report", "45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có", "đúng")
"""A whole report: the command, nine answers, the confirmation."""

_COMMUNE = 40


def district(groups: int) -> bytes:
    """The organisation file: one office, communes of forty groups, a head each."""
    communes = range(1, (groups - 1) // _COMMUNE + 2)
    return json.dumps(
        {
            "province": {"code": "80", "name": "Tỉnh Mẫu"},
            "branch": {"id": "BRANCH", "name": "Chi nhánh mẫu", "council": {"name": "Hội đồng"}},
            "unions": {"womens_union": {"code": "12", "vi": "Hội Liên hiệp Phụ nữ"}},
            "transaction_offices": [{"id": "HS", "name": "Phòng giao dịch mẫu"}],
            "communes": [
                {"code": f"C{n}", "name": f"Xã Mẫu {n}", "kind": "commune",
                 "transaction_office": "HS", "transaction_day": 4}
                for n in communes
            ],
            "groups": [
                {"id": str(9_000_000 + n), "name": f"Tổ TK&VV Mẫu {n}", "households": 45,
                 "commune": f"C{(n - 1) // _COMMUNE + 1}", "transaction_office": "HS",
                 "union": "womens_union", "head": f"P{n}", "active": True}
                for n in range(1, groups + 1)
            ],
            "people": [
                {"id": f"P{n}", "name": f"Nguyễn Mẫu {n}", "role": "group_head",
                 "unit": str(9_000_000 + n), "phone": f"+8498{n:07}", "locale": "vi"}
                for n in range(1, groups + 1)
            ],
        }
    ).encode()  # fmt: skip


def ready(url: str, groups: int, *, bot: str = "123456") -> Engine:
    """A database in which the head of group n writes from chat n."""
    engine = connect(url)
    migrate(engine)
    october = SEASON.replace(month=10)
    with transaction(engine) as db:
        apply.apply(db, file.read(district(groups)), builtin(), october, ZONE)
        named = select(people.people.c.id, people.people.c.code)
        chats = {person: code[1:] for person, code in db.execute(named)}
        joined = {"channel": "telegram", "bot": bot, "used_at": SEASON}
        db.execute(update(people.people).values(consented_at=october, language="vi"))
        db.execute(
            insert(people.accounts),
            [{**joined, "sender": c, "chat": c, "person_id": p} for p, c in chats.items()],
        )
    return engine
