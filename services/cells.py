"""Cells of tables that a spreadsheet may open: text stays text, whatever it begins with."""

from __future__ import annotations

import re

_UNSEEN = "\\s'\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What may stand before a sign unseen: blanks, marks of direction, and our own apostrophe."""

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""The signs with which a formula begins, also in their full and small forms."""

_FORMULA = re.compile(f"'*[\\t\\r\\n]|[{_UNSEEN}]*[{_SIGNS}]")


def harmless(text: str) -> str:
    """The text behind an apostrophe, if a spreadsheet would take it for a formula.

    A text that has the apostrophe already gets another one, so that taking one away where what
    follows would be a formula gives every text back as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text
