"""Which letters a font has: its table of characters, read as the format says."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

SEGMENTS, GROUPS = 4, 12


def letters(font: Path) -> frozenset[str]:
    """Every character to which the font gives a glyph of its own (glyph 0 is the missing one)."""
    data = font.read_bytes()
    start = next(where for tag, where in _tables(data) if tag == b"cmap")
    found: set[str] = set()
    for n in range(_short(data, start + 2)):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * n + 4)
        table = start + offset
        read = {SEGMENTS: _segments, GROUPS: _groups}.get(_short(data, table))
        if read is not None:
            found |= {chr(code) for code in read(data, table)}
    return frozenset(found)


def _tables(data: bytes) -> Iterator[tuple[bytes, int]]:
    for n in range(_short(data, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        yield tag, offset


def _segments(data: bytes, at: int) -> Iterator[int]:
    count = _short(data, at + 6) // 2
    ends, starts = at + 14, at + 16 + 2 * count
    deltas, ranges = starts + 2 * count, starts + 4 * count
    for n in range(count):
        first, last = _short(data, starts + 2 * n), _short(data, ends + 2 * n)
        delta, there = _short(data, deltas + 2 * n), _short(data, ranges + 2 * n)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code if not there else _short(data, ranges + 2 * n + there + 2 * (code - first))
            if glyph and (glyph + delta) % 0x10000:
                yield code


def _groups(data: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    for n in range(count):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * n)
        yield from (code for code in range(first, last + 1) if glyph + code - first)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
