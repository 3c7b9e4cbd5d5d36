"""Guards: what others wrote commands neither the operator's terminal nor a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import DEMO, Shell

from bot import terminal

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]")
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NASTY = st.text(
    st.characters(codec="utf-16", categories=("L", "N", "P", "S", "Z", "C")) | st.sampled_from(
        '=+-@\x1b\x9b\x07\r\t"\'\u202e\u2067\uff1d '
    )
)  # fmt: skip


@given(NASTY)
def test_nothing_that_is_shown_commands_a_terminal(text: str) -> None:
    assert not COMMANDS.search(terminal.visible(text))


@given(NASTY)
def test_no_cell_runs_in_a_spreadsheet(text: str) -> None:
    """Neither as it stands nor as a reader of tables with quotation marks takes it."""
    written = terminal.cell(text)
    assert not written.lstrip(" '\"").startswith(FORMULAS) or written.startswith("'")
    [[read, last]] = csv.reader(io.StringIO(f"{written}\tx"), delimiter="\t")
    assert (read.startswith(FORMULAS), last) == (False, "x")


@pytest.mark.parametrize("name", ["Hộ 12", "Lan (2)", "नेहा", "न्\u200dय", "مريم", "\u2068a\u2069"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert terminal.visible(name) == terminal.cell(name) == name


@given(NASTY)
def test_a_document_reads_back_as_it_was(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        written: list[str] = []
        patch.setattr("typer.echo", lambda line, **_: written.append(line))
        terminal.document({"name": text})
    assert json.loads(written[0]) == {"name": text}
    assert not COMMANDS.search(written[0].replace("\n", ""))


FORMULA = '=HYPERLINK("http://evil.example","Xem")'


@pytest.fixture
def invented(thidua: Shell) -> Shell:
    """An organisation whose names are formulas and the terminal's own markup."""
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["groups"][0]["name"] = FORMULA
    content["people"][0]["name"] = '"=1+1'
    content["communes"][0]["name"] = "[red]@SUM(A1)[/red]"
    name = thidua.file("o.json", content)
    assert thidua("organisation", "import", name, "--apply")[0] == 0
    return thidua


@pytest.mark.parametrize(
    "words",
    ["invite", "standings --year 2026 --format csv", "standings --year 2026"],
)
def test_a_name_is_never_a_formula_nor_markup(invented: Shell, words: str) -> None:
    status, out, _ = invented(*words.split())
    assert status == 0
    cells = [cell for row in csv.reader(io.StringIO(out), delimiter="\t") for cell in row]
    rows = [cell for cell in cells for cell in cell.split(",")]
    assert not [cell for cell in rows if cell.lstrip('"').startswith(FORMULAS)]
    assert "[red]" in out or words == "invite"


def test_keys_and_cells_of_a_file_reach_the_terminal_written_out(imported: Shell) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["unions"]["\x1b]0;owned\x07"] = {"x": "\x1b[2J"}
    content["people"][0]["phone"] = "\x9b31m?"
    content["groups"][0]["union"] = "\x1b[31m"
    _, out, err = imported("organisation", "import", imported.file("o.json", content))
    table = "unit,PRIN_DUE,\x1b[2J\n9900001,\x1b[31m5,1\n"
    _, more_out, more_err = imported(
        "figures", "import", imported.file("f.csv", table), "--period", "2026-09"
    )
    assert "\\x1b" in err
    assert not COMMANDS.search((out + err + more_out + more_err).replace("\n", ""))


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u200f", "\u200b", "\ufeff"])
def test_a_name_that_turns_the_line_is_refused_with_its_place(thidua: Shell, mark: str) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["people"][0]["name"] = f"Lan{mark}000.1"
    status, _, err = thidua("organisation", "import", thidua.file("o.json", content))
    assert status == 1
    assert f"people[0].name: contains an invisible character (U+{ord(mark):04X})" in err
