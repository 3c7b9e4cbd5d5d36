"""Invitation codes as text: made, hashed, and found again in what people write.

A code is 12 of 27 letters and digits: 57 bits.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
"""Without what sounds or looks alike: 0 O, 1 I L, and S Z B U for 5 2 8 V."""

MISREAD = str.maketrans("SZBU", "528V")
LENGTH, PART = 12, 4
_DASH = r"[-\u2010-\u2015]"
_LINK = re.compile(r"[?&]START=([A-Z0-9_-]+)")
_DASHED = re.compile(rf"(?<!\w){_DASH.join([r'[A-Z0-9]{4}'] * 3)}(?!\w)")
_RUN = re.compile(r"(?<!\w)[A-Z0-9]{12}(?!\w)")
_PARTED = re.compile(r"(?<!\w)(?:[A-Z0-9]{4}\s+){2}[A-Z0-9]{4}(?!\w)")
_LONGEST = 1000


def new() -> str:
    """A code as it is read aloud: `K7QM-3TXP-9HWD`."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(code[i : i + PART] for i in range(0, LENGTH, PART))


def hashed(code: str) -> str:
    """What is kept of a code. Plain SHA-256: a random code of 57 bits needs no slow hash."""
    return hashlib.sha256(normal(code).encode()).hexdigest()


def found(text: str) -> str | None:
    """The code in a stranger's words: alone, in a link, in a sentence, with blanks for hyphens.

    In a sentence twelve letters without a digit are words, unless hyphens make them a code.
    """
    said = _latin(text[:_LONGEST])
    link = _LINK.search(said)
    if link:
        return link[1]
    if _like_one(said) and (_digit(said) or len(said.split()) in (1, 3)):
        return said
    for pattern in (_DASHED, _RUN, _PARTED):
        for match in pattern.finditer(said):
            if _like_one(match[0]) and (pattern is _DASHED or _digit(match[0])):
                return match[0]
    return None


def alone(text: str) -> str | None:
    """The code, where a message is nothing else and cannot be meant otherwise: link or hyphens."""
    if "-" not in text or " " in text.strip() or len(text) > _LONGEST:
        return None
    said = _latin(text).strip()
    link = _LINK.search(said)
    code = link[1] if link else said
    return code if _DASHED.fullmatch(code) and _like_one(code) else None


def closing(text: str) -> bool:
    """Whether a message is nothing but a code of four groups, as a sitting is closed with."""
    code = normal(text[:_LONGEST])
    said = len(code) == LENGTH + PART and set(code) <= set(ALPHABET)
    return said and _digit(text) and len(text.replace("-", " ").split()) in (1, 4)


def _like_one(text: str) -> bool:
    code = normal(text)
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


def _digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _latin(text: str) -> str:
    """Capitals, and digits of any script as ours."""
    said = unicodedata.normalize("NFKC", text).upper()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in said)


def normal(code: str) -> str:
    """What a hurried person types as it was made: of any case, with spaces, any digits."""
    return "".join(c for c in _latin(code) if c.isalnum()).translate(MISREAD)
