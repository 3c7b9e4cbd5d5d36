"""Pictures and files in the phones' bubbles."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.demo.simulator.answers import route
from bot.sending.fetched import respond
from bot.sending.files import Files


def pictures(files: Files) -> BaseRoute:
    """What a message shows, by its digest, behind the door."""

    async def answer(request: Request) -> Response:
        return await respond(files.shown, str(request.path_params["digest"]))

    return route("GET", "/api/files/{digest}", answer)
