"""The name of a question in front of its answer: "dư nợ: 2285tr", "savings balance 229m"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from locales.fold import fold
from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.tokens import NUMBER, Token, tokens

_NAMING = frozenset(("label", "topic"))
_TAKING_BACK = frozenset(("fix", "slip"))
_SHORT = 80


def takes_back(text: str, language: str) -> bool:
    """Whether a figure is written in place of the one before it: "à nhầm, 46"."""
    return _short(text, language) if len(text) <= _SHORT else _takes_back(text, language)


@lru_cache(1024)
def _short(text: str, language: str) -> bool:
    """Of a line the same few words are asked about again and again."""
    return _takes_back(text, language)


def _takes_back(text: str, language: str) -> bool:
    found = tokens(clean(text), NUMBER, lexicon("number", language))
    return any(token.kind in _TAKING_BACK for token in found)


def names_topic(text: str, language: str) -> bool:
    """Whether a text names what some question is about: lãi, interest, ब्याज."""
    found = tokens(clean(text), NUMBER, lexicon("number", language))
    return any(token.kind in _NAMING for token in found)


@dataclass(frozen=True)
class Labels:
    """The folded names of the question that is answered, and those of the other questions."""

    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def without_own(self, cleaned: str) -> str:
        """The answer behind the question's own name, where it begins with one."""
        words = cleaned.split()
        folded = [fold(word) for word in words]
        for n in range(len(words) - 1, 0, -1):
            if " ".join(filter(None, folded[:n])) in self.own:
                return " ".join(words[n:]).lstrip(":=- ") or cleaned
        return cleaned

    def elsewhere(self, cleaned: str, language: str) -> bool:
        """Whether a name in the answer may be another question's."""
        found = tokens(cleaned, NUMBER, lexicon("number", language))
        named = (t for t in found if t.kind in _NAMING or self._counts_others(t))
        return any(not self._mine(fold(t.text)) for t in named)

    def _counts_others(self, token: Token) -> bool:
        """42 hộ gửi, where those with a loan are asked for; "42 hộ" counts whatever is asked."""
        several = token.kind == "households" and " " in token.text
        return several and fold(token.text) in self.others - self.own

    def _mine(self, name: str) -> bool:
        if name in self.own or name in self.others:
            return name in self.own
        words = set(name.split())
        return any(words <= set(own.split()) for own in self.own)
