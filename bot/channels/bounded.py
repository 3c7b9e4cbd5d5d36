"""A platform's answer, read in pieces and no further than a limit: not all that answers is it."""

from __future__ import annotations

import aiohttp

MIB = 2**20
_HEAD = 4096


class TooLarge(Exception):
    """The answer goes on beyond the limit; `head` is how it begins."""

    def __init__(self, head: bytes) -> None:
        super().__init__("answer too large")
        self.head = head


async def body(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """The whole body as it was before it was compressed; TooLarge beyond `most` bytes.

    aiohttp unpacks as much as is read, so that a small answer that unpacks to gigabytes costs no
    more than the limit. The rest of it is never read.
    """
    found = bytearray()
    async for piece in answer.content.iter_any():
        found += piece
        if len(found) > most:
            answer.close()
            raise TooLarge(bytes(found[:_HEAD]))
    return bytes(found)
