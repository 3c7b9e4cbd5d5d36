"""An update that was set aside is played again, or its writer is asked.

Yesterday's "45" must not answer today's question: a message is only played while the conversation
stands where the message met it. Otherwise the writer is shown it, and the present question.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from markupsafe import Markup

from handlers.play import House, answer
from handlers.routing import Frames, resume
from handlers.turn import Outcome, Turn, lines, only, say
from locales import formats
from storage import conversations, people, updates
from storage.engine import Db
from storage.messages import Incoming
from storage.updates import Aside


def again(
    db: Db, aside: Aside, incoming: Incoming, now: datetime, house: House
) -> Literal["played", "asked", "dropped"]:
    """Settle an update that was set aside; it counts at the time it was written or came.

    Where the account has another owner since, nobody is shown what the one before wrote.
    """
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    if aside.kind != "broken" and aside.person_id != (writer.person.id if writer else None):
        updates.settle(db, aside.id, now)
        return "dropped"
    message = incoming.model_copy(update={"sent_at": incoming.sent_at or aside.received_at})
    there = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    same = there.revision == aside.revision
    if same:
        answer(db, aside.id, message, now, house)
    else:
        answer(db, aside.id, message, now, house, by=_ask)
    updates.settle(db, aside.id, now)
    return "played" if same else "asked"


def _ask(turn: Turn, frames: Frames, _stale: bool) -> tuple[Outcome, Frames]:
    if not turn.incoming.private or turn.incoming.kind == "blocked":
        return Outcome(), frames
    t = turn.t
    when = formats.moment(turn.now, turn.zone, t.language)
    words = turn.incoming.text.strip()
    text = lines(
        t("A message of {moment} could not be handled then and was not taken.", moment=when),
        Markup("<i>{}</i>").format(words[:500]) if words else None,
        t("If it still holds, please write it again."),
    )
    return resume(turn, frames, only(say(text)))
