"""`GET /files/<unguessable>`: what a platform that only takes addresses comes for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.rendering.made import Made
from bot.sending.files import Files


def fetched(files: Files) -> Route:
    """The route; what is over, and what never was, is answered alike."""

    async def answer(request: Request) -> Response:
        return await respond(files.at, str(request.path_params["secret"]))

    return Route("/files/{secret}", answer)


async def respond(look: Callable[[str], Made | None], name: str) -> Response:
    """The file of a name, worked out in a thread; 404 where there is none."""
    made = await asyncio.to_thread(look, name)
    if made is None:
        return Response("not found\n", 404, media_type="text/plain")
    headers = {
        "Content-Disposition": f'inline; filename="{made.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
    }
    return Response(made.data, media_type=made.media, headers=headers)
