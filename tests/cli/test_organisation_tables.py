"""Guards: an organisation from a spreadsheet, and a map that changes, by the command line; the
standings of a year that is over are printed the same, byte for byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from shell import DEMO, Shell

from bot.commands import common

FORMATS = ("table", "json", "csv")
OLD = ("25459", "25630", "25486")


@pytest.fixture
def told(imported: Shell) -> Shell:
    """With some figures of every group, so that the standings have points."""
    groups = json.loads(DEMO.read_text(encoding="utf-8"))["groups"]
    rows = [f"{one['id']},{50 + n},{40 + n}" for n, one in enumerate(groups)]
    name = imported.file("f.csv", "\n".join(["unit,PRIN_DUE,PRIN_COL", *rows]))
    words = ("figures", "import", name, "--period", "2026-09", "--apply", "--accept-doubts")
    assert imported(*words)[0] == 0
    return imported


def july(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "now", lambda: datetime(2027, 7, 3, 1, tzinfo=UTC))


def printed(thidua: Shell) -> list[str]:
    """Of the whole area, in every format and on both bases."""
    return [thidua("standings", "--year", "2026", "--basis", basis, "--format", one)[1]
            for one in FORMATS for basis in ("provisional", "official")]  # fmt: skip


def merger() -> str:
    """Three communes of three offices become one, told on a sheet of what changes."""
    rows = ["Mã;Tên;Cấp;Thuộc;Từ ngày;Nhập vào", "99001;Phường Mới;Phường;HS;1/7/2027;"]
    communes = {one["code"]: one for one in demo()["communes"]}
    for code in OLD:
        one = communes[code]
        office = one["transaction_office"]
        rows.append(f"{code};{one['name']};Xã;{office};1/7/2027;99001")
    return "\n".join(rows)


def demo() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DEMO.read_text(encoding="utf-8"))
    return found


def test_a_year_that_is_over_is_printed_the_same(
    told: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    july(monkeypatch)
    was = printed(told)
    assert "9900001" in was[0]
    assert "Phường Tân Ninh" in was[0]
    words = ("organisation", "import", told.file("map.csv", merger()), "--partial")
    shown = told(*words)[1]
    assert "+ commune 99001 Phường Mới, in HS, reports from 2027-07, since 2027-07-01\n" in shown
    assert "~ group 9900001 Tổ TK&VV ấp/khu phố Mẫu 1: parent 25459 -> 99001, since 2027" in shown
    assert "~ person P001 Nguyễn Cán Bộ Tân Ninh (mẫu): roles officer of 25459 -> officer" in shown
    assert told(*words, "--apply")[1].endswith("Done.\n")
    assert told(*words, "--apply")[1].endswith("Nothing to change.\n")
    assert printed(told) == was
    rows = told("standings", "--year", "2027", "--unit", "99001", "--format", "csv")[1]
    assert len(rows.splitlines()) == 1 + 9  # three groups of each


def test_a_day_of_its_own_goes_before_that_of_the_file(imported: Shell) -> None:
    content = demo()
    content["communes"][0] |= {"transaction_office": "HTH", "effective_from": "2026-10-02"}
    content["communes"][1] |= {"transaction_office": "HS"}
    for group in content["groups"]:
        del group["transaction_office"]
    name = imported.file("new.json", content)
    _, out, _ = imported("organisation", "import", name, "--from", "2026-10-01")
    assert "transaction_office" not in out
    assert "Phường Tân Ninh: parent HS -> HTH, since 2026-10-02\n" in out
    assert "Phường Long Hoa: parent HTH -> HS, since 2026-10-01\n" in out


def test_the_template_can_be_imported_as_it_is(thidua: Shell) -> None:
    for name, words in (("units.csv", ()), ("people.csv", ("--people",))):
        status, out, _ = thidua("organisation", "template", *words)
        assert status == 0
        assert thidua("organisation", "import", thidua.file(name, out), "--apply")[:1] == (0,)
    _, out, _ = thidua("invite", "--role", "head")
    assert len(out.splitlines()) == 2


def test_what_is_wrong_with_a_table_is_told(imported: Shell) -> None:
    name = imported.file("bad.csv", "code;name;kind;parent\nX;Y;planet;\nZ;Y;office;QQ\n")
    status, _, err = imported("organisation", "import", name, "--apply")
    assert status == 1
    assert err.splitlines()[-1] == "thidua: 2 problems, nothing was changed"
    assert "thidua: bad.csv: row 3, parent: no unit QQ" in err.splitlines()
