"""One turn, whole: the update taken, the chat locked, the answer queued, the state saved.

Everything happens in the caller's transaction; a repeat of an update ends at its unique key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from handlers.engine import hearing, outgoing
from handlers.engine.hearing import Site
from handlers.engine.turn import Outcome, Turn, lines, say
from handlers.routing import filed, late, silence, unheard
from handlers.routing.ahead import Ahead
from handlers.routing.route import known, overlong, route
from storage import conversations, mentioned, outbox, people, updates
from storage.conversations import Conversation, Frame, Newest
from storage.engine import Db
from storage.messages import LONGEST, Incoming
from storage.outbox import Address
from storage.person import Person

__all__ = ["Router", "Site", "answer", "apologise", "play"]

Routed = tuple[Outcome, tuple[Frame, ...]]
Router = Callable[[Turn, tuple[Frame, ...], bool], Routed]


def play(
    db: Db, incoming: Incoming, now: datetime, site: Site, ahead: Ahead | None = None
) -> int | None:
    """Take an update and answer it; its row's id, or `None` if it had been taken before.

    `ahead`: its answer as it was worked out beforehand, if it only asks.
    """
    update_id = updates.take(db, incoming, now)
    if update_id is not None:
        answer(db, update_id, incoming, now, site, ahead=ahead)
    return update_id


def answer(
    db: Db,
    update_id: int,
    incoming: Incoming,
    now: datetime,
    site: Site,
    by: Router | None = None,
    ahead: Ahead | None = None,
) -> None:
    """Answer an update that has just been taken; `by` finds out who answers (else routing).

    What comes after a later message of its chat is not played: its writer is shown it.
    """
    found = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    person = writer.person if writer else None
    newest = late.newest(incoming, found, now) if by is None else found.newest
    if by is None and late.is_late(incoming, found, now):
        by, newest = late.ask, found.newest
        _put_aside(db, update_id, incoming, found, person, now)
    conversation = found.theirs(hearing.reader(incoming, person))
    if writer is not None and incoming.kind != "blocked":
        people.touch(db, incoming.channel, incoming.bot, incoming.sender, now, writer)
    frames = known(conversation.frames)
    if by is None and _says_nothing_new(db, incoming, update_id, frames):
        by = _silence
    elif len(incoming.text) > LONGEST:
        incoming, by = incoming.model_copy(update={"text": ""}), overlong
    files = filed.takes(frames, incoming)
    turn, stale = hearing.heard(db, incoming, conversation, person, now, site, files=files)
    turn = _sealed(db, turn, incoming)
    if by is None and ahead is not None and ahead.fits(conversation, person):
        by = ahead.again
    outcome, frames = (by or route)(turn, frames, stale)
    outcome = _said(turn, outcome)
    reader = hearing.reader(incoming, outcome.reader or person)
    to = Address(incoming.channel, incoming.bot, incoming.chat, reader)
    prompt = outgoing.queue(db, update_id, to, turn, outcome, now)
    _save(db, conversation, to, outcome, frames, prompt, newest)


def _said(turn: Turn, outcome: Outcome) -> Outcome:
    """What is said back: nothing of a vote; of words under a picture, that only they were read."""
    if turn.silent:
        outcome = silence.kept(turn, outcome)
    return unheard.only_words(turn, outcome) if turn.pictured else outcome


def _sealed(db: Db, turn: Turn, incoming: Incoming) -> Turn:
    """Nothing of a vote is said back, nor to whoever has a seat and lost the role since."""
    sealed = turn.person is not None and updates.is_sealed(db, incoming)
    return replace(turn, silent=True) if sealed else turn


def _put_aside(
    db: Db, update_id: int, incoming: Incoming, there: Conversation, person: Person | None,
    now: datetime,
) -> None:  # fmt: skip
    """It came after a later message: kept, and nobody has to look at it."""
    writer_id = person.id if person else None
    updates.set_aside(db, update_id, incoming, late.WHY, there.revision, writer_id)
    updates.settle(db, update_id, now)


def _says_nothing_new(
    db: Db, incoming: Incoming, update_id: int, frames: tuple[Frame, ...]
) -> bool:
    """An edit that changed no word (a reaction, a preview), a further picture of an album.

    Where files are taken, each of an album is.
    """
    if incoming.kind == "edit":
        return mentioned.said_before(db, incoming, update_id) == incoming.text
    if incoming.text or filed.takes(frames, incoming):
        return False
    return mentioned.begun(db, incoming, update_id)


def _silence(_turn: Turn, frames: tuple[Frame, ...], _stale: bool) -> Routed:
    return Outcome(), frames


def _save(
    db: Db,
    conversation: Conversation,
    here: Address,
    outcome: Outcome,
    frames: tuple[Frame, ...],
    prompt: int | None,
    newest: Newest,
) -> None:
    conversations.save(
        db,
        conversation,
        frames=frames,
        language=outcome.language or conversation.language,
        prompt_id=conversation.prompt_id if prompt is None else prompt,
        person_id=here.person_id,
        newest=newest,
    )


def apologise(db: Db, incoming: Incoming, now: datetime, site: Site, error: str) -> None:
    """A turn failed and was rolled back: keep the update with its error, say so once."""
    update_id = updates.take(db, incoming, now)
    if update_id is None:
        return
    conversation = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    person = writer.person if writer else None
    writer_id = person.id if person else None
    updates.set_aside(db, update_id, incoming, error, conversation.revision, writer_id)
    if not incoming.private or incoming.kind == "blocked":
        return
    t = hearing.language(person, conversation, incoming)
    said = (
        t("Sorry, something went wrong here. Nothing was taken: please write it again.")
        if updates.is_sealed(db, incoming)
        else t("Sorry, something went wrong here. The message is kept and will be looked at.")
    )
    text = lines(
        said,
        t("For help: {who}", who=site.helper) if site.helper else None,
    )
    reader = hearing.reader(incoming, person)
    here = Address(incoming.channel, incoming.bot, incoming.chat, reader)
    key = f"in:{update_id}:sorry"
    outbox.enqueue(db, key, here, say(text).model_dump_json(), now, priority=outgoing.urgency(here))
