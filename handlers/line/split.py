"""A report in one line, cut into the answers that it holds. Pure; in doubt less is taken.

Positional first (`45 2285tr 0`), then by name, in any order (`nợ quá hạn 0, số hộ 45`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handlers.line import numbered
from handlers.line.corrected import corrected, without_retracted, without_sorry
from handlers.line.grades import Odd
from handlers.line.in_order import in_order
from handlers.line.labels import Pair, entries
from handlers.line.names import Names
from handlers.line.places import Placed, placed
from handlers.line.reading import Reading, Spent, mute
from handlers.line.remarked import before_remark
from handlers.line.runs import trimmed
from handlers.line.settled import Labelled, labelled
from handlers.line.ways import Piece
from handlers.line.words import OPEN, Line

_MOST_WORDS = 256
"""Twice what the longest form could hold, every question by its whole name."""

Found = tuple[str, str]
"""A code, and the words of its answer."""


@dataclass(frozen=True)
class Pieces:
    """`found`: answers in the order in which they are asked; `unsure`: those that are likely,
    and shown before they are taken; `left`: what was written and not taken; `named`: how many
    questions were named, `clear`: how many of them clearly answered; `topics`: how many more
    names or topics stand beside figures that are nobody's.
    """

    found: tuple[Found, ...] = ()
    unsure: tuple[Found, ...] = ()
    left: str = ""
    named: int = 0
    clear: int = 0
    topics: int = 0


def pieces(line: Line, asked: Sequence[str], names: Names, reading: Reading, odd: Odd) -> Pieces:
    """Cut a line. Of one that takes too much work nothing is found: then all of it is asked."""
    try:
        if len(line.words) <= _MOST_WORDS:
            line = without_retracted(line, reading)
            found = list(entries(line, names, reading))
            ordered = in_order(line, found, asked, reading)
            if ordered:
                return Pieces(ordered, named=len(ordered), clear=len(ordered))
            named = labelled(line, found, names, asked, reading)
            return _Cut(line, asked, named, reading, odd).pieces()
    except Spent:
        pass
    return Pieces(left=line.piece(0, len(line.words)))


class _Cut:
    def __init__(
        self, line: Line, asked: Sequence[str], named: Labelled, reading: Reading, odd: Odd
    ) -> None:
        self._line, self._asked, self._reading = line, asked, reading
        self._odd = odd
        self._named = named
        self._likelier: dict[str, str] = {}
        self._left: list[tuple[int, int]] = list(self._named.left)

    def pieces(self) -> Pieces:
        named = self._by_name()
        free, at_place = self._placed([code for code in self._asked if code not in self._said])
        found = {free[p.question]: self._line.piece(p.start, p.end) for p in at_place.certain}
        if at_place.none:
            found[free[at_place.none.question]] = "0"
        found = {code: text for code, text in found.items() if code not in self._named.doubted}
        named = {code: text for code, text in named.items() if not self._differs(code, text, found)}
        found = {
            code: text for code, text in found.items() if code in named or code not in self._said
        }
        unsure = {free[p.question]: self._line.piece(p.start, p.end) for p in at_place.unsure}
        unsure |= self._likelier
        gaps = _gaps(self._named.before, (*at_place.certain, *at_place.unsure))
        self._left += gaps
        last = max((piece.end for piece in at_place.certain), default=0)
        behind = [one for one in gaps if one[0] >= last]
        if any(word.figure for one in behind for word in self._line.words[slice(*one)]):
            found, unsure = {}, found | unsure  # a figure too many: it may be a part of any
        return Pieces(
            self._ordered(found | named),
            self._ordered(unsure),
            self._shown(),
            len(self._said),
            sum(self._reading.fit(code, text) == "sure" for code, text in named.items()),
            len(self._named.doubted - self._said) + self._topics(),
        )

    def _differs(self, code: str, text: str, found: Mapping[str, str]) -> bool:
        """Whether what is named is another value than the one at its place."""
        values = [self._reading.value(code, one) for one in (text, found.get(code, text))]
        return values[0] != values[1]

    def _placed(self, free: Sequence[str]) -> tuple[Sequence[str], Placed]:
        """Which questions the words before the first name may answer, and what they answer."""
        words = self._line.words[: self._named.before]
        whole = self._whole()
        if whole:
            return self._asked, whole
        if self._reading.takes_back(self._line, self._named.before):
            return free, Placed()
        if len({word.item for word in words} - {None}) > 1 and numbered.skipping(words):
            return free, numbered.placed(self._line, words, self._asked, free, self._reading)
        return free, placed(self._line, self._named.before, free, self._reading, self._odd)

    def _whole(self) -> Placed | None:
        """BC 45 … có. Xin lỗi, số hộ gửi 41: all is answered, and one of it is said again."""
        end = self._named.before
        end = without_sorry(self._line, end, self._reading)
        if not self._said or end < len(self._asked) or self._reading.takes_back(self._line, end):
            return None
        found = placed(self._line, end, self._asked, self._reading, self._odd)
        if len(found.certain) < len(self._asked):
            return None
        self._named = replace(self._named, before=end)
        return found

    def _by_name(self) -> dict[str, str]:
        """What stands with names; what is said twice, differently, is asked."""
        every: dict[str, list[Pair]] = {}
        for pair in self._named.pairs:
            if pair.code in self._asked:
                every.setdefault(pair.code, []).append(pair)
        self._said, self._likelier = set(every), {}
        found: dict[str, str] = {}
        for code, pairs in every.items():
            texts = [self._line.piece(pair.start, pair.end) for pair in pairs]
            fits = [self._fit(pair) for pair in pairs]
            same = len({repr(self._reading.value(code, text)) for text in texts}) == 1
            sure = [text for text, fit in zip(texts, fits, strict=True) if fit == "sure"]
            likely = self._likely(pairs[0], fits[0]) if len(pairs) == 1 else None
            if likely:
                self._likelier[code] = likely
            elif len(texts) == 1 and self._none(pairs[0]):
                found[code] = "0"
            elif len(sure) == 1 and fits.count("no") == len(pairs) - 1 > 0:
                found[code] = sure[0]  # "tiết kiệm 43 hộ, số dư TK 229tr": the other is asked
                self._left += [(p.start, p.end) for p in pairs if self._fit(p) == "no"]
            elif "no" in fits or (len(pairs) > 1 and not (same and fits[0] == "sure")):
                self._left += [(pair.start, pair.end) for pair in pairs]
            else:
                found[code] = texts[0]
        return found

    def _likely(self, pair: Pair, fit: str) -> str | None:
        """The answer that a name's words most likely hold, where they hold more than one."""
        again = corrected(self._line, pair, self._reading)
        if again or fit == "sure":
            return again
        return before_remark(self._line, pair, self._reading)

    def _fit(self, pair: Pair) -> str:
        fit = self._reading.fit(pair.code, self._line.piece(pair.start, pair.end))
        return "no" if fit == "sure" and pair.doubtful else fit

    def _topics(self) -> int:
        """Lãi 2 triệu: what is left and has a topic and a figure."""
        return sum(self._reading.topical(self._line.piece(*one)) for one in set(self._left))

    def _none(self, pair: Pair) -> bool:
        """NQH k: behind the name of an amount one letter says "none"."""
        text = self._line.piece(pair.start, pair.end)
        number = self._reading.kind(pair.code) != "yesno"
        return number and not pair.doubtful and self._reading.says_none(text)

    def _ordered(self, found: dict[str, str]) -> tuple[Found, ...]:
        return tuple((c, found[c]) for c in self._asked if c in found and found[c] != OPEN)

    def _shown(self) -> str:
        """What was not taken, as it was written, without courtesies."""
        parts = [trimmed(self._line, *one) for one in sorted(set(self._left))]
        texts = [self._line.piece(*part) for part in parts]
        return ", ".join(text for text in texts if not mute(text))


def _gaps(words: int, taken: Sequence[Piece]) -> list[tuple[int, int]]:
    """The words before `words` that were not taken, together where they stand together."""
    covered = {at for piece in taken for at in range(piece.start, piece.end)}
    found: list[tuple[int, int]] = []
    for at in range(words):
        if at in covered:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
