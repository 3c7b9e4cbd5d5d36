"""Guards: a bad row is named by its place with the reason, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from organisations import group, small, written

import bot
from services.roster import file
from services.roster.compare import RosterError

DEMO = Path(bot.__file__).parent / "demo" / "organisation.json"
Change = Callable[[dict[str, Any]], object]


def problems(data: bytes) -> tuple[str, ...]:
    with pytest.raises(RosterError) as caught:
        file.read(data)
    return caught.value.problems


def test_the_demo_organisation_is_whole() -> None:
    roster = file.read(DEMO.read_bytes())
    kinds = [unit.kind for unit in roster.units]
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counted == {"province": 1, "branch": 1, "office": 9, "commune": 11, "union": 33,
                       "group": 33}  # fmt: skip
    held = [role for person in roster.people for role, _ in person.roles]
    assert {role: held.count(role) for role in dict.fromkeys(held)} == {
        "officer": 11, "head": 33, "office": 9, "council": 5, "secretary": 1,
    }  # fmt: skip


def test_the_unit_above_stands_in_the_row() -> None:
    units = {unit.code: unit for unit in file.read(written(small())).units}
    above = {code: unit.parent for code, unit in units.items()}
    assert (above["80"], above["B"], above["O1"]) == (None, "80", "B")
    assert (above["C1"], above["G1"]) == ("O1", "C1")
    assert (units["G1"].further, units["C1-12"].parent) == (("C1-12",), "C1")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084 912-345-678", "+84912345678"),
        ("+84000000001", "+84000000001"),
        ("(+44) 20 7946 0000", "+442079460000"),
        (None, None),
    ],
)
def test_phones_are_written_in_one_way(typed: str | None, kept: str | None) -> None:
    content = small()
    content["people"][0]["phone"] = typed
    assert file.read(written(content)).people[0].phone == kept


def test_names_are_kept_in_one_spelling() -> None:
    content = small()
    content["people"][0]["name"] = "  Nguye\u0302\u0303n\u00a0Va\u0306n  A "
    assert file.read(written(content)).people[0].name == "Nguyễn Văn A"


BAD: list[tuple[Change, str]] = [
    (lambda c: c["groups"][1].update(commune="99999"), "groups[1].commune: no commune 99999"),
    (lambda c: c["groups"][1].update(commune="O1"), "groups[1].commune: no commune O1"),
    (lambda c: c["groups"][0].update(union="x"), "groups[0].union: no union x"),
    (lambda c: c["groups"][0].update(union_code="14"),
     "groups[0].union_code: womens_union has the code 12"),
    (lambda c: c["groups"][0].update(transaction_office="O2"),
     "groups[0].transaction_office: commune C1 belongs to O1"),
    (lambda c: c["groups"][0].update(head="P9"), "groups[0].head: no person P9"),
    (lambda c: c["groups"][0].pop("name"), "groups[0].name: field required"),
    (lambda c: c["groups"][0].update(households=-1),
     "groups[0].households: input should be greater than or equal to 0"),
    (lambda c: c["groups"][0].update(reports_from="2026-13"),
     "groups[0].reports_from: string should match pattern"),
    (lambda c: c.update(reports_from="September"), "reports_from: string should match pattern"),
    (lambda c: c["communes"][1].update(transaction_office="O9"),
     "communes[1].transaction_office: no office O9"),
    (lambda c: c["communes"][0].update(officer="P1"),
     "communes[0].officer: P1 has the role group_head, not commune_officer"),
    (lambda c: c["communes"][1].update(officer="P3"),
     "communes[1].officer: P3 belongs to C1, not C2"),
    (lambda c: c["communes"][1].update(code="C1"),
     "communes[1].code: code C1 stands at communes[0].code already"),
    (lambda c: c["communes"][1].update(code="O1"),
     "communes[1].code: code O1 stands at transaction_offices[0].id already"),
    (lambda c: c["people"][1].update(id="P1"),
     "people[1].id: id P1 stands at people[0].id already"),
    (lambda c: c["people"][1].update(phone="84 000000001"),
     "people[1].phone: number +84000000001 stands at people[0].phone already"),
    (lambda c: c["people"][0].update(phone="12ab"), "people[0].phone: '12ab' is not a phone"),
    (lambda c: c["people"][0].update(phone="0123"), "people[0].phone: '0123' is too short"),
    (lambda c: c["people"][0].update(name=" "), "people[0].name: is empty"),
    (lambda c: c["people"][0].update(name="A\u0000B"),
     "people[0].name: contains a control character"),
    (lambda c: c["people"][3].update(unit="C2"), "people[3].unit: no office C2"),
    (lambda c: c["people"][3].update(role="boss"), "people[3].role: input should be 'group_head'"),
    (lambda c: c["people"][0].update(locale="xx"), "people[0].locale: no language 'xx', only vi"),
    (lambda c: c["branch"]["council"].update(members=["P4"]),
     "branch.council.members[0]: P4 has the role transaction_office, not council_member"),
    (lambda c: c.pop("branch"), "branch: is missing"),
    (lambda c: c.pop("people"), "people: must be a list"),
    (lambda c: c.update(unions=[]), "unions: must be an object"),
    (lambda c: c["groups"].append(7), "groups[2]: input should be a valid dictionary"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "line"), BAD)
def test_a_bad_row_is_named_by_its_place(change: Change, line: str) -> None:
    content = small()
    change(content)
    assert any(found.startswith(line) for found in problems(written(content)))


def test_every_bad_row_is_named_and_none_twice() -> None:
    content = small()
    content["communes"][0]["transaction_day"] = 40
    content["groups"][0]["union"] = "x"
    content["groups"][1]["households"] = True
    content["people"][2]["phone"] = "none"
    found = problems(written(content))
    assert [line.split(":")[0] for line in found] == [
        "communes[0].transaction_day", "groups[1].households", "people[2].phone", "groups[0].union",
    ]  # fmt: skip


def test_a_group_has_one_head() -> None:
    content = small()
    content["people"][1]["unit"] = "G1"
    assert "people[1].unit: the head of G1 is P1" in problems(written(content))


def test_a_group_may_wait_for_its_head() -> None:
    content = small()
    content["groups"].append(group("G3", "C2", None))
    assert len(file.read(written(content)).units) == 11


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "line 1, column 1: the file is not JSON (Expecting value)"),
        (b'{"a": 1,\n}', "line 2, column 1: the file is not JSON"),
        (b'{"a": "\xff"}', "byte 8: the file is not UTF-8 text"),
        (b"[]", "the file must hold one JSON object"),
        (b"[" * 100_000, "the file is not JSON that can be read"),
        (b"1" * 5_000, "the file is not JSON that can be read"),
    ],
)
def test_what_is_no_organisation_file_is_said_in_a_line(data: bytes, line: str) -> None:
    (found,) = problems(data)
    assert found.startswith(line)


def test_a_byte_order_mark_does_not_matter() -> None:
    assert file.read(b"\xef\xbb\xbf" + written(small())) == file.read(written(small()))
