"""Files that people sent, as the Bot API hands them out: a place is asked for, then fetched."""

from __future__ import annotations

from aiohttp import web
from botapi_calls import Fault, Refusal

MOST = 20 * 2**20


class Downloads:
    """What people have sent, by the platform's id; `fetched`: whose places were asked, in order.

    `cut`: the line breaks before the last byte.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.places: dict[str, str] = {}
        self.silent_size = self.cut = False
        self.fetched: list[str] = []

    def put(self, ref: str, data: bytes, place: str | None = None) -> None:
        """Somebody has sent this; `place`: where the platform says that it is."""
        self.kept[ref] = data
        self.places[ref] = place or f"documents/{ref} ố.bin"

    def told(self, ref: str) -> dict[str, object]:
        """The answer to `getFile`."""
        if ref not in self.kept:
            raise Refusal(400, "Bad Request: invalid file_id")
        size = len(self.kept[ref])
        if size > MOST and not self.silent_size:
            raise Refusal(400, "Bad Request: file is too big")
        known = {} if self.silent_size else {"file_size": size}
        return {"file_id": ref, "file_unique_id": f"u{ref}", "file_path": self.places[ref], **known}

    async def serve(self, request: web.Request, fault: Fault | None) -> web.StreamResponse:
        """The bytes at a place, or how that goes wrong."""
        place = request.match_info["place"]
        ref = next((ref for ref, known in self.places.items() if known == place), None)
        self.fetched.append(ref or place)
        if fault is not None and fault.silent and request.transport is not None:
            request.transport.abort()
        if fault is not None:
            return web.Response(status=fault.status, headers=fault.parameters)
        if ref is None:
            return web.json_response({"ok": False, "error_code": 404}, status=404)
        answer = web.StreamResponse()
        if self.cut:
            answer.content_length = len(self.kept[ref]) + 1
        await answer.prepare(request)
        await answer.write(self.kept[ref])
        if self.cut and request.transport is not None:
            request.transport.abort()
        await answer.write_eof()
        return answer
