"""Files into a folder: whole or not at all, for the owner's eyes only."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bot.commands.common import Mistake
from bot.rendering.papers.files import files
from handlers.papers.voice import Voice


def write(folder: Path, voice: Voice) -> list[str]:
    """Every file of a snapshot; what is there under the same names is replaced at the end.

    Names of people stand in them: the folder and the files are for their owner.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".papers.", dir=folder))
    except OSError as error:
        raise Mistake(f"{folder}: {_why(error)}; nothing was written") from None
    try:
        names = [_put(draft, name, content) for name, content in files(voice)]
        for name in names:
            (draft / name).replace(folder / name)
        return names
    except OSError as error:
        raise Mistake(f"{folder}: {_why(error)}") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, name: str, content: bytes) -> str:
    path = draft / name
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
    return name


def _why(error: OSError) -> str:
    return (error.strerror or "cannot be written").lower()
