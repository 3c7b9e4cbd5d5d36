"""A large organisation, and people in it at every place of a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from handlers.routing.play import Site, play
from services.roster import apply, file
from storage import history, invitations, outbox, people, units
from storage.engine import Db
from storage.messages import Incoming, Kind, Reply
from storage.outbox import Address
from tests.crash.harness import ORGANISATION, ZONE
from tests.known_movement import known

LARGE, GROUPS = "25459", 60
SITE = Site(known(), ZONE)
NOW = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
JANUARY = datetime(2027, 1, 4, 8, 5, tzinfo=ZONE)
"""Of month, quarter and year everything is open."""

ALL_BUT_ONE = "/report {0} 2285000000 0 12400000 12400000 900000 {0} 229000000"
COMMUNE = ("/report 25459 commune-quarter 2026-Q4", "1", "0", "yes", "0", "0", "3", "rồi", "0", "1")
BANK = {"HH_LOAN": 45, "LOAN_OUT": 2305000000, "LOAN_OVD": 0, "INT_DUE": 12485000}
_numbers = count(1)
_last: dict[str, str | None] = {}


@dataclass(frozen=True)
class State:
    """Who stands there, what they said to get there, and words by which one knows it."""

    name: str
    who: str
    said: tuple[str, ...] = ()
    shows: str = ""
    language: str | None = "vi"
    buttons: bool = True
    bank: bool = False
    now: datetime = NOW


STATES = (
    State("stranger", "X1", ("xin chào",), "/start", language=None),
    State("choosing a language", "P007", ("/start @CODE",), "Xin chọn", language=None),
    State("consent", "P006", ("/start @CODE", "vi"), "đồng ý không", language=None),
    State("head", "P002", ("/cancel",), "Không có gì"),
    State("head, Hindi", "P008", language="hi"),
    State("head, lists", "P010", ("/help",), "/report", buttons=False),
    State("count", "P002", ("/report",), "1/9"),
    State("count, Arabic", "P008", ("/report",), "1/9", language="ar"),
    State("amount", "P002", ("/report", "45"), "2/9"),
    State("amount, Arabic", "P008", ("/report", "33"), "2/9", language="ar"),
    State("amount, lists", "P010", ("/report", "18"), "2/9", buttons=False),
    State("yes or no", "P002", (ALL_BUT_ONE.format(45),), "9/9"),
    State("yes or no, English", "P008", (ALL_BUT_ONE.format(33),), "9/9", language="en"),
    State("office comparison", "P002", ("/report",), "Số liệu ngân hàng", bank=True),
    State("doubt, yes", "P002", ("/report", "khoảng 45"), "Đúng không?"),
    State("doubt, words", "P001", COMMUNE, "Xin ghi một dòng", now=JANUARY),
    State("late reason", "P045", ("/report 9900001 head-month 2026-10",), "lý do nhập muộn"),
    State("card", "P002", (ALL_BUT_ONE.format(45) + " có",), "Tất cả đúng chưa?"),
    State("card, lists", "P010", (ALL_BUT_ONE.format(18) + " có",), "Tất cả đúng", buttons=False),
    State("review card", "P001", ("/review",), "Số phiếu"),
    State("review what", "P001", ("/review", "return"), "Cần sửa mục nào"),
    State("review why", "P001", ("/review", "return", "all"), "Lý do là gì"),
    State("linking", "P002", ("@SECOND",), "tài khoản"),
    State("officer of 60 groups", "P001"),
    State("officer of 60 groups, everything open", "P001", now=JANUARY),
    State("officer of 60 groups, Hindi, lists", "P001", language="hi", buttons=False),
    State("on behalf of a group", "P001", ("/report 9901005 head-month 2026-11",), "1/9"),
    State("choosing a group", "P001", ("/report groups",), "thay cho ai", buttons=False),
    State("office", "P045"),
    State("council", "P054", ("/standings",), "Xếp hạng"),
)  # fmt: skip


def organisation() -> bytes:
    """The demo's, with a commune of sixty groups."""
    content: dict[str, Any] = json.loads(ORGANISATION.read_bytes())
    there = sum(group["commune"] == LARGE for group in content["groups"])
    pattern = next(group for group in content["groups"] if group["commune"] == LARGE)
    for n in range(GROUPS - there):
        more = {"id": f"{9901000 + n}", "name": f"Tổ TK&VV Mẫu {100 + n}", "head": None}
        content["groups"].append(pattern | more)
    return json.dumps(content).encode()


def settle(db: Db) -> None:
    """The organisation as it stands before anybody of the states has said anything."""
    roster = file.read(organisation())
    apply.apply(db, roster, SITE.live.all[0], NOW.replace(month=10, day=1), ZONE)
    reporter = State("", "P003")
    join(db, reporter)
    for text in (ALL_BUT_ONE.format(52) + " có", "yes"):
        say(db, reporter, text)


@contextmanager
def standing(db: Db, state: State) -> Iterator[None]:
    """With somebody in this state; afterwards nobody ever was."""
    inside = db.begin_nested()
    if state.language is not None:
        join(db, state)
    if state.bank:
        _import(db)
    shown = ""
    for text in state.said:
        shown = _link(db, state) if text == "@SECOND" else say(db, state, text)
    assert state.shows in shown, (state.name, shown)
    yield
    inside.rollback()


def say(db: Db, state: State, text: str, at: str = "") -> str:
    """Write something and let everything that is queued arrive; what came back."""
    if "@CODE" in text:
        text = text.replace("@CODE", invitations.make(db, _person(db, state.who), NOW))
    written = message(state, text, at)
    _last[state.who] = written.message
    play(db, written, state.now, SITE)
    shown = ""
    for row in outbox.claim(db, "telegram", "1", state.now, holder="test", busy=[], most=99):
        outbox.sent(db, row.id, str(row.id), state.now)
        if row.address.chat == state.who:
            shown = Reply.model_validate_json(row.body).text
    return shown


def message(state: State, text: str, at: str = "", kind: Kind = "text") -> Incoming:
    """What this person writes, as the platform hands it over; an edit is of the last message."""
    number = str(next(_numbers))
    own = _last.get(state.who, number) if kind == "edit" else number
    return Incoming(channel="telegram", bot="1", kind=kind, chat=at or state.who,
                    sender=at or state.who, external_id=number, message=own, text=text,
                    language="vi", buttons=state.buttons, sent_at=state.now)  # fmt: skip


def join(db: Db, state: State) -> None:
    """Somebody who joined long ago."""
    person = _person(db, state.who)
    people.bind(db, person, Address("telegram", "1", state.who), state.who, NOW)
    people.consent(db, person, NOW)
    people.speak(db, person, state.language or "vi")


def _person(db: Db, code: str) -> int:
    found = select(people.people.c.id).where(people.people.c.code == code)
    return int(db.execute(found).scalar_one())


def _link(db: Db, state: State) -> str:
    """The invitation that was used here is used again in another account."""
    code = invitations.make(db, _person(db, state.who), NOW)
    say(db, state, f"/start {code}")
    return say(db, state, f"/start {code}", at="another")


def _import(db: Db) -> None:
    unit = units.by_code(db, "9900001")
    assert unit is not None
    rows = [
        {"movement": SITE.live.all[0].code, "unit_id": unit.id, "code": code,
         "period": "2026-11", "value": value, "imported_at": NOW}
        for code, value in BANK.items()
    ]  # fmt: skip
    db.execute(history.figures.insert(), rows)
