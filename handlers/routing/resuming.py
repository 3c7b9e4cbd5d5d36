"""What comes after the answer to something else: back to the dialogue that is open."""

from __future__ import annotations

from dataclasses import replace

from handlers.commands import hint
from handlers.dialogues import DIALOGUES
from handlers.engine import dialogue as engine
from handlers.engine.outgoing import with_file_of
from handlers.engine.turn import Outcome, Reply, Turn, only
from handlers.routing import ended
from locales.translator import translator
from storage.conversations import Frame

Frames = tuple[Frame, ...]
_DEEPEST = 3


def lasting(frames: Frames) -> Frames:
    """The dialogues that are unfinished work; the others end with whatever else is asked for."""
    return tuple(frame for frame in frames if not DIALOGUES[frame.name].passing)


def resume(
    turn: Turn, frames: Frames, outcome: Outcome, *, whole: bool = False
) -> tuple[Outcome, Frames]:
    """Put the outcome's dialogue on top, or come back to the one below.

    With a line about what is open there, whose button brings the question; `whole`, and in another
    language: with that.
    """
    if outcome.reader is not None:
        frames = ()
    frames = frames if whole else lasting(frames)
    if isinstance(outcome.dialogue, Frame):
        name = outcome.dialogue.name
        kept = tuple(frame for frame in frames if frame.name != name)
        return outcome, (*kept, outcome.dialogue)[-_DEEPEST:]
    if not frames or not outcome.replies:
        return outcome, frames
    if outcome.language is not None:
        whole = True
        turn = replace(turn, t=translator(outcome.language))
    *first, last = outcome.replies
    again, frames = ask_again(turn, frames, last, whole=whole)
    return replace(outcome, replies=(*first, *again.replies)), frames


def ask_again(
    turn: Turn, frames: Frames, above: Reply | None, *, whole: bool = True
) -> tuple[Outcome, Frames]:
    """The present question, under what stands above it; the latter alone if nothing is open.

    What has ended below is left out in silence: it is what stands above that was asked for.
    """
    frames = ended.still_open(turn, frames)
    nothing = above or hint(turn, turn.t("Nothing is open. What is to be done?"))
    if not frames:
        return only(nothing), frames
    ask = engine.ask_again if whole else engine.recall
    question = ask(turn, DIALOGUES[frames[-1].name], frames[-1])
    if question is None:
        return only(nothing), frames[:-1]
    if above is None:
        return only(question), frames
    text = f"{above.text}\n\n{question.text}"
    choices = (*above.choices, *question.choices)
    joined = question.model_copy(update={"text": text, "choices": choices})
    return only(with_file_of(joined, above)), frames
