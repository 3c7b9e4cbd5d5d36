"""A paper that was asked for in the chat: read from its snapshot and set when it leaves."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.rendering.made import Made
from bot.rendering.papers.files import MEDIA, one
from handlers.awards.papers import Request
from handlers.papers.voice import Voice
from locales.translator import translator
from services.papers import freezing
from storage.engine import Db


def wanted(db: Db, content: str) -> Made:
    """The file of a request; LookupError where its snapshot is not there."""
    request = Request.model_validate_json(content)
    found = freezing.read(db, request.snapshot)
    if found is None:
        raise LookupError(f"no snapshot {request.snapshot}")
    day = found.at.astimezone(ZoneInfo(found.content.zone)).date()
    voice = Voice(translator(request.language), found, day)
    name, data = one(voice, request.paper, request.format)
    return Made(name, MEDIA[request.format], data)
