"""Guards: only this machine's browser, on this very page, reaches the simulator."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.demo.simulator.api import Api
from bot.demo.simulator.page import DOOR, FOLDER, page
from bot.demo.simulator.pictures import pictures
from bot.demo.simulator.season import Season
from bot.loopback import MOST_BYTES, is_loopback

APIS: Any = Api(*[None] * 7), Season(*[None] * 5)  # type: ignore[arg-type]
ROUTES = [*(route for api in APIS for route in api.routes()), pictures(None)]  # type: ignore[arg-type]
PATHS = [(method, re.sub(r"\{\w+\}", "P002", route.path))
         for route in ROUTES for method in route.methods
         if method != "HEAD"]  # fmt: skip
SENT = {"content-type": "application/json"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async def read(request: Request) -> Response:
        return Response(str(len(await request.body())))

    routes = [
        *page(),
        *(Route(path, read, methods=[method], middleware=DOOR) for method, path in PATHS),
    ]
    transport = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "foreign",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8080"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
async def test_another_page_cannot_use_it(
    http: httpx.AsyncClient, path: tuple[str, str], foreign: dict[str, str]
) -> None:
    assert (await http.request(*path, headers=SENT | foreign)).status_code == 403


@pytest.mark.parametrize("path", [*PATHS, ("GET", "/"), ("GET", "/page.js")])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example",
     "0.0.0.0", "192.168.1.5:8080", "", "[::1", "127.0.0.1@evil.example", "xn--localhost"],
)  # fmt: skip
async def test_a_name_that_was_made_to_point_here_does_not_help(
    http: httpx.AsyncClient, path: tuple[str, str], host: str
) -> None:
    assert (await http.request(*path, headers=SENT | {"host": host})).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "LOCALHOST:9", "[::1]:8080"])
@pytest.mark.parametrize("path", PATHS)
async def test_its_own_page_may(http: httpx.AsyncClient, path: tuple[str, str], host: str) -> None:
    own = {"host": host, "origin": f"http://{host}", "sec-fetch-site": "same-origin"}
    assert (await http.request(*path, headers=SENT | own)).status_code == 200


async def test_a_link_to_the_page_works(http: httpx.AsyncClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert (await http.get("/", headers=headers)).status_code == 200


@pytest.mark.parametrize("path", [path for path in PATHS if path[0] == "POST"])
async def test_a_form_of_another_page_has_the_wrong_type(
    http: httpx.AsyncClient, path: tuple[str, str]
) -> None:
    answer = await http.request(*path, headers={"content-type": "text/plain"}, content=b"{}")
    assert answer.status_code == 415


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 413)])
@pytest.mark.parametrize("told", [True, False])
async def test_a_body_has_a_limit(
    http: httpx.AsyncClient, size: int, status: int, told: bool
) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for begin in range(0, size, 65536):
            yield b"x" * min(65536, size - begin)

    content = b"x" * size if told else parts()
    answer = await http.post("/api/clock", content=content, headers=SENT)
    assert answer.status_code == status


async def test_the_page_loads_nothing_from_elsewhere(http: httpx.AsyncClient) -> None:
    named = re.compile(r"""(?:src|href)="([^"]+)"|from "\./([^"]+)"|url\(([^)]+)\)""")
    names, seen = {""}, set()
    while names - seen:
        name = (names - seen).pop()
        seen.add(name)
        answer = await http.get(f"/{name}")
        assert answer.status_code == 200, name
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        found = {next(filter(None, groups)) for groups in named.findall(answer.text)}
        names |= {one for one in found if not one.startswith("data:")}
        assert not re.search(r"https?://(?!www\.w3\.org/)", answer.text), name
    assert seen == {f.name for f in FOLDER.iterdir() if f.suffix in (".css", ".js")} | {""}


@pytest.mark.parametrize(
    ("host", "safe"),
    [("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("example.org", False),
     ("", False)],
)  # fmt: skip
def test_what_only_this_machine_can_reach(host: str, safe: bool) -> None:
    assert is_loopback(host) is safe
