"""One turn, whole: the update taken, the chat locked, the answer queued, the state saved.

Everything happens in the caller's transaction; a repeat of an update ends at its unique key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import choosing
from handlers.routing import known, overlong, route
from handlers.turn import Outcome, Turn, lines, say
from locales.translator import Translator, guess, translator
from scoring.movement import Movement
from storage import conversations, outbox, people, updates
from storage.conversations import Conversation, Frame
from storage.engine import Db
from storage.messages import LONGEST, About, Incoming, Reply, readable
from storage.outbox import PUSH, REPLY, STRANGER, Address
from storage.people import Person

Router = Callable[[Turn, tuple[Frame, ...], bool], tuple[Outcome, tuple[Frame, ...]]]


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
    """Answer an update that has just been taken; `by` finds out who answers (else routing)."""
    found = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    person = writer.person if writer else None
    conversation = found.theirs(_reader(incoming, person))
    if writer is not None and incoming.kind != "blocked":
        people.heard(db, incoming.channel, incoming.bot, incoming.sender, now, writer)
    t = _language(person, conversation, incoming)
    if len(incoming.text) > LONGEST:
        incoming, by = incoming.model_copy(update={"text": ""}), overlong
    question = readable(conversation.prompt)
    text, stale = choosing.said(db, incoming, conversation, question, t.language)
    turn = Turn(
        incoming=_as_text(incoming, text),
        text=text,
        tapped=incoming.kind == "tap",
        person=person,
        now=_counts_at(incoming, now),
        zone=house.zone,
        t=t,
        db=db,
        movement=house.movement,
        shown=question.shows if question else None,
        arrived=incoming.kind == "tap" or conversation.seen,
    )
    outcome, frames = (by or route)(turn, known(conversation.frames), stale)
    reader = _reader(incoming, outcome.reader or person)
    to = Address(incoming.channel, incoming.bot, incoming.chat, reader)
    prompt = _queue(db, update_id, to, turn, outcome, now)
    _save(db, conversation, to, outcome, frames, prompt)


def _reader(incoming: Incoming, person: Person | None) -> int | None:
    """Whose chat it is; a group is nobody's."""
    return person.id if person is not None and incoming.private else None


def _as_text(incoming: Incoming, text: str) -> Incoming:
    """A sticker that says yes or no is as good as the word."""
    said = incoming.kind == "sticker" and text
    return incoming.model_copy(update={"kind": "text", "text": text}) if said else incoming


def _counts_at(incoming: Incoming, now: datetime) -> datetime:
    """A message counts at the time it was written, a tap when it came; never in the future."""
    return min(incoming.sent_at, now) if incoming.sent_at else now


def _language(person: Person | None, conversation: Conversation, incoming: Incoming) -> Translator:
    known = person.language if person else conversation.language
    return translator(known or guess(incoming.language))


def _queue(
    db: Db, update_id: int, here: Address, turn: Turn, outcome: Outcome, now: datetime
) -> int | None:
    """Replies and notices become rows to send; returns the last reply's row."""
    prompt = None
    if outcome.replies:
        body = _resting(_joined(outcome.replies), turn.about)
        prompt = outbox.enqueue(db, f"in:{update_id}:0", here, body, now, priority=_class(here))
    for notice in outcome.notices:
        to = people.address(db, notice.person_id)
        reader = people.by_id(db, notice.person_id)
        if to is None or reader is None:
            continue
        reply = notice.write(translator(reader.language or guess(None)))
        body = _resting(reply, notice.about)
        until = now + notice.lasts if notice.lasts else None
        outbox.enqueue(db, notice.key, to, body, now, priority=PUSH, until=until)
    return prompt


def _class(to: Address) -> int:
    """Strangers have a small share of a channel of their own."""
    return STRANGER if to.person_id is None else REPLY


def _resting(reply: Reply, about: Iterable[About]) -> str:
    """As it is kept, with the rights that it rests on: they are asked again when it leaves."""
    return reply.model_copy(update={"about": tuple(sorted(about))}).model_dump_json()


def _joined(replies: tuple[Reply, ...]) -> Reply:
    """One message for a turn: where messages are counted, two would be one too many."""
    *before, last = replies
    text = "\n\n".join(reply.text for reply in replies)
    choices = [row for reply in before for row in reply.choices]
    return last.model_copy(update={"text": text, "choices": (*choices, *last.choices)})


def _save(
    db: Db,
    conversation: Conversation,
    here: Address,
    outcome: Outcome,
    frames: tuple[Frame, ...],
    prompt: int | None,
) -> None:
    conversations.save(
        db,
        conversation,
        frames=frames,
        language=outcome.language or conversation.language,
        prompt_id=conversation.prompt_id if prompt is None else prompt,
        person_id=here.person_id,
    )


def apologise(db: Db, incoming: Incoming, now: datetime, house: House, error: str) -> None:
    """A turn failed and was rolled back: keep the update with its error, say so once."""
    update_id = updates.take(db, incoming, now)
    if update_id is None:
        return
    conversation = conversations.lock(db, incoming.channel, incoming.bot, incoming.chat)
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    person = writer.person if writer else None
    updates.set_aside(db, update_id, error, conversation.revision, person.id if person else None)
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
    outbox.enqueue(db, key, here, say(text).model_dump_json(), now, priority=_class(here))
