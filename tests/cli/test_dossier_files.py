"""Guards: `thidua dossier` and `thidua proposal` write all papers for the owner's eyes, the same
bytes from the same snapshot; what is wrong is one line, and nothing is written then."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shell import Shell

from bot.commands import common
from storage.engine import connect, transaction
from tests import january

NOW = datetime(2027, 1, 11, 2, tzinfo=UTC)


@pytest.fixture
def season(imported: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """January: an office and a head of it are proposed."""
    monkeypatch.setattr(common, "now", lambda: NOW)
    engine = connect(f"sqlite:///{imported.folder / 'thidua.db'}")
    with transaction(engine) as db:
        for code in ("HTH", "9900004"):
            january.score(db, code, 90)
        january.propose(db, "HTH", "HTH", "transaction_office")
        january.propose(db, "HTH", "9900004", "group_head", "P006")
    engine.dispose()
    return imported


def _dossier(season: Shell, out: str, *more: str) -> tuple[int, str, str]:
    return season("dossier", "--office", "HTH", "--year", "2026", "--out", out, *more)


def _bytes(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


def test_every_paper_is_there_twice_and_a_workbook_beside_them(season: Shell) -> None:
    status, out, err = _dossier(season, "out")
    assert (status, err) == (0, "")
    names = sorted(_bytes(season.folder / "out"))
    codes = {name.rsplit("-", 2)[0] for name in names}
    assert {"request", "list-collectives", "list-individuals", "figures"} < codes
    assert len([one for one in codes if one.startswith("report-")]) == 2
    assert len(names) == 2 * 6 + 1
    assert "workbook-vi-1.xlsx" in names
    assert out.startswith(f"out: {len(names)} files of snapshot 1, SHA-256 ")
    assert all(name.isascii() for name in names)


def test_the_same_snapshot_writes_the_same_bytes(season: Shell) -> None:
    assert _dossier(season, "one")[0] == _dossier(season, "two")[0] == 0
    assert _dossier(season, "three", "--snapshot", "1")[0] == 0
    first = _bytes(season.folder / "one")
    assert _bytes(season.folder / "two") == _bytes(season.folder / "three") == first


def test_it_is_for_its_owner_only(season: Shell) -> None:
    assert _dossier(season, "new/out", "--language", "ar")[0] == 0
    folder = season.folder / "new" / "out"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in folder.iterdir()} == {0o600}


def test_the_proposal_has_the_decision_and_the_report(season: Shell) -> None:
    status, _, err = season("proposal", "--year", "2026", "--out", "out")
    assert (status, err) == (0, "")
    assert {"decision-vi-1.docx", "closing-vi-1.pdf", "request-vi-1.pdf"} < \
        _bytes(season.folder / "out").keys()  # fmt: skip


def test_what_has_lapsed_stops_it_with_the_name_of_what_came_instead(season: Shell) -> None:
    assert _dossier(season, "last", "--on", "2027-02-28")[0] == 0
    status, out, err = _dossier(season, "over", "--on", "2027-03-01")
    assert (status, out) == (1, "")
    assert err.strip().endswith(
        "2027-03-01: Nghị định 152/2025/NĐ-CP is no longer in force, Nghị định thay thế Nghị định "
        "152/2025/NĐ-CP came instead; nothing was written"
    )
    assert list((season.folder / "over").glob("*")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dossier", "--office", "XX"), "XX: no unit that sends a dossier has this code"),
        (("dossier", "--office", "9900004"), "9900004: no unit that sends a dossier has this code"),
        (("dossier", "--office", "HTH", "--snapshot", "7"), "there is no snapshot 7"),
        (("proposal", "--movement", "none"), "no movement none: there is tay-ninh"),
    ],
)
def test_a_mistake_is_one_line(season: Shell, words: tuple[str, ...], said: str) -> None:
    status, out, err = season(*words, "--year", "2026", "--out", "out")
    assert (status, out, err) == (1, "", f"thidua: {said}\n")
    assert not (season.folder / "out").exists()


def test_a_snapshot_of_another_is_not_printed(season: Shell) -> None:
    assert _dossier(season, "out")[0] == 0
    status, _, err = season("dossier", "--office", "HS", "--year", "2026", "--out", "other",
                            "--snapshot", "1")  # fmt: skip
    assert (status, err) == (1, "thidua: snapshot 1 is of HTH, 2026\n")


def test_a_year_before_the_movement_and_a_folder_that_is_none(season: Shell) -> None:
    status, _, err = season("proposal", "--year", "2024", "--out", "out")
    assert (status, err) == (1, "thidua: 2024: the movement begins in 2025\n")
    season.file("taken", "x")
    assert _dossier(season, "taken")[0] == 2
    assert _dossier(season, "taken/under")[0] == 1
