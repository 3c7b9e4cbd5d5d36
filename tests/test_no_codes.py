"""Guards: a movement is a file. No program text names a level, list, card, form, indicator, measure
or tie of a built-in movement, so that another one works as well."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.rights import RIGHTS
from scoring.loading import available, builtin
from scoring.movement import Movement

ROOT = Path(__file__).parents[1]
PACKAGES = ("handlers", "scheduler", "storage", "locales", "bot", "services", "scoring")
EXCEPTIONS = {
    "bot/demo": "the demo's own organisation and figures",
    "services/roster": "the import's own columns",
    "services/figures/rows.py": "the levels whose figures a bank imports",
    "storage/migrations": "what was once the only movement",
}
"""Folders and files that may name codes, and why."""
OF_KINDS = {
    "kind",
    "level",
    "levels",
    "ancestor",
    "above",
    "below",
    "parent",
    "directly",
    "root",
    "all_of",
    "count_here",
    "gone",
    "kinds_here",
    "within",
    "KINDS",
    "LEVELS",
}
"""Beside these a word that is a role as well ("office") is meant as a kind of unit."""
OUR_OWN = {
    "handlers/consent.py": {"borrowers"},  # people, in a sentence
    "handlers/report/choice.py": {"groups"},  # `/report groups`: what buttons have always said
    "handlers/report/dialogue.py": {"groups"},
    "handlers/whose.py": {"group"},  # in a sentence
    "bot/commands/figures.py": {"LOAN_OUT"},  # an example, in a sentence
    "services/figures/columns.py": {"LOAN_OUT"},
    "services/figures/file.py": {"LOAN_OUT"},
}
"""By file: words that only look like a code, and stand for something else there."""
_WORD = re.compile(r"[\w-]+")
Found = tuple[int, str]


def codes(movement: Movement) -> frozenset[str]:
    """Every code that the file gives a meaning."""
    cards = movement.cards.values()
    return frozenset(
        {*movement.levels, *movement.leagues, *movement.cards, *movement.forms,
         *movement.indicators, *movement.derived, *movement.families,
         *(item.code for card in cards for item in card.items),
         *(one.code for one in movement.registers)}
    )  # fmt: skip


CODES = frozenset(code for name in available() for code in codes(builtin(name)))
ROLES = frozenset(RIGHTS)


def named(tree: ast.AST, known: frozenset[str]) -> Iterator[Found]:
    """The codes in a text's constants; a role's name only where it is meant as a kind of unit."""
    told = {id(node) for one in ast.walk(tree) for node in _documentation(one)}
    kinds = {id(node) for one in ast.walk(tree) for node in _as_kinds(one)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) in told:
            continue
        for word in {node.value, *_WORD.findall(node.value)} & known:
            if word not in ROLES or id(node) in kinds:
                yield node.lineno, word


def _documentation(node: ast.AST) -> Iterator[ast.AST]:
    """Texts that stand alone: docstrings, and what explains a constant."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _as_kinds(node: ast.AST) -> Iterator[ast.AST]:
    """What is compared with a kind, given to what asks for one, or listed as one."""
    if isinstance(node, ast.Compare) and _speaks_of(node.left, *node.comparators):
        yield from ast.walk(node)
    if isinstance(node, ast.Call) and _speaks_of(node.func):
        for given in (*node.args, *node.keywords):
            yield from ast.walk(given)
    if isinstance(node, ast.keyword) and node.arg in OF_KINDS:
        yield from ast.walk(node.value)
    if isinstance(node, ast.Assign) and _speaks_of(*node.targets):
        yield from ast.walk(node.value)


def _speaks_of(*nodes: ast.AST) -> bool:
    names = (getattr(node, "attr", getattr(node, "id", None)) for node in nodes)
    return any(name in OF_KINDS for name in names)


def _files(package: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not any(name.startswith(one) for one in EXCEPTIONS):
            yield name, path


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_names_a_code(package: str) -> None:
    files = list(_files(package))
    assert files
    found = [
        (name, *one)
        for name, path in files
        for one in named(ast.parse(path.read_text(encoding="utf-8")), CODES)
        if one[1] not in OUR_OWN.get(name, set())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('x.kind == "group"', ["group"]),
        ('KEYS = "HH_LOAN LOAN_OUT"', ["HH_LOAN", "LOAN_OUT"]),
        ('movement.cards["TN-G"]', ["TN-G"]),
        ('(("commune", 1),)', ["commune"]),
        ('f"{one} head-month"', ["head-month"]),
        ('unit.ancestor("office")', ["office"]),
        ('unit.kind in ("office", "council")', ["office"]),
        ('LEVELS = ("office",)', ["office"]),
        ('people.holding(db, "office", unit_id)', []),
        ('ROLES = {"officer", "office"}', []),
        ('def f():\n    """A group of a commune."""', []),
    ],
)
def test_the_test_sees_what_it_is_to_see(text: str, found: list[str]) -> None:
    assert sorted(word for _, word in named(ast.parse(text), CODES)) == sorted(found)


def test_an_exception_is_still_one() -> None:
    """What is excepted names codes; when it no longer does, the line here goes."""
    for place in EXCEPTIONS:
        path = ROOT / place
        files = [path] if path.is_file() else path.rglob("*.py")
        assert any(any(named(ast.parse(one.read_text("utf-8")), CODES)) for one in files), place
    for name, words in OUR_OWN.items():
        tree = ast.parse((ROOT / name).read_text("utf-8"))
        assert words <= {word for _, word in named(tree, CODES)}, name
