"""Guards: the demo's page gets the picture of a message by its digest; what was never kept, or can
no longer be drawn, is answered as nothing, and only this machine's own page is answered."""

from __future__ import annotations

import httpx
import pytest
from pydantic import BaseModel
from simulated import START, Simulator
from sqlalchemy import Engine, update
from starlette.applications import Starlette

from bot.demo.simulator.pictures import pictures
from bot.rendering.made import Made
from bot.sending.files import Files
from storage import contents
from storage.engine import Db, transaction
from storage.messages import Reply


class Shown(BaseModel):
    words: str = "x"


def make(_db: Db, kind: str, content: str) -> Made:
    if kind != "card":
        raise KeyError(kind)
    return Made("standings.png", "image/png", content.encode())


@pytest.fixture
def kept(engine: Engine) -> str:
    """The digest of a picture that a message has."""
    reply = Reply(text="x").enclosing("card", Shown())
    with transaction(engine) as db:
        contents.keep(db, reply, START)
    assert reply.attachment is not None
    return reply.attachment.digest


def page(engine: Engine, host: str = "127.0.0.1:8080") -> httpx.AsyncClient:
    app = Starlette(routes=[pictures(Files(engine, make, lambda: START, None))])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{host}")


async def test_the_page_gets_the_picture(engine: Engine, kept: str) -> None:
    async with page(engine) as http:
        answer = await http.get(f"/api/files/{kept}")
    assert (answer.status_code, answer.content) == (200, b'{"words":"x"}')
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("digest", ["0" * 64, "x", "%00", "..%2f..", "%F0%9F%98%80"])
async def test_what_was_never_kept_is_not_there(engine: Engine, kept: str, digest: str) -> None:
    async with page(engine) as http:
        assert (await http.get(f"/api/files/{digest}")).status_code == 404


async def test_what_cannot_be_drawn_is_not_there(engine: Engine, kept: str) -> None:
    with transaction(engine) as db:
        db.execute(update(contents.contents).values(kind="hologram"))
    async with page(engine) as http:
        assert (await http.get(f"/api/files/{kept}")).status_code == 404


async def test_a_message_tells_the_page_what_it_encloses(simulator: Simulator) -> None:
    """By kind and digest only; what it is drawn from is not sent along."""
    stream = aiter(simulator.channel._listeners.listen())
    await anext(stream)
    reply = Reply(text="Xếp hạng").enclosing("card", Shown(words="secret"))
    await simulator.channel.send("P054", reply, 12)
    event = await anext(stream)
    assert reply.attachment is not None
    assert reply.attachment.digest in event
    assert "secret" not in event
    await simulator.channel.stop()
