"""Guards: honours of earlier years and leaves come from a list in any of its ways to be written,
once, after they were shown; every wrong row is named, and what is cancelled stays to be seen.
"""

from __future__ import annotations

import pytest
from shell import Shell

LIST = """Mã;Hình thức;Loại hình;Số quyết định;Ngày;Cơ quan;Từ;Đến
P002;Giấy khen;chuyên đề;12/QĐ-NHCS;15/1/2024;Giám đốc chi nhánh;2023;2023
HTH;Bằng khen;thường xuyên;88/QĐ-UBND;1/3/2025;Chủ tịch UBND tỉnh;1/1/2023;31/12/2024
"""
ROWS = [
    {"person": "P002", "form": "Giấy khen", "sort": "thematic", "number": "12/QĐ-NHCS",
     "day": "2024-01-15", "body": "Giám đốc chi nhánh", "achieved_from": "2023",
     "achieved_to": 2023},
]  # fmt: skip
WORDS = ("honours", "import")
FIRST = ("1  P002  Nguyễn Thị Mẫu Một: Giấy khen (thematic), 12/QĐ-NHCS of 2024-01-15, "
         "Giám đốc chi nhánh, for 2023-01-01 to 2023-12-31")  # fmt: skip


def test_a_list_is_shown_then_kept_once(imported: Shell) -> None:
    file = imported.file("list.csv", LIST)
    assert imported("honours", "list")[2] == "No honour is kept.\n"
    status, out, _ = imported(*WORDS, file)
    assert (status, out.splitlines()[-2]) == (0, "Honours: 2 new.")
    assert out.splitlines()[0].startswith("+ person P002 Nguyễn Thị Mẫu Một: Giấy khen (thematic)")
    assert imported("honours", "list")[1] == ""
    assert imported(*WORDS, file, "--apply")[1].endswith("Honours: 2 new.\nDone.\n")
    assert imported(*WORDS, file, "--apply")[1] == "Honours: 0 new.\nNothing to change.\n"
    again = imported.file("list.json", {"honours": ROWS})
    assert imported(*WORDS, again)[1] == "Honours: 0 new.\nNothing to change.\n"
    assert imported("honours", "list")[1].splitlines()[1] == FIRST


def test_what_is_cancelled_stays_with_the_reason_and_is_not_brought_again(imported: Shell) -> None:
    file = imported.file("list.csv", LIST)
    imported(*WORDS, file, "--apply")
    assert imported("honours", "cancel", "1", "--reason", "khai sai")[1] == "Done.\n"
    assert imported("honours", "cancel", "1", "--reason", "x")[1] == "It was cancelled before.\n"
    assert imported("honours", "cancel", "7", "--reason", "x")[0] == 1
    assert imported("honours", "list")[1].splitlines()[1] == f"{FIRST}  [cancelled: khai sai]"
    assert imported(*WORDS, file)[1].startswith("Honours: 0 new.")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"person": "P999"}, "honours[0]: there is no person or unit P999"),
        ({"unit": "HTH"}, "honours[0]: names whose it is once: by code, as a person or as a unit"),
        ({"sort": "gold"}, "honours[0].sort: 'gold' is neither merit (thường xuyên) nor thematic "
                           "(chuyên đề)"),
        ({"day": "2124-01-01"}, "honours[0].day: 2124-01-01 is to come, or too long ago"),
        ({"achieved_to": 2022}, "honours[0].achieved_to: 2022-12-31 is before 2023-01-01"),
        ({"body": ""}, "honours[0].body: is empty"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_and_nothing_is_kept(
    imported: Shell, change: dict[str, object], line: str
) -> None:
    file = imported.file("list.json", [ROWS[0] | change])
    status, _, err = imported(*WORDS, file, "--apply")
    assert (status, err.splitlines()[0]) == (1, f"thidua: list.json: {line}")
    assert imported("honours", "list")[1] == ""


def test_the_same_one_with_other_details_is_a_question(imported: Shell) -> None:
    imported(*WORDS, imported.file("list.json", ROWS), "--apply")
    file = imported.file("other.json", [ROWS[0] | {"sort": "merit"}])
    assert "is kept otherwise" in imported(*WORDS, file)[2]
    twice = imported.file("twice.json", [ROWS[0] | {"number": "9"}] * 2)
    assert "honours[1]: stands at honours[0] already" in imported(*WORDS, twice)[2]


def test_leaves_are_entered_changed_and_cancelled(imported: Shell) -> None:
    file = imported.file("leave.csv", "Mã;Từ tháng;Đến tháng\nP002;3/2026;8/2026\n")
    shown = imported("absences", "import", file)[1]
    assert shown.splitlines()[:2] == [
        "~ P002: 2026-03 to 2026-08, nghỉ thai sản", "Leaves: 1 new or changed."
    ]  # fmt: skip
    imported("absences", "import", file, "--apply")
    row = {"person": "P002", "first": "2026-03", "last": "2026-06", "reason": "nghỉ thai sản"}
    shorter = imported.file("leave.json", {"absences": [row]})
    assert imported("absences", "import", shorter, "--apply")[1].endswith("Done.\n")
    listed = "1  P002  Nguyễn Thị Mẫu Một: 2026-03 to 2026-06, nghỉ thai sản\n"
    assert imported("absences", "list")[1] == listed
    assert imported("absences", "cancel", "1")[1] == "Done.\n"
    assert imported("absences", "cancel", "1")[0] == 1
    assert imported("absences", "list")[2] == "No leave is kept.\n"


def test_a_leave_that_cannot_be_is_named(imported: Shell) -> None:
    text = "Mã;Từ tháng;Đến tháng\nP002;8/2026;3/2026\nP777;3/2026;4/2026\nP003;x;4/2026\n"
    err = imported("absences", "import", imported.file("leave.csv", text))[2]
    assert "row 4, first:" in err
    text = text.replace("P003;x;4/2026\n", "")
    err = imported("absences", "import", imported.file("leave.csv", text))[2]
    assert "row 2: the last month is before the first" in err
    assert "row 3, person: there is no person P777" in err
