"""Whether a file that came is for the dialogue that is open."""

from __future__ import annotations

from handlers.dialogues import DIALOGUES
from storage.conversations import Frame
from storage.messages import Incoming


def takes(frames: tuple[Frame, ...], incoming: Incoming) -> bool:
    """Whether the open dialogue takes files, and this message brings one.

    A command that stands under a picture is a command there too.
    """
    if incoming.kind not in ("photo", "file") or incoming.file is None or not incoming.private:
        return False
    asked = bool(frames) and DIALOGUES[frames[-1].name].files
    return asked and not incoming.text.lstrip().startswith("/")
