"""The words of a line of votes: cases and choices in their order, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.tokens import Token, tokens

Choice = Literal["yes", "no", "blank"]
CHOICES: dict[str, Choice] = {"agree": "yes", "against": "no", "blank": "blank"}
Target = int | str
ALL, REST = "all", "rest"
LONGEST = 600
_NUMBER = re.compile(r"\d+")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_SILENT = frozenset(("break", "stop", "colon", "bracket", "slash", "dash", "and", "filler"))
_DIGITS, _WIDEST = 4, 200


@dataclass
class Said:
    """Groups in their order; `whole`: every word was understood."""

    targets: list[Target] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    groups: list[list[Target]] = field(default_factory=list)
    besides: bool = False
    whole: bool = True


def cut(text: str, language: str) -> list[Token]:
    """The words of a text; a number and a letter may stand together."""
    return tokens(_GLUED.sub(" ", clean(text)), _NUMBER, lexicon("vote", language))


def said_in(text: str, language: str) -> Said:
    """Groups of cases and choices, as they follow each other."""
    found, said = cut(text, language), Said()
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "lit":
            at += _take_numbers(said, found[at:])
            continue
        if token.kind in CHOICES:
            _add_choice(said, CHOICES[token.kind])
        elif token.kind in (ALL, REST):
            _add_targets(said, [token.kind])
        elif token.kind == "except":
            said.besides = True
        elif token.kind not in _SILENT:
            said.whole = False
        at += 1
    return said


def _take_numbers(said: Said, ahead: Sequence[Token]) -> int:
    """A number, or the range that begins with it; how many tokens that was."""
    first = _number(ahead[0])
    between = ahead[1].kind if len(ahead) > 2 else ""
    if between in ("dash", "until") and ahead[2].kind == "lit":
        last = _number(ahead[2])
        if first < last <= first + _WIDEST:
            _add_targets(said, list(range(first, last + 1)))
        else:
            _add_targets(said, [first, last])
            said.whole = False
        return 3
    _add_targets(said, [first])
    return 1


def _number(token: Token) -> int:
    return int(token.text[: _DIGITS + 1])


def _add_targets(said: Said, targets: Sequence[Target]) -> None:
    if said.order[-1:] != ["t"]:
        said.order.append("t")
        said.groups.append([])
    said.groups[-1] += targets


def _add_choice(said: Said, choice: Choice) -> None:
    if said.order[-1:] != ["c"]:
        said.order.append("c")
        said.choices.append(choice)
    elif said.choices[-1] != choice:
        said.whole = False
