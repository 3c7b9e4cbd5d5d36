"""An update that was set aside is played again, or its writer is asked.

Yesterday's "45" must not answer today's question: a message is only played while the conversation
stands where the message met it. Otherwise the writer is shown it, and the present question.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from handlers.routing import late
from handlers.routing.play import Site, answer
from storage import conversations, people, updates
from storage.engine import Db
from storage.messages import Incoming
from storage.updates import Aside


def again(
    db: Db, aside: Aside, incoming: Incoming, now: datetime, site: Site
) -> Literal["played", "asked", "dropped"]:
    """Settle an update that was set aside; it counts at the time it was written or came.

    Where the account has another owner since, nobody is shown what the one before wrote. What was
    said in a sitting of the Council was not kept: its writer is asked.
    """
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    if aside.kind != "broken" and aside.person_id != (writer.person.id if writer else None):
        updates.settle(db, aside.id, now)
        return "dropped"
    came = incoming.received_at or aside.received_at
    message = incoming.model_copy(update={"received_at": came})
    there = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    same = there.revision == aside.revision and not incoming.sealed
    if same:
        answer(db, aside.id, message, now, site)
    else:
        answer(db, aside.id, message, now, site, by=late.ask)
    updates.settle(db, aside.id, now)
    return "played" if same else "asked"
