"""Guards: of the addresses that come from outside only the platform's own are ever asked, over
https, wherever they lead on to; and no log and no error tells one."""

from __future__ import annotations

import gzip

import pytest
from structlog.testing import capture_logs
from yarl import URL
from zalo_server import ZaloApi

from bot.channels.base import FetchError
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.client import OFFICIAL
from bot.channels.zalo.downloads import own_place

MOST = 20 * 2**20
SECRET = "a1b2c3-who-has-it-sees-it"

OWN = [
    "https://photo-stal-1.zdn.vn/x.jpg?sig=a%2Bb", "https://f7-zpcloud.zdn.vn/1/2.jpg",
    "https://zdn.vn/x", "https://ZDN.vn/x", "https://res.zadn.vn/x",
    "https://bot-api.zaloplatforms.com/file/x", "https://photo.zalo.me:443/x",
]  # fmt: skip
FOREIGN = [
    "http://photo-stal-1.zdn.vn/x.jpg", "https://photo.zdn.vn:8443/x", "https://evilzdn.vn/x",
    "https://zdn.vn.evil.example/x", "https://zdn.vn@evil.example/x", "https://u:p@photo.zdn.vn/x",
    "https://evil.example/#.zdn.vn", "https://evil.example\\.zdn.vn/x", "https://127.0.0.1/x",
    "https://[::1]/x", "http://169.254.169.254/latest/meta-data", "https://localhost/x",
    "file:///etc/passwd", "ftp://photo.zdn.vn/x", "//photo.zdn.vn/x", "photo.zdn.vn/x", "", "x",
    "https://", "https://photo.zdn.vn./x", "data:image/png;base64,AAAA", "http://[::1", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("address", OWN)
def test_the_platforms_own_places(address: str) -> None:
    assert own_place(address, URL(OFFICIAL)) == URL(address)


@pytest.mark.parametrize("address", FOREIGN)
def test_all_others_are_not(address: str) -> None:
    assert isinstance(own_place(address, URL(OFFICIAL)), str)


async def failed(channel: ZaloChannel, address: str) -> FetchError:
    with capture_logs() as lines, pytest.raises(FetchError) as told:
        await channel.fetch(address)
    assert SECRET not in f"{told.value!r} {told.value.why} {lines}"
    assert told.value.__cause__ is None
    return told.value


def at(zalo: ZaloApi, name: str) -> str:
    return f"{zalo.url}/photos/{name}"


async def test_the_bytes_are_those_that_were_sent(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    zalo.photos["p"] = (200, {}, b"\xff\xd8" * (MOST // 2))
    assert await zalo_channel.fetch(at(zalo, "p")) == zalo.photos["p"][2]


async def test_nothing_over_the_limit_is_fetched(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    zalo.photos[SECRET] = (200, {}, b"x" * (MOST + 1))
    assert (await failed(zalo_channel, at(zalo, SECRET))).kind == "large"


async def test_nor_what_unpacks_to_more(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    packed = gzip.compress(bytes(50 * 2**20))
    zalo.photos[SECRET] = (200, {"Content-Encoding": "gzip"}, packed)
    assert (await failed(zalo_channel, at(zalo, SECRET))).kind == "large"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(0, "retry"), (500, "retry"), (503, "retry"), (429, "retry"), (408, "retry"),
     (404, "gone"), (403, "gone"), (410, "gone"), (206, "gone"), (304, "gone")],
)  # fmt: skip
async def test_what_hinders_is_told_apart(
    zalo: ZaloApi, zalo_channel: ZaloChannel, status: int, kind: str
) -> None:
    zalo.photos[SECRET] = (status, {}, b"" if status == 304 else b"x")
    assert (await failed(zalo_channel, at(zalo, SECRET))).kind == kind


async def test_it_may_lead_on_below_its_own_roof(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    zalo.photos["p"] = (302, {"Location": "/photos/q"}, b"")
    zalo.photos["q"] = (200, {}, b"\xff\xd8")
    assert await zalo_channel.fetch(at(zalo, "p")) == b"\xff\xd8"


async def test_but_not_for_ever(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    zalo.photos["p"] = (302, {"Location": "/photos/p"}, b"")
    assert (await failed(zalo_channel, at(zalo, "p"))).kind == "gone"
    assert len(zalo.seen) == 4


async def test_and_not_elsewhere(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    async with ZaloApi() as neighbour:
        neighbour.photos[SECRET] = (200, {}, b"secrets of this network")
        zalo.photos["p"] = (302, {"Location": at(neighbour, SECRET)}, b"")
        error = await failed(zalo_channel, at(zalo, "p"))
        assert (await failed(zalo_channel, at(neighbour, SECRET))).kind == error.kind == "gone"
        assert neighbour.seen == []


async def test_the_log_names_the_host_that_was_refused(zalo_channel: ZaloChannel) -> None:
    with capture_logs() as lines, pytest.raises(FetchError):
        await zalo_channel.fetch(f"https://photos.example/{SECRET}")
    assert [line["host"] for line in lines] == ["photos.example"]
    assert SECRET not in str(lines)
