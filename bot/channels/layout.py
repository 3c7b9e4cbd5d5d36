"""Fits a reply into what a platform takes: long texts are split, tags stay whole. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from storage.messages import Reply

_TOKEN = re.compile(r"</?[a-z]+>|&#?\w+;|.", re.DOTALL)
_TAG = re.compile(r"</?[a-z]+>")
_LAST_NUMBER = re.compile(r"\d+$")
_JOINER = "\u200d"


def messages(reply: Reply, units: int) -> list[Reply]:
    """The reply as messages of at most `units` UTF-16 units; what is to be tapped comes last.

    A reply with nothing to read is no message at all.
    """
    texts = split(reply.text, units)
    bare = [Reply(text=text) for text in texts[:-1]]
    return [*bare, *(reply.model_copy(update={"text": text}) for text in texts[-1:])]


def plain(reply: Reply, by_number: str, by_word: str) -> Reply:
    """The choices as part of the text, for a channel without buttons.

    A numbered list and the line `by_number`; where a number is an answer, the line `by_word` and
    the labels (those that differ in their digits only as one: "Sửa 1 … 9"). What belongs to a
    line of the text is not listed: the line's own number is its.
    """
    if not reply.choices:
        return reply
    others = [(n, one.label) for n, one in reply.numbered() if one.number is None]
    if reply.digits:
        labels = _merged([label for _, label in others])
        listed = f"{by_word} {' · '.join(map(html.escape, labels))}" if labels else ""
    else:
        rows = [f"{n}. {html.escape(label)}" for n, label in others]
        listed = "\n".join([*rows, by_number])
    return reply.model_copy(update={"text": f"{reply.text}\n\n{listed}"}) if listed else reply


def _merged(labels: Sequence[str]) -> list[str]:
    found: list[tuple[str, str]] = []
    for label in labels:
        numbers = _LAST_NUMBER.search(label)
        stem = label[: numbers.start()] if numbers else label
        if numbers and found and found[-1][0] == stem:
            found[-1] = stem, f"{found[-1][1].split(' … ')[0]} … {numbers[0]}"
        else:
            found.append((stem, label))
    return [label for _, label in found]


def split(text: str, units: int) -> list[str]:
    """Parts of at most `units` UTF-16 units as they are read (tags count nothing, `&amp;` one).

    Split at the last line end that fits, else at a space, else between two characters; a tag
    that is open there is closed and opened again in the next part. Blank parts are left out.
    """
    if width(text) <= units:
        return [text] if _readable(text) else []
    tokens: list[str] = _TOKEN.findall(text)
    parts, opened = [], list[str]()
    for piece in _pieces(tokens, units):
        start = "".join(opened)
        opened = _open_after(opened, piece)
        end = "".join(f"</{tag[1:]}" for tag in reversed(opened))
        parts.append(f"{start}{''.join(piece)}{end}")
    return [part for part in parts if _readable(part)]


def width(text: str) -> int:
    """UTF-16 units, which is how platforms count (an emoji outside the first plane is two)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown(text: str) -> str:
    """What is read of a text: without tags, entities as their characters."""
    return html.unescape(_TAG.sub("", text))


def _pieces(tokens: Sequence[str], units: int) -> Iterator[Sequence[str]]:
    start = 0
    while start < len(tokens):
        end = _full(tokens, start, units)
        if end < len(tokens):
            end = _break(tokens, start, end)
        yield tokens[start:end]
        start = end


def _full(tokens: Sequence[str], start: int, units: int) -> int:
    """Where the tokens from `start` on no longer fit; at least one is taken."""
    room = units
    for at in range(start, len(tokens)):
        room -= width(shown(tokens[at]))
        if room < 0:
            return max(at, start + 1)
    return len(tokens)


def _break(tokens: Sequence[str], start: int, end: int) -> int:
    """The best place to split, after `start` and not after `end`."""
    if tokens[end] in "\n ":
        return end  # it is left out at the edge of a message anyway
    for wanted in ("\n", " "):
        for at in range(end - 1, start, -1):
            if tokens[at] == wanted:
                return at + 1
    at = end
    while at > start and _sticks(tokens[at - 1], tokens[at]):
        at -= 1
    return at if at > start else end


def _sticks(left: str, right: str) -> bool:
    """Whether two characters are read as one: marks, joined emoji."""
    joined = _JOINER in (left, right)
    return joined or (len(right) == 1 and unicodedata.category(right) in ("Mn", "Mc", "Me", "Sk"))


def _open_after(opened: Sequence[str], piece: Sequence[str]) -> list[str]:
    found = list(opened)
    for token in piece:
        if len(token) > 2 and _TAG.fullmatch(token):
            if not token.startswith("</"):
                found.append(token)
            elif found:
                found.pop()
    return found


def _readable(text: str) -> bool:
    return bool(shown(text).strip())
