"""Guards: the commands show before they change, and a second time there is nothing to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from shell import DEMO, Shell

from scheduler import drawing
from scoring.loading import builtin
from services import disqualifications
from storage import publications, units
from storage import settings as kept
from storage.engine import connect, transaction


def test_an_import_shows_first_then_does_it_then_has_nothing_to_do(thidua: Shell) -> None:
    counts = "Units: 88 new, 0 changed, 0 deactivated. People: 59 new, 0 changed, 0 deactivated."
    status, out, _ = thidua("organisation", "import", str(DEMO))
    assert (status, out.splitlines()[-2:]) == (
        0, [counts, "Nothing was changed yet; repeat with --apply to do it."],
    )  # fmt: skip
    assert "+ group 9900001 Tổ TK&VV ấp/khu phố Mẫu 1, in 25459, reports from 2026-09" in out
    assert thidua("organisation", "import", str(DEMO), "--apply")[1].endswith("Done.\n")
    assert thidua("organisation", "import", str(DEMO), "--apply")[1].splitlines() == [
        "Units: 0 new, 0 changed, 0 deactivated. People: 0 new, 0 changed, 0 deactivated.",
        "Nothing to change.",
    ]


def test_a_change_shows_old_and_new(imported: Shell) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["groups"][0].update(households=46)
    content["groups"].pop()
    content["people"] = [p for p in content["people"] if p["unit"] != "9900033"]
    _, out, _ = imported("organisation", "import", imported.file("new.json", content))
    assert "~ group 9900001 Tổ TK&VV ấp/khu phố Mẫu 1: households 45 -> 46\n" in out
    assert "- group 9900033 Tổ TK&VV ấp/khu phố Mẫu 3: deactivated\n" in out
    assert "Units: 0 new, 1 changed, 2 deactivated. People: 0 new, 0 changed, 1 deact" in out


def test_bad_rows_are_all_named_and_nothing_is_applied(thidua: Shell) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["groups"][3]["commune"] = "99999"
    content["people"][0]["phone"] = "?"
    name = thidua.file("bad.json", content)
    status, out, err = thidua("organisation", "import", name, "--apply")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "thidua: bad.json: people[0].phone: '?' is not a phone number",
        "thidua: bad.json: groups[3].commune: no commune 99999",
        "thidua: 2 problems, nothing was changed",
    ]
    assert "Units: 88 new" in thidua("organisation", "import", str(DEMO))[1]


def test_figures_are_shown_first_then_taken_then_the_same(imported: Shell) -> None:
    row = "9900001;10000000;9000000;85,5\n"
    table = f"unit;PRIN_DUE;PRIN_COL;GRADE_PT\n{row}{row}"
    words = ("figures", "import", imported.file("f.csv", table), "--period", "2026-09")
    status, out, err = imported(*words)
    assert (status, err) == (0, "f.csv: row 3: the same as row 2, taken once\n")
    assert out.splitlines() == [
        "+ 9900001 2026-09: PRIN_DUE 10000000, PRIN_COL 9000000, GRADE_PT 85.50",
        "Rows: 1. Figures: 3 new, 0 changed.",
        "Nothing was changed yet; repeat with --apply to do it.",
    ]
    assert imported(*words, "--apply")[1].endswith("Done.\n")
    assert imported(*words, "--apply")[1].endswith("Nothing to change.\n")
    imported.file("f.csv", table.replace(";9000000;", ";9500000;"))
    assert "~ 9900001 2026-09: PRIN_COL 9000000 -> 9500000\n" in imported(*words)[1]


def test_figures_against_a_rule_are_refused_in_words(imported: Shell) -> None:
    name = imported.file("f.csv", "unit,PRIN_DUE,PRIN_COL\n9900001,5,6\n")
    status, out, err = imported("figures", "import", name, "--period", "2026-09", "--apply")
    assert (status, out) == (1, "")
    first, last = err.splitlines()
    assert first.startswith("thidua: f.csv: row 2, PRIN_COL: ")
    assert "{" not in first
    assert last == "thidua: 1 problem, nothing was changed"


def test_the_standings_say_what_is_under_review(imported: Shell) -> None:
    header, first, *_ = imported("standings", "--year", "2026", "--format", "csv")[1].splitlines()
    assert header.startswith("\ufeffplace,code,")
    assert header.endswith(",standing,under_review,disqualified")
    assert first.endswith(",no_data,False,DQ7")
    rows = json.loads(imported("standings", "--year", "2026", "--format", "json")[1])["rows"]
    assert {row["under_review"] for row in rows} == {False}


def test_the_standings_tell_programs_the_mean_of_a_scope(imported: Shell) -> None:
    """For information: by households, or by loans where the Council has decided so."""
    rows = (
        "unit,HH_LOAN,LOAN_OUT,LOAN_OVD\n9900001,45,3000000000,0\n9900002,15,1000000000,90000000\n"
    )
    words = ("figures", "import", imported.file("f.csv", rows), "--period", "2026-09")
    assert imported(*words, "--apply", "--accept-doubts")[0] == 0
    asked = ("standings", "--year", "2026", "--unit", "25459", "--format", "json")
    told = json.loads(imported(*asked)[1])
    points = {row["code"]: Decimal(row["points"]) for row in told["rows"] if row["points"]}
    by_hand = (points["9900001"] * 45 + points["9900002"] * 15) / 60
    assert told["mean"]["weighted_by"] == "HOUSEHOLDS"
    assert abs(Decimal(told["mean"]["points"]) - by_hand) <= Decimal("0.01")
    assert json.loads(imported(*asked, "--list", "communes")[1])["mean"] is None


def test_a_publication_is_printed_as_it_was_sent(imported: Shell) -> None:
    """By its number, with what it was worked out by; of another basis, or none, a line says so."""
    morning, movement = datetime(2026, 12, 15, 1, tzinfo=UTC), builtin()
    with transaction(connect("sqlite:///thidua.db")) as db:
        number = publications.begin(db, "2026-12-15", 2026, morning)
        league, zone = movement.first_league, ZoneInfo("UTC")
        of = drawing.Drawn(movement, league, morning.date(), zone, "x", 2026)
        drawn = drawing.draw(db, of, [], morning)
        assert number is not None
        publications.add(db, number, morning, drawn.pieces)
        publications.finish(db, number, morning, drawn.body)
    imported("figures", "import", imported.file("f.csv", "unit,HH_LOAN\n9900001,45\n"),
             "--period", "2026-09", "--apply", "--accept-doubts")  # fmt: skip
    told = json.loads(imported("standings", "--number", "1", "--format", "json")[1])
    now = json.loads(imported("standings", "--year", "2026", "--format", "json")[1])
    assert (told["number"], now["number"]) == (1, None)
    assert told["as_of"] == "2026-12-15T08:00+07:00"
    assert told["rules"] == now["rules"] == movement.digest
    assert (told["coverage"], now["coverage"]) == ("0/33", "1/33")
    assert len(told["rows"]) == 33
    assert "publication No. 1" in imported("standings", "--number", "1")[1].replace("\n", " ")
    for wrong in (("--number", "2"), ("--number", "1", "--year", "2026"), ()):
        status, _, said = imported("standings", *wrong)
        assert (status, said.count("\n")) == (1, 1)


def test_invitations_are_printed_for_who_has_no_account(imported: Shell) -> None:
    status, out, _ = imported("invite", "--unit", "25459", "--role", "head")
    header, *lines = out.splitlines()
    assert (status, header.split("\t")) == (
        0,
        ["\ufeffname", "unit", "role", "code", "how to join"],
    )
    assert len(lines) == 3
    _, unit, role, code, how = lines[0].split("\t")
    assert (unit, role) == ("Tổ TK&VV ấp/khu phố Mẫu 1 (9900001)", "head")
    assert how == f"/start {code}"
    assert len(imported("invite")[1].splitlines()) == 60


def test_an_invitation_is_a_link_once_the_bot_has_a_name(imported: Shell) -> None:
    with transaction(connect("sqlite:///thidua.db")) as db:
        kept.put(db, "telegram.bot_name", "ThiDuaBot")
    line = imported("invite", "--role", "council")[1].splitlines()[1]
    code, how = line.split("\t")[3:]
    assert how == f"https://t.me/ThiDuaBot?start={code}"


def test_migrating_says_whether_there_was_anything_to_do(thidua: Shell) -> None:
    assert thidua("migrate")[:2] == (0, "The database is up to date now.\n")
    assert thidua("migrate")[:2] == (0, "The database is up to date.\n")


def test_every_list_is_printed_with_the_unit_above(imported: Shell) -> None:
    """`--list` by its code, `--level` by what it ranks; the column above is called by its kind."""
    first = imported("standings", "--year", "2026", "--format", "csv")[1]
    assert first.splitlines()[0].split(",")[:4] == ["\ufeffplace", "code", "name", "commune"]
    for option, code in (("--list", "communes"), ("--level", "commune")):
        told = imported("standings", "--year", "2026", option, code, "--format", "csv")[1]
        header, *rows = told.splitlines()
        assert header.split(",")[:4] == ["\ufeffplace", "code", "name", "office"]
        assert len(rows) == 11
    whole = json.loads(imported("standings", "--year", "2026", "--level", "office",
                                "--unit", "BRANCH", "--format", "json")[1])  # fmt: skip
    assert (whole["list"], whole["level"]) == ("offices", "office")
    assert {row["branch"] for row in whole["rows"]} == {"Chi nhánh NHCSXH tỉnh Tây Ninh"}


def test_who_may_not_be_proposed_is_printed_with_the_grounds(imported: Shell) -> None:
    """Of a kind that is not eligible too; who only has been proposed for a mark is not there."""
    movement = builtin()
    with transaction(connect("sqlite:///thidua.db")) as db:
        for code, ground in (("9900001", "DQ5"), ("9900002", "DQ6")):
            unit = units.by_code(db, code)
            assert unit is not None
            case = disqualifications.case(movement, unit, 2026, ground)
            assert case is not None
            disqualifications.propose(db, case, None, datetime(2027, 1, 6, tzinfo=UTC))
    told = json.loads(imported("standings", "--year", "2026", "--format", "json")[1])
    found = {row["code"]: row["disqualified"] for row in told["rows"]}
    assert (found["9900001"], found["9900002"]) == ("DQ5 DQ7", "DQ7")
    communes = imported("standings", "--year", "2026", "--list", "communes", "--format", "json")[1]
    assert {row["disqualified"] for row in json.loads(communes)["rows"]} == {None}


def test_a_list_that_is_not_there_is_named_with_those_that_are(imported: Shell) -> None:
    status, _, said = imported("standings", "--year", "2026", "--list", "villages")
    assert status == 1
    assert "no such list: villages; there are groups (group), communes (commune)" in said
