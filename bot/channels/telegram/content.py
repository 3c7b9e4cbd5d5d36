"""What a message of Telegram is: something that a person sent, or the platform's own note.

Every field of the Bot API's Message stands here or in `ABOUT`; a test holds them against the API.
"""

from __future__ import annotations

from bot.channels.telegram.fields import Json, file, integer, own_id, part, sent
from storage.messages import Kind
from storage.sent import Sent

SENT: tuple[tuple[str, Kind], ...] = (
    ("text", "text"),
    ("contact", "contact"),
    ("photo", "photo"),
    ("live_photo", "photo"),
    ("sticker", "sticker"),
    ("animation", "file"),  # before `document`, which comes with it; no sticker: it says no yes
    ("voice", "voice"),
    ("audio", "voice"),
    ("video_note", "voice"),
    ("document", "file"),
    ("video", "file"),
    ("paid_media", "file"),
    ("rich_message", "other"),
    ("location", "other"),
    ("venue", "other"),
    ("poll", "other"),
    ("dice", "other"),
    ("game", "other"),
    ("story", "other"),
    ("checklist", "other"),
    ("invoice", "other"),
)
"""What people send, and what it is to us. Whatever is not here is the platform's own message (a
pinned one, a timer, a topic), also where a later version brings it: nobody waits for an answer."""

ABOUT = frozenset({
    "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat",
    "sender_boost_count", "sender_business_bot", "sender_tag", "receiver_user",
    "ephemeral_message_id", "date", "guest_query_id", "business_connection_id", "chat",
    "forward_origin", "is_topic_message", "is_automatic_forward", "reply_to_message",
    "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id",
    "reply_to_poll_option_id", "via_bot", "guest_bot_caller_user", "guest_bot_caller_chat",
    "edit_date", "has_protected_content", "is_from_offline", "is_paid_post", "media_group_id",
    "author_signature", "paid_star_count", "entities", "link_preview_options",
    "suggested_post_info", "effect_id", "caption", "caption_entities", "show_caption_above_media",
    "has_media_spoiler", "reply_markup",
})  # fmt: skip
"""Fields that any message may have beside what it is."""


def content(found: Json) -> tuple[Kind, str | None]:
    """What a message is, and the file that came with it."""
    if isinstance(found.get("text"), str):
        return "text", None
    sizes = found.get("photo")
    if isinstance(sizes, list) and sizes:
        return "photo", file(sizes[-1])  # the largest comes last
    others = ((kind, file(found[name])) for name, kind in SENT[1:] if name in found)
    return next(others, ("service", None))


def enclosed(found: Json) -> Sent | None:
    """The file that can be fetched: a photo in its largest size, which comes last; a document.

    What else is a file (a film) is named too: it is refused for what it is, not as no file.
    """
    sizes = found.get("photo")
    if isinstance(sizes, list) and sizes:
        return sent(sizes[-1])
    return next((sent(found[name]) for name in ("document", "video") if name in found), None)


def quoted(found: Json) -> Json:
    """What a message says it is about: the one it replies to, what of that, its album.

    In a topic every message "replies" to the note that opened it. Only a part that the writer
    picked out says anything; the platform adds parts of its own.
    """
    about, picked = part(found, "reply_to_message"), part(found, "quote")
    album, words = found.get("media_group_id"), picked.get("text")
    fields: Json = {"album": album if isinstance(album, str) else None}
    if integer(about.get("message_id")) is None or "forum_topic_created" in about:
        return fields
    manual = picked.get("is_manual") is True and isinstance(words, str)
    return {**fields, "refers_to": own_id(about), "quote": words if manual else None}
