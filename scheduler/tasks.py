"""The kinds of tasks, in one table: what is queued now and worded when it leaves."""

from __future__ import annotations

from typing import Any

from handlers import hours, inviting
from handlers.awards.council import leaving
from handlers.awards.council import told as council
from handlers.disqualification import told
from scheduler import (
    correcting,
    correction_text,
    disqualifying,
    dossiers_in,
    publication,
    publication_text,
    queueing,
    quota_alert,
    reminder_text,
    reminders,
    reminding,
    sitting,
    telling,
    telling_text,
    unreachable,
)
from scheduler.kind import Kind
from storage import review_queue

CHECK = Kind(
    code=telling.CHECK,
    body=telling.Check,
    due=telling.announce,
    hours=hours.next_open,
    wanted=lambda at, _: review_queue.any_waits(at.db, at.person, at.live.checks),
    words=lambda at, _: telling_text.check(at.t, at.db, at.live, at.person, at.now),
)
ACCEPTED = Kind(
    code=telling.ACCEPTED,
    body=telling.Accepted,
    due=telling.thank,
    hours=hours.next_open,
    wanted=lambda at, task: telling_text.any_stands(at.db, at.live, at.person, task),
    words=lambda at, task: telling_text.accepted(at.t, at.db, at.live, at.person, task),
)
REMINDER = Kind(
    code=reminders.KIND,
    body=reminders.Task,
    due=reminding.remind,
    hours=hours.same_day,
    wanted=lambda at, task: task.day == at.today,
    words=lambda at, task: reminder_text.write(
        at.t, at.db, at.live, at.person, task, at.now, at.zone
    ),
)
STANDINGS = Kind(
    code=queueing.KIND,
    body=queueing.Task,
    due=publication.publish,
    hours=hours.same_day,
    wanted=lambda at, task: task.day == at.today,
    words=publication_text.write,
    answers=queueing.answers,
)
CORRECTION = Kind(
    code=correcting.KIND,
    body=correcting.Task,
    due=correcting.correct,
    hours=hours.next_open,
    wanted=lambda _, __: True,
    words=correction_text.write,
    answers=correcting.answers,
)
INVITATION = Kind(
    code=inviting.KIND,
    body=inviting.Task,
    due=None,
    hours=hours.always,
    wanted=lambda at, task: inviting.guest(at.db, at.person, task) is not None,
    words=lambda at, task: inviting.write(at.t, at.db, task, at.person, at.now, at.zone),
)
UNREACHABLE = Kind(
    code=unreachable.KIND,
    body=unreachable.Task,
    due=None,
    hours=hours.next_open,
    wanted=lambda at, task: unreachable.still(at.db, task),
    words=lambda at, task: unreachable.write(at.t, at.db, task, at.person),
)
SCARCE = Kind(
    code=quota_alert.KIND,
    body=quota_alert.Task,
    due=None,
    hours=hours.next_open,
    wanted=lambda at, task: quota_alert.still(at.person, task, at.now),
    words=lambda at, task: quota_alert.write(at.t, task),
)

DISQUALIFIED = Kind(
    code=told.KIND,
    body=told.Task,
    due=disqualifying.propose,
    hours=hours.next_open,
    wanted=lambda at, task: any(one.code == task.movement for one in at.live.all),
    words=lambda at, task: told.write(at.t, at.db, at.live, at.person, task, at.now, at.zone),
)
DOSSIERS_IN = Kind(
    code=dossiers_in.KIND,
    body=dossiers_in.Task,
    due=dossiers_in.announce,
    hours=hours.always,
    wanted=dossiers_in.wanted,
    words=dossiers_in.write,
)

COUNCIL = Kind(
    code=council.KIND,
    body=council.Task,
    due=None,
    hours=hours.next_open,
    wanted=lambda at, task: any(one.code == task.movement for one in at.live.all),
    words=lambda at, task: leaving.write(at.t, at.db, at.live, at.person, task, at.now, at.zone),
)

KINDS: tuple[Kind[Any], ...] = (
    DISQUALIFIED, CHECK, ACCEPTED, REMINDER, STANDINGS, CORRECTION, INVITATION, UNREACHABLE, SCARCE,
    DOSSIERS_IN, COUNCIL, *sitting.KINDS,
)  # fmt: skip
"""All there are. What a tick does is done in this order."""

BY_CODE = {kind.code: kind for kind in KINDS}


class Unknown(LookupError):
    """A kind that stands in no row here: a newer program has queued it."""


def of(code: str) -> Kind[Any]:
    """The kind of a queued row; raises Unknown."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise Unknown("a kind that this program does not know") from None
