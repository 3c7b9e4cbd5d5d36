"""Guards: what a handler shows comes through a door that asks for the right. Units are looked up
in `rights.py` alone and reports in `sheets.py`; what a person holds is read in `rights.py`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HANDLERS = Path(__file__).parents[1] / "handlers"
FILES = sorted(HANDLERS.rglob("*.py"))

UNITS = {"by_code", "by_id", "root"}
REPORTS = {"with_unit", "by_id"}
HELD = {"assignments", "units"}
MAY_LOOK = {"rights.py", "sheets.py", "disqualification/told.py"}
"""What is `told` was queued for somebody before; when it is worded, the right is asked for anew."""
MAY_READ_ROLES = {
    "rights.py", "duties.py", "report/choice.py", "revoking.py", "succession/named.py",
    "frequency.py", "disqualification/listed.py",
}  # fmt: skip
"""Reading what somebody holds decides nothing in `duties`: each unit is asked for there; nor in
`revoking`, which asks for each unit of the person whose access is to end, nor in `succession`,
which asks for each of whoever is to take over, nor in `frequency` and `listed`."""


def _named(path: Path) -> str:
    return path.relative_to(HANDLERS).as_posix()


def looked_up(tree: ast.AST) -> set[str]:
    """`units.by_code` and the like, however the module was imported."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("storage.units", "storage.reports"):
            found |= {a.name for a in node.names if a.name in UNITS | REPORTS}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            wanted = {"units": UNITS, "reports": REPORTS}.get(node.value.id, set())
            found |= {f"{node.value.id}.{node.attr}"} if node.attr in wanted else set()
    return found


def held(tree: ast.AST) -> set[str]:
    """`person.assignments`, `person.units(role)`."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in HELD
    }


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_units_and_reports_come_through_a_door(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert _named(path) in MAY_LOOK or looked_up(tree) == set()
    assert _named(path) in MAY_READ_ROLES or held(tree) == set()


def test_the_test_sees_what_it_is_to_see() -> None:
    assert looked_up(ast.parse("units.by_code(db, code)")) == {"units.by_code"}
    assert looked_up(ast.parse("from storage.units import by_id")) == {"by_id"}
    assert held(ast.parse("turn.me.units('head')")) == {"units"}


def test_every_dialogue_says_what_it_is_about() -> None:
    """A dialogue without `open` cannot be built; one that always is open has a reason."""
    always = [
        path.name
        for path in FILES
        if "def _open(turn: Turn, state" not in path.read_text(encoding="utf-8")
        and "= Dialogue(" in path.read_text(encoding="utf-8")
    ]
    assert always == ["consent.py"]  # it is about nobody but the one who writes
