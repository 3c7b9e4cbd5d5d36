"""Dialogues whose right has ended meanwhile: they end too, and show nothing of what they were."""

from __future__ import annotations

from dataclasses import replace

from handlers import rights
from handlers.commands import hint
from handlers.dialogues import DIALOGUES
from handlers.engine import dialogue as engine
from handlers.engine.turn import Outcome, Reply, Turn, say
from storage.conversations import Frame

Frames = tuple[Frame, ...]


def still_open(turn: Turn, frames: Frames) -> Frames:
    """The dialogues without those on top whose right has ended."""
    while frames and not engine.is_open(turn, DIALOGUES[frames[-1].name], frames[-1]):
        frames = frames[:-1]
    return frames


def reply(turn: Turn, frames: Frames) -> Reply:
    """The answer to what was meant for it; with what can be done, where nothing else runs."""
    return say(rights.ended(turn)) if frames else hint(turn, rights.ended(turn))


def above(turn: Turn, outcome: Outcome) -> Outcome:
    """The answer to a command, told first that what was open has ended."""
    first, *others = outcome.replies
    told = first.model_copy(update={"text": f"{rights.ended(turn)}\n\n{first.text}"})
    return replace(outcome, replies=(told, *others))
