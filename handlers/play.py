"""One turn, whole: the update taken, the chat locked, the answer queued, the state saved.

Everything happens in the caller's transaction; a repeat of an update ends at its unique key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import choosing, late, outgoing, quoting, unheard
from handlers.routing import known, overlong, route
from handlers.turn import Outcome, Turn, lines, say
from locales.translator import Translator, guess, translator
from scoring.movement import Movement
from storage import conversations, mentioned, outbox, people, updates
from storage.conversations import Conversation, Frame, Newest
from storage.engine import Db
from storage.messages import LONGEST, Incoming, readable
from storage.outbox import Address
from storage.people import Person

Routed = tuple[Outcome, tuple[Frame, ...]]
Router = Callable[[Turn, tuple[Frame, ...], bool], Routed]
_WITH_WORDS = ("photo", "file", "voice")


@dataclass(frozen=True)
class House:
    """What every turn shares: the movement, the calendar's time zone, who helps when we fail."""

    movement: Movement
    zone: ZoneInfo
    helper: str = ""


def play(db: Db, incoming: Incoming, now: datetime, house: House) -> int | None:
    """Take an update and answer it; its row's id, or `None` if it had been taken before."""
    update_id = updates.take(db, incoming, now)
    if update_id is not None:
        answer(db, update_id, incoming, now, house)
    return update_id


def answer(
    db: Db,
    update_id: int,
    incoming: Incoming,
    now: datetime,
    house: House,
    by: Router | None = None,
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
        writer_id = person.id if person else None
        updates.set_aside(db, update_id, incoming, late.WHY, found.revision, writer_id)
        updates.settle(db, update_id, now)
    conversation = found.theirs(_reader(incoming, person))
    if writer is not None and incoming.kind != "blocked":
        people.heard(db, incoming.channel, incoming.bot, incoming.sender, now, writer)
    if by is None and _says_nothing_new(db, incoming, update_id):
        by = _silence
    elif len(incoming.text) > LONGEST:
        incoming, by = incoming.model_copy(update={"text": ""}), overlong
    turn, stale = _turn(db, incoming, conversation, person, now, house)
    outcome, frames = (by or route)(turn, known(conversation.frames), stale)
    if turn.pictured:
        outcome = unheard.only_words(turn, outcome)
    reader = _reader(incoming, outcome.reader or person)
    to = Address(incoming.channel, incoming.bot, incoming.chat, reader)
    prompt = outgoing.queue(db, update_id, to, turn, outcome, now)
    _save(db, conversation, to, outcome, frames, prompt, newest)


def _says_nothing_new(db: Db, incoming: Incoming, update_id: int) -> bool:
    """An edit that changed no word (a reaction, a preview), a further picture of an album."""
    if incoming.kind == "edit":
        return mentioned.said_before(db, incoming, update_id) == incoming.text
    return not incoming.text and mentioned.begun(db, incoming, update_id)


def _silence(_turn: Turn, frames: tuple[Frame, ...], _stale: bool) -> Routed:
    return Outcome(), frames


def _turn(
    db: Db,
    incoming: Incoming,
    conversation: Conversation,
    person: Person | None,
    now: datetime,
    house: House,
) -> tuple[Turn, bool]:
    """What a handler sees of a message, and whether it answers a question that is past."""
    t = _language(person, conversation, incoming)
    question = readable(conversation.prompt)
    pictured = incoming.kind in _WITH_WORDS and bool(incoming.text.strip())
    if pictured:  # what stands under a picture is read like a text
        incoming = incoming.model_copy(update={"kind": "text"})
    quoted = quoting.found(db, incoming, conversation)
    text, stale = choosing.said(db, incoming, conversation, question, t.language, quoted)
    turn = Turn(
        incoming=_as_text(incoming, text),
        text=text,
        tapped=incoming.kind == "tap",
        person=person,
        now=_counts_at(db, incoming, now),
        zone=house.zone,
        t=t,
        db=db,
        movement=house.movement,
        shown=question.shows if question else None,
        arrived=incoming.kind == "tap" or conversation.seen,
        quoted=quoted,
        pictured=pictured,
    )
    return turn, stale


def _reader(incoming: Incoming, person: Person | None) -> int | None:
    """Whose chat it is; a group is nobody's."""
    return person.id if person is not None and incoming.private else None


def _as_text(incoming: Incoming, text: str) -> Incoming:
    """A sticker that says yes or no is as good as the word."""
    said = incoming.kind == "sticker" and text
    return incoming.model_copy(update={"kind": "text", "text": text}) if said else incoming


def _counts_at(db: Db, incoming: Incoming, now: datetime) -> datetime:
    """A message counts at the time it was written, a tap when it came; never in the future."""
    if incoming.sent_at is not None:
        return min(incoming.sent_at, now)
    came = min(incoming.received_at or now, now)
    if incoming.unseen_since is None:
        return came
    return min(came, max(incoming.unseen_since, choosing.offered(db, incoming) or came))


def _language(person: Person | None, conversation: Conversation, incoming: Incoming) -> Translator:
    known = person.language if person else conversation.language
    return translator(known or guess(incoming.language))


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


def apologise(db: Db, incoming: Incoming, now: datetime, house: House, error: str) -> None:
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
    t = _language(person, conversation, incoming)
    text = lines(
        t("Sorry, something went wrong here. The message is kept and will be looked at."),
        t("For help: {who}", who=house.helper) if house.helper else None,
    )
    reader = _reader(incoming, person)
    here = Address(incoming.channel, incoming.bot, incoming.chat, reader)
    key = f"in:{update_id}:sorry"
    outbox.enqueue(db, key, here, say(text).model_dump_json(), now, priority=outgoing.urgency(here))
