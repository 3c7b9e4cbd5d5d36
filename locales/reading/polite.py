"""When a polite yes is none: beside thanks or a greeting, or behind the one whom it honours."""

from __future__ import annotations

from collections.abc import Sequence

from locales.reading.tokens import Token

_MEETING = frozenset(("thanks", "greeting"))
_SAID_TO = frozenset(("particle", "call"))


def only_polite(found: Sequence[Token]) -> bool:
    """Dạ cảm ơn, नमस्ते जी, सर जी: nothing is agreed to; "जी सर" is a yes."""
    kinds = [token.kind for token in found]
    if "soft_yes" not in kinds or "yes" in kinds or "no" in kinds:
        return False
    before = set(kinds[: kinds.index("soft_yes")])
    return bool(_MEETING & set(kinds) or _SAID_TO & before)
