"""The marks in a line: what parts it, and what may stand within a number. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.line.rows import Row

_CHUNK = re.compile(r"[;|\t#*\\]|[^\s;|#*\\]+")
HARD = frozenset(";|\t#*\\")
_NUMBER = re.compile(
    r"[^\d.,]*(?:\d{1,3}(?:[.,'٬]\d{3})+(?:[.,٫]\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}"
    r"|\d+[.,٫]\d{1,3})[^\d.,]*(?:\d{1,3}[^\d.,]*)?"
)
"""One number with its unit, however its thousands and decimals are parted."""
_DAY_OR_SHARE = re.compile(r"[^\W\d]*\d+/\d+(?:/\d+)?")
_WORDS = re.compile(r"[^\s.]{2}\.[^\s.]{2}")
_DECIMALS = re.compile(r"\d{1,3}(?!\d)")
_GLUED = re.compile(r"[^\d\s,],(?=[^\s,])")
"""A comma that parts without a space: then any other may part too."""
_LEAST = 2
_MANY = 3
_EDGE = ",.:=!"


def marked(flat: str, row: Row) -> Iterator[tuple[int, int, str]]:
    """Words (start, end, "") and, as empty ones, the marks between them: "colon" or what parts."""
    for match in _CHUNK.finditer(flat, row.start, row.end):
        start, end = match.span()
        chunk = match[0]
        if chunk in HARD:
            yield start, start, chunk
            continue
        if not chunk.strip("-+~_=.,:/"):
            yield from _signs(start, end, chunk)
            continue
        while flat[start] in ",:=" and end - start > 1:
            yield start, start, "colon" if flat[start] in ":=" else ","
            start += 1
        tail = end
        while flat[tail - 1] in _EDGE and tail - start > 1:
            tail -= 1
        if flat[start] == "(" and flat[tail - 1] == ")" and tail - start > _LEAST:
            start, tail = start + 1, tail - 1
        yield from _split(flat, start, tail)
        for sign in flat[tail:end]:
            yield tail, tail, "colon" if sign in ":=" else "," if sign == "," else "."


def _signs(start: int, end: int, chunk: str) -> Iterator[tuple[int, int, str]]:
    if chunk.strip("_") == "" or chunk == "...":
        yield start, end, ""
    else:
        yield start, start, "colon" if chunk in (":", "=") else "," if "," in chunk else "-"


def _split(flat: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The parts of what was written without a space."""
    mark = _between(flat, start, end)
    at = start
    for part in re.split(f"([{re.escape(mark)}])", flat[start:end]) if mark else ():
        if part and part in mark:
            yield at, at, _sort(flat, at, start, end, part)
        elif part:
            yield from _split(flat, at, at + len(part))
        at += len(part)
    if not mark:
        yield start, end, ""


def _sort(flat: str, at: int, start: int, end: int, mark: str) -> str:
    """What a mark within a chunk does: "soft" where it may stand within a number."""
    if mark in ":=":
        return "colon"
    before, behind = flat[start:at], flat[at + 1 : end]
    inside = mark in ",." and before[-1:].isdecimal() and _DECIMALS.match(behind)
    return "soft" if inside else "," if mark == "," else "-"


def _between(flat: str, start: int, end: int) -> str:
    """The mark that parts a chunk, or the two that do; none where it is one word or one number."""
    chunk = flat[start:end]
    found = [mark for mark in ":=" if mark in chunk.strip(mark)]
    digits = any(map(str.isdecimal, chunk))
    slashes = digits or flat.count("/") >= _MANY
    found += ["/"] if "/" in chunk and slashes and not _DAY_OR_SHARE.fullmatch(chunk) else []
    found += [mark for mark in "-+" if digits and chunk.strip(mark).count(mark) > 1]
    found += ["_"] if re.search(r"_[^A-Za-z]|[^A-Za-z]_", chunk) else []
    if not digits:
        found += [","] if "," in chunk else ["."] if _WORDS.search(chunk) else []
    elif not _NUMBER.fullmatch(chunk) or ("," in chunk and _GLUED.search(flat)):
        marks = [mark for mark in ",." if mark in chunk]
        found += [mark for mark in marks if all(map(_one, chunk.split(mark)))] + ["".join(marks)]
    return found[0] if found else ""


def _one(part: str) -> bool:
    """Whether a part is one word, or one number."""
    return not ("," in part or "." in part) or _NUMBER.fullmatch(part) is not None
