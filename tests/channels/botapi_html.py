"""Telegram's HTML, as strictly as its server reads it."""

from __future__ import annotations

import html
import re

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote"}
ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def parsed(text: str) -> str:
    """What is read of a text; ValueError as the server refuses it, with the whole message."""
    opened: list[str] = []
    read = []
    for piece in re.split(r"(<[^>]*>?)", text):
        if piece.startswith("<"):
            _tag(piece, opened)
            continue
        if "&" in ENTITY.sub("", piece) or ">" in piece:
            raise ValueError(f"can't parse entities: a bare & or > in {piece!r}")
        read.append(html.unescape(piece))
    if opened:
        raise ValueError(f"can't parse entities: <{opened[-1]}> is never closed")
    return "".join(read)


def _tag(piece: str, opened: list[str]) -> None:
    found = re.fullmatch(r"<(/?)([a-z-]+)>", piece)
    if found is None or found[2] not in TAGS:
        raise ValueError(f"can't parse entities: unsupported {piece!r}")
    if not found[1]:
        opened.append(found[2])
    elif not opened or opened.pop() != found[2]:
        raise ValueError(f"can't parse entities: unexpected {piece!r}")
