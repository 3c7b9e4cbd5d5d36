"""A dialogue of the tests' own that takes files, what it takes them for, and files to send.

`/box 7` opens it; each file goes into that box, and what is in it is counted by its digest.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from PIL import Image
from pydantic import BaseModel
from sqlalchemy import Engine, select

from handlers import commands, dialogues, purposes
from handlers.engine.arriving import Arrival, Purpose, want
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Quiet, Taken, begin
from handlers.engine.turn import Command, Outcome, Reply, Turn, say
from handlers.rights_table import RIGHTS
from services import sorts
from storage import settings
from storage.engine import Db, reading
from storage.settings import settings as table

BROKEN, SILENT = 13, 14
"""Boxes: one at which taking fails, one that says nothing."""
SECRET = "words of a paper"


class Box(BaseModel):
    number: int


def _put(arrival: Arrival, box: Box) -> Reply | None:
    key = f"box:{box.number}:{arrival.digest}"
    settings.put(arrival.db, key, str(int(settings.get(arrival.db, key) or 0) + 1))
    if box.number == BROKEN:
        raise ValueError(f"{SECRET}: {arrival.data!r}")
    words = Markup("Box {}: {}, {}, {}, {}").format(
        box.number, arrival.name, arrival.sort.media, len(arrival.data), arrival.person.code
    )
    return None if box.number == SILENT else say(words)


def _take(turn: Turn, box: Box) -> Taken:
    if turn.incoming.file is not None:
        box = Box(number=int(turn.text)) if turn.text.isdecimal() else box
        why = want(turn, INTO, box)
        return Again(why, box) if why else Quiet(box)
    return Next(Box(number=int(turn.text))) if turn.text.isdecimal() else Done(say("Box closed"))


INTO = Purpose("box", Box, _put, sorts=tuple(one for one in sorts.SORTS if one != sorts.HEIC))
BOX = Dialogue(
    name="box", version=1, State=Box, files=True, take=_take,
    ask=lambda _, box: say(Markup("Box {}?").format(box.number)),
    leave=lambda turn, _: Markup("Box left"),
    restart=lambda turn: Outcome((say("Box anew"),)),
    open=lambda _, __: True,
)  # fmt: skip


def put_up(put: Callable[[Any, str, Any], None]) -> None:
    """The dialogue, its command and its purpose stand in the program's tables: `put` puts them."""
    start = Command("box", frozenset(RIGHTS), "", lambda turn, said: begin(
        turn, BOX, Box(number=int(said or 7))))  # fmt: skip
    put(commands.COMMANDS, "box", start)
    put(dialogues.DIALOGUES, "box", BOX)
    put(purposes.PURPOSES, "box", INTO)


def held(engine: Engine) -> list[tuple[int, str, int]]:
    """What is in the boxes: the box, the digest, how often it was put there."""
    with reading(engine) as db:
        return kept(db)


def kept(db: Db) -> list[tuple[int, str, int]]:
    rows = db.execute(select(table).where(table.c.key.like("box:%")).order_by(table.c.key)).all()
    found = [(*row.key.split(":")[1:], row.value) for row in rows]
    return [(int(box), digest, int(count)) for box, digest, count in found]


def pdf(words: str = "") -> bytes:
    return b"%PDF-1.7\n% " + words.encode()


def picture(form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 5)).save(out, form)
    return out.getvalue()


def office(main: str = sorts.DOCX.media, quote: str = '"') -> bytes:
    """An Office document as far as its list of parts goes."""
    listed = f"<Types><Override ContentType={quote}{main}.main+xml{quote}/></Types>"
    return archive(("[Content_Types].xml", listed.encode()), ("word/document.xml", b"<w/>"))


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts:
            made.writestr(name, data)
    return out.getvalue()
