"""How the figures of a line group their thousands: what several say, a short one says too. Pure.

"900,000" by itself may be 900 with decimals; beside "2,285,000,000" it cannot.
"""

from __future__ import annotations

import re

_LONG = r"(?<![\d.,])\d{1,3}(?:MARK\d{3}){2,}(?!\d|[.,]\d)"
_SHORT = r"(?<![\d.,])(\d{1,3})MARK(\d{3})(?!\d|[.,]\d)(?! ?(?!đ|vn[dđ]\b|dong\b)[^\W\d_])"
_BETWEEN = r"\dMARK\d"
_MARKS = [
    [re.compile(form.replace("MARK", mark), re.I) for form in (_LONG, _SHORT, _BETWEEN)]
    for mark in (",", r"\.")
]


def alike(text: str) -> str:
    """The text with an apostrophe, which only groups, in short figures that group as long ones do.

    Where the same mark stands between digits for something else too, nothing is changed.
    """
    for long, short, between in _MARKS:
        if long.search(text) and not between.search(short.sub("", long.sub("", text))):
            text = short.sub(r"\1'\2", text)
    return text
