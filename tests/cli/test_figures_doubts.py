"""Guards: what a head would be asked about the operator is told, and none of it is taken unseen."""

from __future__ import annotations

import io

import pytest
import typer
from shell import Shell

WORDS = ("figures", "import", "f.csv", "--period", "2026-09")
THOUSANDTH = "unit;HH_LOAN;LOAN_OUT\n9900001;45;2285000\n9900002;50;2900000\n"
RIGHT = "unit;HH_LOAN;LOAN_OUT\n9900001;45;2285000000\n9900002;50;2900000000\n"


class Terminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


def take(thidua: Shell, table: str, *more: str) -> tuple[int, str, str]:
    thidua.file("f.csv", table)
    return thidua(*WORDS, *more)


def test_a_file_a_thousand_times_off_is_shown_and_not_taken(imported: Shell) -> None:
    status, out, err = take(imported, THOUSANDTH)
    assert status == 0
    assert "+ 9900001 2026-09: HH_LOAN 45, LOAN_OUT 2285000\n" in out
    assert err.startswith(
        "f.csv: in doubt, LOAN_OUT in 2 of 2 rows: row 2: 2285000: This is under 10 million "
    )
    status, _, err = take(imported, THOUSANDTH, "--apply")
    assert status == 1
    assert err.endswith("thidua: 2 figures are in doubt, nothing was changed; "
                        "if they are right, repeat with --accept-doubts\n")  # fmt: skip
    assert "3 new" not in take(imported, RIGHT)[1]
    assert "Figures: 4 new, 0 changed." in take(imported, RIGHT)[1]


def test_without_a_number_of_borrowers_the_rosters_households_tell(imported: Shell) -> None:
    _, _, err = take(imported, "unit;LOAN_OUT\n9900001;2285\n")
    assert "in doubt, LOAN_OUT in 1 of 1 rows" in err


def test_so_does_the_month_before(imported: Shell) -> None:
    words = ("figures", "import", imported.file("b.csv", RIGHT), "--period", "2026-08", "--apply")
    assert imported(*words)[0] == 0
    _, _, err = take(imported, RIGHT.replace("2285000000", "22850000000"))
    assert "row 2: 22850000000: This differs from last period by 900" in err


def test_a_file_that_is_right_is_taken_without_a_word(imported: Shell) -> None:
    assert take(imported, RIGHT, "--apply")[::2] == (0, "")


def test_what_was_accepted_is_not_asked_again(imported: Shell) -> None:
    assert take(imported, THOUSANDTH, "--apply", "--accept-doubts")[0] == 0
    status, out, err = take(imported, THOUSANDTH, "--apply")
    assert (status, err) == (0, "")
    assert out.endswith("Nothing to change.\n")


@pytest.mark.parametrize(("answer", "status"), [(True, 0), (False, 1)])
def test_who_sits_there_is_asked(
    imported: Shell, monkeypatch: pytest.MonkeyPatch, answer: bool, status: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: answer)
    assert take(imported, THOUSANDTH, "--apply")[0] == status


def test_the_banks_columns_are_named_once_and_kept(imported: Shell) -> None:
    table = "Mã tổ;Tên;Dư nợ\n9900001;Mẫu;2.285.000.000\nTổng;;2.285.000.000\n"
    status, _, err = take(imported, table)
    assert status == 1
    assert "('Mã tổ', 'Tên', 'Dư nợ'); a sheet with columns of its own is read after --map" in err
    mapping = ("--map", "Mã tổ=unit", "--map", "Dư nợ=LOAN_OUT")
    assert take(imported, table, *mapping)[0] == 0
    assert take(imported, table)[0] == 1  # only what was applied is kept
    status, out, err = take(imported, table, *mapping, "--apply")
    assert (status, out.splitlines()[0]) == (0, "+ 9900001 2026-09: LOAN_OUT 2285000000")
    assert err.splitlines() == ["f.csv: columns left out: Tên",
                                "f.csv: row 3: left out, 'Tổng' is no unit's code"]  # fmt: skip
    assert take(imported, table)[1].endswith("Nothing to change.\n")
    assert take(imported, table, "--map", "Mã tổ")[0] == 2
