"""Guards: a file of the page's is kept until it is fetched, no larger than one may be; no other
page can put one there, and what is gone is said to be."""

from __future__ import annotations

from uuid import uuid4

import httpx
import pytest
from simulated import Simulator

from bot.channels.base import FetchError
from bot.demo.simulator.uploads import BYTES, MOST
from storage.sent import LARGEST


async def put(simulator: Simulator, data: bytes, ref: str = "", **headers: str) -> httpx.Response:
    given = {"content-type": BYTES, **headers}
    return await simulator.http.post(f"/api/files/{ref or uuid4()}", content=data, headers=given)


async def test_what_was_put_there_is_fetched(simulator: Simulator) -> None:
    ref = str(uuid4())
    for _ in range(2):
        assert (await put(simulator, b"%PDF-\0\xff", ref)).status_code == 200
        assert await simulator.channel.fetch(ref) == b"%PDF-\0\xff"


@pytest.mark.parametrize(("size", "status"), [(0, 400), (1, 200), (LARGEST, 200),
                                              (LARGEST + 1, 413)])  # fmt: skip
async def test_its_size_has_a_limit(simulator: Simulator, size: int, status: int) -> None:
    assert (await put(simulator, b"x" * size)).status_code == status


async def test_what_came_first_goes_first(simulator: Simulator) -> None:
    refs = [str(uuid4()) for _ in range(MOST // LARGEST + 1)]
    for ref in refs:
        await put(simulator, bytes(LARGEST), ref)
    with pytest.raises(FetchError) as told:
        await simulator.channel.fetch(refs[0])
    assert told.value.kind == "gone"
    for ref in refs[1:]:
        assert len(await simulator.channel.fetch(ref)) == LARGEST


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"origin": "http://evil.example"}, 403), ({"host": "evil.example"}, 403),
     ({"sec-fetch-site": "cross-site"}, 403), ({"content-type": "text/plain"}, 415),
     ({"content-type": "multipart/form-data"}, 415), ({"content-type": "application/json"}, 415)],
)  # fmt: skip
async def test_another_page_puts_nothing_there(
    simulator: Simulator, headers: dict[str, str], status: int
) -> None:
    ref = str(uuid4())
    assert (await put(simulator, b"%PDF-", ref, **headers)).status_code == status
    with pytest.raises(FetchError):
        await simulator.channel.fetch(ref)


async def test_its_name_is_one_that_nobody_guesses(simulator: Simulator) -> None:
    assert (await put(simulator, b"%PDF-", "a.pdf")).status_code == 404


async def test_a_phone_shows_what_it_sent(simulator: Simulator) -> None:
    file = {"ref": str(uuid4()), "name": "Tờ trình.pdf", "media": "application/pdf", "size": 9}
    answer = await simulator.write(kind="file", file=file, text="đây")
    shown = answer.json()["message"]
    assert (shown["kind"], shown["name"], shown["text"]) == ("file", "Tờ trình.pdf", "đây")
