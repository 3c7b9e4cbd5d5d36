"""Rules: small expressions of a movement's file over what is known of a report.

They are Python's own, of a few allowed parts. A rule that names something not known does not
apply.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from types import CodeType
from typing import Any, Literal

Kind = Literal["refuse", "confirm", "explain"]
Amount = tuple[str, int | Fraction]
"""The name of a kind of question, and a number."""


_ALLOWED = (
    ast.Expression, ast.Name, ast.Load, ast.Constant, ast.Call, ast.BoolOp, ast.And, ast.Or,
    ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip
ROSTER = ("households", "quarter", "first_day", "last_day")
"""What the roster and the calendar say as `register_…`, whatever the movement."""
_FUNCTIONS: dict[str, Any] = {"__builtins__": {}, "abs": abs}
_LONGEST = 500


@dataclass(frozen=True)
class Expression:
    """An expression, compiled once; its numbers are whole, or exact shares: nothing is rounded."""

    text: str
    code: CodeType = field(compare=False, repr=False)
    names: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=1024)
    def parse(text: str) -> Expression:
        """Compile it; ValueError if it is none, or does more than compare whole numbers."""
        if len(text) > _LONGEST:
            raise ValueError(f"longer than {_LONGEST} characters: {text[:40]!r}...")
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except (SyntaxError, ValueError) as error:
            raise ValueError(f"cannot be read: {text!r} ({error})") from None
        names: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) is not int:
                raise ValueError(f"only whole numbers: {text!r}")
            if not _known(node):
                said = ast.unparse(node) if isinstance(node, ast.expr) else type(node).__name__
                raise ValueError(f"not allowed in a rule: {said} (in {text!r})")
            if isinstance(node, ast.Name) and node.id != "abs":
                names.add(node.id)
        return Expression(text, compile(tree, "<rule>", "eval"), frozenset(names))

    def holds(self, names: Mapping[str, int | Fraction]) -> bool:
        """Whether it is true; false where it names something not known."""
        if not self.names <= names.keys():
            return False
        try:
            # Only what `_ALLOWED` lists was compiled: sums and comparisons of whole numbers.
            return bool(eval(self.code, _FUNCTIONS, {**names}))  # noqa: S307
        except ZeroDivisionError:
            return False


def _known(node: ast.AST) -> bool:
    """Sums, products and comparisons of names and whole numbers, and `abs` of one of them."""
    if isinstance(node, ast.Call):
        called = isinstance(node.func, ast.Name) and node.func.id == "abs"
        return called and len(node.args) == 1 and not node.keywords
    return isinstance(node, _ALLOWED)


@dataclass(frozen=True)
class Known:
    """What a rule may look at.

    `values`: this report so far (None: "not known"); `last`: the period before; `figures`: the
    office's of this period; `register`: what the roster, the calendar and earlier reports say.
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
