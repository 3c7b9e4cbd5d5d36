"""Guards: a bad row of units or people is named by its place with the reason, in both ways."""

from __future__ import annotations

from typing import Any

import pytest
from general import PEOPLE, UNITS, written

from services.roster import file
from services.roster.entries import RosterError

BAD: list[tuple[bytes, str]] = [
    (b"Ma;Ten;Cap\n", "there is no unit in it"),
    (b"Ma;Ten;Cap;Thuoc\n80;T;province;\nX;;province;\n", "row 3, name: field required"),
    (b"Ma;Ten;Cap\n80;T;province\nX;Y;planet\n", "row 3, kind: no kind of unit 'planet', only "),
    (b"Ma;Ten;Cap;Thuoc\n80;T;province;\nB;Y;branch;81\n", "row 3, parent: no unit 81"),
    (b"Ma;Ten;Cap;Thuoc\n80;T;province;\nO;Y;office;80\n",
     "row 3, parent: 80 is a province, and an office lies in a branch"),
    (b"Ma;Ten;Cap\n80;T;province\n80;Y;province\n", "row 3, code: code 80 stands at row 2 already"),
    (b"Ma;Ten;Cap\n80;T;province\nB;Y;branch\n", "row 3, parent: is missing; a branch lies in a"),
    (b"Ma;Ten;Cap;So ho\n80;T;province;many\n", "row 2, households: input should be a valid int"),
    (b"Ma;Ten;Cap;Tu ngay\n80;T;province;32/1/2026\n", "row 2, effective_from: input should be"),
    (b"Ten;Cap\nT;province\n", "row 1: must name the columns: a code (Mã, code), a name (Tên, na"),
    (b"code,name,role,unit\nP1,A,boss,G1\n", "row 2, role: no role 'boss', only "),
    (b"code,name,role,unit\nP1,A,head,\n", "row 2, unit: is empty"),
    (b"code,name,role,unit\nP1,A,head,G1\nP1,B,head,G2\n",
     "row 3, name: P1 is called A at row 2"),
    (b"code,name,phone,role,unit\nP1,A,12ab,head,G1\n", "row 2, phone: '12ab' is not a phone"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line"), BAD)
def test_a_bad_row_is_named_by_its_place(data: bytes, line: str) -> None:
    with pytest.raises(RosterError) as caught:
        file.read(data)
    assert any(found.startswith(line) for found in caught.value.problems), caught.value.problems


BAD_JSON: list[tuple[dict[str, Any], str]] = [
    ({"units": [*UNITS, {"code": "G3", "kind": "group", "name": "x"}]},
     "units[9].parent: is missing; a group lies in a commune"),
    ({"units": [*UNITS, {"code": "G3", "kind": "group", "name": "x", "parent": "C2",
                         "union": "C1-12"}]},
     "units[9].union: C1-12 lies in C1, and not in C2"),
    ({"units": [*UNITS, {"code": "G3", "kind": "group", "name": "x", "parent": "C2",
                         "union": "C2"}]}, "units[9].union: C2 is a commune"),
    ({"people": [*PEOPLE, {"code": "P6", "name": "x", "roles": [{"role": "head", "unit": "C1"}]}]},
     "people[5].roles[0].unit: C1 is a commune; head is a role in a group"),
    ({"people": [*PEOPLE, {"code": "P6", "name": "x", "roles": [{"role": "head", "unit": "G8"}]}]},
     "people[5].roles[0].unit: no unit G8"),
    ({"people": [*PEOPLE, {"code": "P1", "name": "x"}]},
     "people[5].code: id P1 stands at people[0] already"),
    ({"people": [*PEOPLE, {"code": "P6", "name": "x", "phone": "+84000000001"}]},
     "people[5].phone: number +84000000001 stands at people[0] already"),
    ({"units": 7}, "units: must be a list"),
    ({"units": []}, "there is no unit in it"),
    ({"people": []}, "there is no person in it"),
    ({"units": [7]}, "units[0]: input should be a valid dictionary"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "line"), BAD_JSON)
def test_so_it_is_in_json(more: dict[str, Any], line: str) -> None:
    with pytest.raises(RosterError) as caught:
        file.read(written(**more))
    assert any(found.startswith(line) for found in caught.value.problems), caught.value.problems
