"""How the simulator's endpoints answer: what they have, or one plain line where they refuse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from pydantic import ValidationError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.simulator.page import DOOR
from bot.terminal import reason

Endpoint = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """Answered with this status and one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def route(method: str, path: str, endpoint: Endpoint, door: Sequence[Middleware] = DOOR) -> Route:
    """The endpoint at its path, behind the door."""
    return Route(path, _plainly(endpoint), methods=[method], middleware=door)


def _plainly(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with one plain line where it refuses."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return JSONResponse({"why": refused.why}, refused.status)
        except ValidationError as error:
            why = reason(error.errors(include_url=False)[0]["msg"])
            return JSONResponse({"why": why}, 400)

    return answer
