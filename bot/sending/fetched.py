"""`GET /files/<unguessable>`: what a platform that only takes addresses comes for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.receiving.batch import where
from bot.rendering.made import Made
from bot.sending.files import Files

log = structlog.get_logger()
_SAFE = {"X-Content-Type-Options": "nosniff"}


def fetched(files: Files) -> Route:
    """The route; what is over, and what never was, is answered alike."""

    async def answer(request: Request) -> Response:
        return await respond(files.at, str(request.path_params["secret"]))

    return Route("/files/{secret}", answer)


async def respond(look: Callable[[str], Made | None], name: str) -> Response:
    """The file of a name, worked out in a thread; 404 where there is none, or it cannot be made."""
    try:
        made = await asyncio.to_thread(look, name)
    except DBAPIError:
        return Response("try again\n", 503, media_type="text/plain", headers=_SAFE)
    except Exception as error:
        log.error("not made", error=type(error).__name__, where=where(error))
        made = None
    if made is None:
        return Response("not found\n", 404, media_type="text/plain", headers=_SAFE)
    headers = {
        "Content-Disposition": f'inline; filename="{made.name}"',
        "Cache-Control": "private, max-age=3600",
    }
    return Response(made.data, media_type=made.media, headers=_SAFE | headers)
