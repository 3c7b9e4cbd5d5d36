"""Names of units as people write them: without tone marks, case, and the words for their kind.

"Phường Tân Ninh", "tan ninh" and "ward Tan Ninh" are the same; so are "Tổ TK&VV ấp/khu phố Mẫu 1"
and "mẫu 1". Those words are left out at the beginning only, and never all there is.
"""

from __future__ import annotations

import re
from functools import cache

from locales.fold import fold
from locales.tables import languages, table

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 7


def plain(name: str) -> str:
    """The name folded, without the words for a kind before it: stored names are looked up by it.

    Stored with the unit: whoever changes those words folds the stored names anew.
    """
    return read(name)[1]


def read(said: str) -> tuple[str | None, str]:
    """The kind of unit that the first words name, if they do, and what is left."""
    words = fold(said).split()
    taken, kind = _leading(words)
    return kind, " ".join(words[taken:])


def short(name: str) -> str:
    """The name without those words, as it is written otherwise."""
    taken, _ = _leading(fold(name).split())
    for word in _WORD.finditer(name):
        if taken <= 0:
            return name[word.start() :]
        taken -= len(fold(word[0]).split())
    return name


@cache
def words(kind: str) -> frozenset[str]:
    """The words for a kind of unit, folded, in every language; none where there are none."""
    listed = (table(code)["kind"].get(kind, ()) for code in languages())
    return frozenset(fold(word) for some in listed for word in some)


def bare(words: list[str]) -> list[str]:
    """The words without those of a list ("of", "của") that say nothing by themselves in front."""
    at = next((n for n, word in enumerate(words) if fold(word) not in _listed("place")), len(words))
    return words[at:]


def without(words: list[str], kind: str) -> list[str]:
    """The words without those of a list ("official") that stand last, in any language."""
    for at in range(max(0, len(words) - _LONGEST), len(words)):
        if fold(" ".join(words[at:])) in _listed(kind):
            return words[:at]
    return words


def _leading(words: list[str]) -> tuple[int, str | None]:
    """How many of the first words say of what kind it is, and the first kind they name."""
    taken, kind = 0, None
    while found := _next(words, taken):
        kind = kind or _kinds()[" ".join(words[taken:found])]
        taken = found
    return taken, kind


def _next(words: list[str], taken: int) -> int:
    """Where the next words for a kind end; 0 where none follow, or nothing would be left."""
    for end in range(min(len(words) - 1, taken + _LONGEST), taken, -1):
        if " ".join(words[taken:end]) in _kinds():
            return end
    return 0


@cache
def _kinds() -> dict[str, str | None]:
    """By word: the kind of unit; `None` for what only stands before a name."""
    found: dict[str, str | None] = dict.fromkeys(_listed("place"))
    named = dict.fromkeys(kind for code in languages() for kind in table(code)["kind"])
    return found | {word: kind for kind in named for word in words(kind)}


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in table(code)["unit"][kind])
