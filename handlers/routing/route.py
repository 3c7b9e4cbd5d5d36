"""Who answers: a command, else the running dialogue, else a hint. Stale taps are explained."""

from __future__ import annotations

import re

from handlers import consent, groups, joining
from handlers.awards.ballot import casting
from handlers.commands import (
    COMMANDS,
    OF_UNIT,
    edited,
    hint,
    line,
    offered,
    quoted,
)
from handlers.dialogues import DIALOGUES
from handlers.engine import dialogue as engine
from handlers.engine.turn import Command, Outcome, Turn, only, say
from handlers.line import begin
from handlers.report import quick
from handlers.report.reopen import reopened
from handlers.routing import ended, filed, unheard
from handlers.routing.resuming import Frames, ask_again, lasting, resume
from handlers.subscription.typed import typed
from locales.reading import words
from storage import codes, people, subscriptions
from storage.conversations import Frame
from storage.messages import LONGEST
from storage.outbox import Address

_COMMAND = re.compile(r"/?([a-z]+)(?:@\w+)?(?:[\s_]+(.*))?", re.ASCII | re.DOTALL | re.I)
_COMMAND_WORDS = {"help": "help", "menu": "help", "cancel": "cancel"}


def route(turn: Turn, frames: Frames, stale: bool) -> tuple[Outcome, Frames]:
    """Answer one message; returns the outcome and the dialogues that run from now on."""
    if turn.incoming.kind == "blocked":
        here = (turn.incoming.channel, turn.incoming.bot, turn.incoming.chat)
        people.block(turn.db, *here, turn.now)
        subscriptions.leave(turn.db, Address(*here))
        return Outcome(), frames
    if turn.incoming.kind == "service":
        return Outcome(), frames
    if not turn.incoming.private:
        return groups.answer(turn), frames
    kept = ended.still_open(turn, frames)
    found = commanded(turn, lasting(kept))
    if kept == frames:
        return _answer(turn, frames, found, stale)
    if found is None or found[0].name == "cancel":  # it was said to what has ended
        return resume(turn, kept, only(ended.reply(turn, kept)))
    outcome, frames = _answer(turn, kept, found, stale)
    return ended.above(turn, outcome), frames


def _answer(
    turn: Turn, frames: Frames, found: tuple[Command, str] | None, stale: bool
) -> tuple[Outcome, Frames]:
    if turn.person is None or turn.person.consented_at is None:
        return _newcomer(turn, frames, found)
    if found:
        return _run(turn, frames, *found)
    if turn.incoming.kind == "edit":
        correction = edited(turn, frames[-1] if frames else None)
        if correction is not None:
            return resume(turn, frames, correction)
    if turn.incoming.kind == "text":
        voted = casting.typed(turn, frames) if turn.silent else None
        if voted is not None:
            return resume(turn, frames, voted)
        filled = line(turn, _in_hand(turn, frames))
        if filled is not None:
            return resume(turn, frames, filled)
        correction = quoted(turn, frames[-1] if frames else None) if turn.quoted else None
        if correction is not None:
            return resume(turn, frames, correction)
    stale = stale or unheard.of_another(turn)
    if not frames:
        heard = turn.incoming.kind == "text" and not stale
        again = (typed(turn) or reopened(turn)) if heard else None
        if again is not None:
            return resume(turn, frames, again)
        return only(unheard.lost(turn, stale)), frames
    return _into_dialogue(turn, frames, stale)


def overlong(turn: Turn, frames: Frames, stale: bool) -> tuple[Outcome, Frames]:
    """Answer a message whose text was too long to be read; here it has none any more."""
    known = turn.person is not None and turn.person.consented_at is not None
    if not known or not turn.incoming.private or turn.incoming.kind in ("blocked", "service"):
        return route(turn, frames, stale)
    why = turn.t("The message is too long: at most {n} characters can be read. "
                 "Nothing of it was taken.", n=LONGEST)  # fmt: skip
    return resume(turn, frames, only(say(why) if frames else hint(turn, why)), whole=True)


def known(frames: Frames) -> Frames:
    """Without the dialogues that this program does not know (any more)."""
    return tuple(frame for frame in frames if frame.name in DIALOGUES)


def commanded(turn: Turn, frames: Frames) -> tuple[Command, str] | None:
    """The command that was written or tapped, with the words behind it."""
    text = turn.text.strip()
    match = _COMMAND.fullmatch(text)
    named = match[1].lower() if match else None
    if match and named in COMMANDS and (text.startswith("/") or not frames):
        return COMMANDS[named], (match[2] or "").strip()
    if text.startswith("/") or turn.incoming.kind not in ("text", "tap"):
        return None
    if turn.person is not None and codes.alone(text):
        return COMMANDS["start"], text
    if turn.silent and codes.closing(text):
        return COMMANDS["awards"], f"code {text}"
    code = words.language_named(text)
    if code is not None:
        return COMMANDS["language"], code
    name = words.command(text, turn.t.language)
    name = name or _COMMAND_WORDS.get(turn.word or "")
    if name in COMMANDS:
        return COMMANDS[name], ""
    begun = words.begun(text, turn.t.language)
    if begun is None or begun[0] not in OF_UNIT:
        return None
    amid = frames and not (begun[0] == "if" and not quick.in_own_words(turn, frames[-1]))
    return None if amid else (COMMANDS[begun[0]], begun[1])


def _in_hand(turn: Turn, frames: Frames) -> Frame | None:
    """The present dialogue; where a report is begun, one that only passes is none."""
    running = lasting(frames) if begin.begun(turn) else frames
    return running[-1] if running else None


def _is_start(found: tuple[Command, str] | None) -> bool:
    return found is not None and found[0].name in ("start", "language", "help", "link")


def _newcomer(
    turn: Turn, frames: Frames, found: tuple[Command, str] | None
) -> tuple[Outcome, Frames]:
    """Before joining and consent there are `/start`, `/language`, `/help`, and joining.

    An invitation that is "edited" (its preview came) was redeemed already: nothing of it is kept.
    """
    if turn.incoming.kind == "edit" and turn.person is not None and codes.found(turn.text):
        return Outcome(), frames
    if found and (_is_start(found) or (frames and found[0].name == "continue")):
        return _run(turn, frames, *found)
    if turn.person is None:
        return resume(turn, (), joining.stranger(turn))
    if not frames:
        return resume(turn, (), consent.resume(turn))
    if found and found[0].name == "cancel":
        return resume(turn, (), consent.declined(turn))
    return _into_dialogue(turn, frames, stale=unheard.of_another(turn))


def _run(turn: Turn, frames: Frames, command: Command, words_behind: str) -> tuple[Outcome, Frames]:
    if command.name == "cancel":
        return _cancel(turn, frames)
    if command.name == "continue":
        return ask_again(turn, frames, None)
    if turn.person is not None and not offered(turn.person, command):
        return resume(turn, frames, only(hint(turn, turn.t("That command is not for this role."))))
    return resume(turn, frames, command.start(turn, words_behind))


def _into_dialogue(turn: Turn, frames: Frames, stale: bool) -> tuple[Outcome, Frames]:
    dialogue = DIALOGUES[frames[-1].name]
    if stale:
        return ask_again(turn, frames, say(unheard.early(turn)))
    if turn.incoming.kind not in ("text", "tap") and not filed.takes(frames, turn.incoming):
        return ask_again(turn, frames, say(unheard.unreadable(turn, files=dialogue.files)))
    outcome = engine.step(turn, dialogue, frames[-1])
    return resume(turn, frames[:-1], outcome)


def _cancel(turn: Turn, frames: Frames) -> tuple[Outcome, Frames]:
    if not frames:
        return only(hint(turn, turn.t("There is nothing to cancel."))), frames
    said = engine.leave(turn, DIALOGUES[frames[-1].name], frames[-1])
    return resume(turn, frames[:-1], only(say(said), ended=True))
