"""What members are told: codes, ballot papers, that it closes, results. Worded when it leaves.

A code is made in that moment and kept nowhere. Sent a second time (the first one surely did not
arrive) it is another one, as long as that is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.ballot import paper, resulting, wording
from handlers.engine.turn import About, Reply, button, lines, say
from handlers.rights_table import Act
from locales.translator import Translator
from services.sittings import voting
from storage import outbox, people, seating, sitting_cases, sittings
from storage.engine import Db
from storage.messages import ONCE
from storage.outbox import PUSH
from storage.person import Person
from storage.seating import Seat
from storage.sittings import Sitting

CODE, PAPER, CLOSING = "closing-code", "ballot-paper", "closing-asked"
RESULT, ANNULLED = "sitting-result", "sitting-annulled"


class Task(BaseModel):
    """Which sitting."""

    sitting: int


def queue(
    db: Db, kind: str, sitting: Sitting, readers: Iterable[int], now: datetime, nonce: str = ""
) -> None:
    """Queue it for some people; once, unless it is asked for again (`nonce`)."""
    body = Task(sitting=sitting.id).model_dump_json()
    for person_id in readers:
        to = people.address(db, person_id)
        if to is not None:
            key = f"{kind}:{sitting.id}:{person_id}:{nonce}"
            outbox.enqueue(db, key, to, body, now, priority=PUSH, kind=kind)


def seated(db: Db, sitting: Sitting) -> list[int]:
    """Everybody with a seat."""
    return [seat.person_id for seat in seating.of_sitting(db, sitting.id)]


def secretaries(db: Db, sitting: Sitting) -> list[int]:
    """Those who look after it."""
    held = (people.holding(db, role, sitting.unit_id) for role in rights.with_right("convene"))
    return sorted({one for some in held for one in some})


def _seat(db: Db, person: Person, task: Task) -> tuple[Sitting, Seat] | None:
    sitting = sittings.by_id(db, task.sitting)
    seat = seating.of_person(db, task.sitting, person.id)
    if sitting is None or seat is None:
        return None
    return (sitting, seat) if rights.unit_for(db, person, "vote", sitting.unit_id) else None


def waits(db: Db, person: Person, task: Task) -> bool:
    """Whether a member's sitting is still under way."""
    found = _seat(db, person, task)
    return found is not None and not found[0].over


def _resting(reply: Reply, sitting: Sitting, act: Act = "vote") -> Reply:
    about: tuple[About, ...] = ((act, sitting.unit_id),)
    return reply.model_copy(update={"about": about})


def code(t: Translator, db: Db, person: Person, task: Task, zone: ZoneInfo) -> Reply | None:
    """The sitting, the closing code, and whether one comes."""
    found = _seat(db, person, task)
    made = voting.code(db, task.sitting, person.id) if found else None
    if found is None or made is None:
        return None
    sitting, seat = found
    text = lines(
        wording.bold(wording.title(t, sitting)),
        wording.convened(t, sitting, zone),
        *wording.cases(t, sitting_cases.nominees(db, sitting.id), seat.recused),
        Markup(""),
        t("The own closing code, by which the ballots are opened at the end:"),
        Markup("<code>{}</code>").format(ONCE),
        t("Please keep it to yourself and do not lose it: it is kept nowhere else, and cannot be "
          "sent again once the vote is open. An earlier code no longer holds."),
        t("Is it possible to come?"),
    )  # fmt: skip
    at = f"#{sitting.id}"
    yes = button(t("I am present"), f"/awards vote {at} present")
    no = button(t("I cannot come"), f"/awards vote {at} absent")
    own = button(t("I must not vote on a case"), f"/awards vote {at} recuse")
    reply = say(text, (yes, no), (own,))
    return _resting(reply, sitting).model_copy(update={"once": made})


def ballot(t: Translator, db: Db, person: Person, task: Task) -> Reply | None:
    """The ballot paper; with a new check code as long as no ballot is in."""
    found = _seat(db, person, task)
    there, made = voting.paper(db, task.sitting, person.id) if found else (False, None)
    if found is None or not there:
        return None
    sitting, seat = found
    checked = lines(
        t("The check code of this ballot:"),
        Markup("<code>{}</code>").format(ONCE),
        t("Please note it: after the close it stands in the list of the ballots counted."),
    ) if made else t("The check code came with the first ballot paper.")  # fmt: skip
    reply = paper.paper(t, db, sitting, seat, checked)
    return _resting(reply, sitting).model_copy(update={"once": made})


def closing(t: Translator, db: Db, person: Person, task: Task) -> Reply | None:
    """That the secretary asks for the closing codes."""
    found = _seat(db, person, task)
    if found is None or found[0].over or found[1].share is None or found[1].given is not None:
        return None
    sitting, seat = found
    late = None
    if not seat.voted and voting.takes_part(sitting, seat):
        late = t("No vote has come from here so far. It can still be cast, until it is closed.")
    text = lines(
        wording.bold(wording.title(t, sitting)),
        t("The secretary asks to close the vote. Please write the closing code that came when it "
          "was convened."),
        t("With {n} codes the ballots are opened and counted; until then nobody sees any.",
          n=sitting.threshold),
        late,
    )  # fmt: skip
    return _resting(say(text, digits=True), sitting)


def result(t: Translator, db: Db, person: Person, task: Task, zone: ZoneInfo) -> Reply | None:
    """What was decided, for whoever had a seat, and for the secretary."""
    sitting = sittings.by_id(db, task.sitting)
    if sitting is None or sitting.result is None:
        return None
    acts: tuple[Act, ...] = ("convene", "vote")
    for act in acts:
        if rights.unit_for(db, person, act, sitting.unit_id) is not None:
            return _resting(resulting.result(t, db, sitting, zone, act), sitting, act)
    return None


def annulled(t: Translator, db: Db, person: Person, task: Task) -> Reply | None:
    """That it ended without a result, and why."""
    sitting = sittings.by_id(db, task.sitting)
    mine = sitting and rights.unit_for(db, person, "vote", sitting.unit_id)
    if sitting is None or sitting.annulled_at is None or mine is None:
        return None
    text = lines(
        wording.bold(wording.title(t, sitting)),
        t("It was annulled: {reason}", reason=sitting.reason or ""),
        t("No ballot was opened. All of them are gone."),
    )
    return _resting(say(text), sitting)
