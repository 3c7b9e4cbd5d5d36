"""Telegram updates of every kind, as people, other bots and the platform might send them."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

SAYS = [
    "/report", "/review", "/standings", "/why", "/help", "/language ar", "/language vi", "/cancel",
    "/start", "/start ABC", "/standings subscribe weekly", "/standings province 2 official",
    "/report groups", "/report 9900001 head-month 2026-11", "/report 9900001 x y", "/report 25459",
    "/why 9900002", "/why x", "có", "không", "đúng", "45", "2285tr", "0", "3", "12,4tr", "-5", "x",
    "chưa rõ", "vẫn vậy", "lùi", "bỏ qua", "sửa 3", "discard", "=7", "=" + "9" * 40, "9" * 60,
    "🙂", "", " ", "\n", "<b>x</b> & {name} %s", "٣٥", "१२ लाख", "\u200f45\u200f", "a" * 4096,
    "accept", "return", "later", "all", "1", "9", "Khác sổ", "yes", "no", "/", "//", "/report@bot",
    "\x00", "\ud83d", "12tr5", "2 tỷ 3", "khoảng 900k", "như tháng trước", "12.5", "1.500", "huỷ",
]  # fmt: skip
MEDIA: dict[str, Any] = {
    "photo": [{"file_id": "p", "width": 1, "height": 1}], "voice": {"file_id": "v"},
    "sticker": {"file_id": "s", "emoji": "👍"}, "document": {"file_id": "d"},
    "video_note": {"file_id": "n"}, "location": {"latitude": 1, "longitude": 2},
    "poll": {"id": "1"}, "dice": {"value": 3}, "new_chat_title": "x", "story": {},
    "contact": {"phone_number": "0900", "user_id": 1}, "photos": 7, "text": 7,
}  # fmt: skip
BROKEN: list[Any] = [
    {}, [], None, 7, "text", {"message": None}, {"message": {"chat": {}}}, {"poll": {"id": "1"}},
    {"message": {"chat": {"id": "x"}}}, {"callback_query": {"id": "1", "data": "1.0"}},
    {"message": {"chat": {"id": 10**30, "type": "private"}}},
]  # fmt: skip


class Crowd:
    """People who do anything; `numbers` are the messages that may be edited."""

    def __init__(self, dice: random.Random, chats: int) -> None:
        self.dice, self.chats, self.count = dice, chats, 0

    def update(self, now: datetime, newest: int) -> dict[str, Any] | Any:
        """Somebody's next update; `newest` is the last row that was queued."""
        self.count += 1
        dice, chat = self.dice, self.dice.randrange(1, self.chats + 1)
        roll = dice.random()
        if roll < 0.02:
            broken = dice.choice(BROKEN)
            return {"update_id": self.count, **broken} if isinstance(broken, dict) else broken
        return {"update_id": self.count, **self._readable(roll, chat, now, newest)}

    def _readable(self, roll: float, chat: int, now: datetime, newest: int) -> dict[str, Any]:
        dice = self.dice
        said = {**self._message(chat, now), "text": dice.choice(SAYS)}
        if roll < 0.55:
            return {"message": said}
        if roll < 0.78:
            row = max(1, newest - dice.choice((0, 0, 0, 1, 2, 5, 40)))
            data = dice.choice((f"{row}.{dice.randrange(6)}", f"{row}.0", "x", "9.9.9", "1.1"))
            query = {"id": "q", "from": said["from"], "data": data, "message": said}
            return {"callback_query": query}
        if roll < 0.84:
            number = max(1, self.count - dice.randrange(60))
            return {"edited_message": {**said, "message_id": number, "edit_date": said["date"]}}
        if roll < 0.88:
            return {"message": {**said, "forward_origin": {"type": "user"}}}
        if roll < 0.90:
            member = {"status": dice.choice(("kicked", "member"))}
            return {"my_chat_member": {**self._message(chat, now), "new_chat_member": member}}
        if roll < 0.92:
            kind = dice.choice(("channel_post", "message_reaction", "chat_join_request"))
            return {kind: said}
        name = dice.choice(list(MEDIA))
        return {"message": {**self._message(chat, now), name: MEDIA[name], "caption": said["text"]}}

    def _message(self, chat: int, now: datetime) -> dict[str, Any]:
        group = self.dice.random() < 0.03
        language = self.dice.choice(("vi", "en", "hi", "ar", "xx", 7))
        return {
            "message_id": self.count,
            "from": {"id": chat, "is_bot": False, "first_name": "M", "language_code": language},
            "chat": {"id": -chat, "type": "group"} if group else {"id": chat, "type": "private"},
            "date": int(now.timestamp()),
        }
