"""Rules: small expressions of a movement's file over what is known of a report.

`simpleeval` evaluates them. A rule that names something not known does not apply.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from simpleeval import NameNotDefined, SimpleEval

Kind = Literal["refuse", "confirm", "explain"]
Amount = tuple[str, int | Fraction]
"""A unit (VND, households, count, yesno, points, percent) and a number."""


_FUNCTIONS = {"abs": abs}


@dataclass(frozen=True)
class Expression:
    """An expression, parsed once; numbers are integers, so nothing is rounded."""

    text: str
    parsed: Any = field(compare=False, repr=False)
    names: frozenset[str] = frozenset()

    @staticmethod
    def parse(text: str) -> Expression:
        """Parse it; ValueError if it is none."""
        try:
            tree = ast.parse(text, mode="eval")
        except SyntaxError as error:
            raise ValueError(f"cannot be read: {text!r} ({error.msg})") from None
        nodes = list(ast.walk(tree))
        if any(isinstance(node, ast.Constant) and isinstance(node.value, float) for node in nodes):
            raise ValueError(f"only whole numbers: {text!r}")
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        return Expression(text, SimpleEval.parse(text), frozenset(names - _FUNCTIONS.keys()))

    def holds(self, names: Mapping[str, int]) -> bool:
        """Whether it is true; false where it names something not known."""
        if not self.names <= names.keys():
            return False
        try:
            evaluator = SimpleEval(functions=_FUNCTIONS, names=dict(names))
            return bool(evaluator.eval(self.text, previously_parsed=self.parsed))
        except (NameNotDefined, ZeroDivisionError):
            return False


@dataclass(frozen=True)
class Known:
    """What a rule may look at.

    `values`: this report so far (None: "not known"); `last`: the period before; `figures`: the
    office's of this period; `register`: what the roster and earlier reports say (households,
    borrowers, groups_open, difficulties_open, violations_open, quarter).
    """

    values: Mapping[str, int | None]
    last: Mapping[str, int]
    figures: Mapping[str, int]
    register: Mapping[str, int]

    def names(self, code: str) -> dict[str, int]:
        """Everything by the names that expressions use, seen from one indicator."""
        found = {f"register_{key}": number for key, number in self.register.items()}
        found |= {f"last_{key}": number for key, number in self.last.items()}
        found |= {key: number for key, number in self.values.items() if number is not None}
        if code in self.last:
            found["last"] = self.last[code]
        if code in self.figures:
            found["office"] = self.figures[code]
        return found


@dataclass(frozen=True)
class Rule:
    """When the expression holds, the sentence is said."""

    kind: Kind
    when: Expression
    say: str


@dataclass(frozen=True)
class Finding:
    """What a rule found: a Vietnamese sentence with {fields}, and the amounts for them."""

    kind: Kind
    say: str
    fields: Mapping[str, Amount]
