"""When "none" is a zero: alone, or beside particles and what there is none of, and nothing else.

"Không có hộ nào ạ" is 0; "không đúng", "không có số", "no thanks" are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from locales.reading.tokens import Token

NEGATIONS = frozenset(("none", "not"))
"""A word that says "none" by itself, and one that only negates (không, no)."""

_ABOUT = frozenset(
    ("currency", "households", "noun", "percent", "points", "topic", "label", "nothing")
)
_POLITE = frozenset(("particle", "colon"))
_PAUSES = frozenset(",;.!،؛।")
_BEFORE_ONLY_NONE = frozenset(("lead",))
FREE = frozenset(("hi",))
"""Languages that put the negation behind what there is none of."""


def is_zero(tokens: Sequence[Token]) -> bool:
    """Whether the words, among which there is no number, can only mean 0."""
    polite = any(token.kind == "particle" for token in tokens)
    clauses = _clauses(tokens)
    said = [c for c in clauses if any(token.kind in NEGATIONS for token in c)]
    rest = {token.kind for c in clauses if c not in said for token in c}
    if not said or rest - _POLITE - {"call" if polite else "", "scene", "greeting", "cleared"}:
        return False
    return all(_clause(clause, polite=polite) for clause in said)


def _clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in _PAUSES:
            found.append([])
        else:
            found[-1].append(token)
    return [clause for clause in found if clause]


def _clause(tokens: Sequence[Token], *, polite: bool) -> bool:
    at = [i for i, token in enumerate(tokens) if token.kind in NEGATIONS]
    word = tokens[at[0]]
    if len(at) > 1 or len(word.text) == 1:
        return False
    harmless = _POLITE | ({"call"} if polite else set())
    before, after = harmless | {"scene", "greeting"}, harmless | _ABOUT
    if word.kind == "none":
        before, after = before | _ABOUT | _BEFORE_ONLY_NONE, after | {"scene", "thanks"}
    elif word.language in FREE or _named(tokens[: at[0]]):
        before |= _ABOUT
    if {token.kind for token in tokens[at[0] + 1 :]} & _ABOUT:
        after = after | {"scene"}
    if tokens[-1].kind == "have" and any(t.kind == "nothing" for t in tokens[at[0] + 1 :]):
        tokens = tokens[:-1]  # không hộ nào gửi
    first = {token.kind for token in tokens[: at[0]]}
    last = {token.kind for token in tokens[at[0] + 1 :]}
    return first <= before and last <= after


def _named(before: Sequence[Token]) -> bool:
    """Whether a name and a colon stand in front: "nợ quá hạn: không"."""
    return bool(before) and any(token.kind == "colon" for token in before)
