"""A small organisation to change in tests: one office, two communes, two groups."""

from __future__ import annotations

import json
from typing import Any

PEOPLE = (
    ("P1", "Nguyễn Văn Một", "group_head", "G1", "+84000000001"),
    ("P2", "Trần Thị Hai", "group_head", "G2", "+84000000002"),
    ("P3", "Lê Văn Ba", "commune_officer", "C1", "+84000000003"),
    ("P4", "Phạm Thị Bốn", "transaction_office", "O1", "+84000000004"),
    ("P5", "Hồ Văn Năm", "council_member", "B", "+84000000005"),
)


def small() -> dict[str, Any]:
    """The file's content, new each time."""
    return {
        "_meta": {"kept": "by somebody else"},
        "province": {"code": "80", "name": "Tỉnh Mẫu", "area_km2": 1.5},
        "branch": {"id": "B", "name": "Chi nhánh", "council": {"members": ["P5"]}},
        "unions": {"womens_union": {"code": "12"}, "youth_union": {"code": "14"}},
        "transaction_offices": [
            {"id": "O1", "name": "Phòng giao dịch Một"},
            {"id": "O2", "name": "Phòng giao dịch Hai"},
        ],
        "communes": [
            {"code": "C1", "name": "Xã Một", "transaction_office": "O1", "officer": "P3"},
            {"code": "C2", "name": "Xã Hai", "transaction_office": "O2", "transaction_day": 8},
        ],
        "groups": [group("G1", "C1", "P1"), group("G2", "C1", "P2")],
        "people": [
            {"id": i, "name": name, "role": role, "unit": unit, "phone": phone, "locale": "vi"}
            for i, name, role, unit, phone in PEOPLE
        ],
    }


def group(code: str, commune: str, head: str | None) -> dict[str, Any]:
    """A group's row."""
    return {
        "id": code,
        "name": f"Tổ {code}",
        "commune": commune,
        "union": "womens_union",
        "head": head,
        "households": 40,
    }


def written(content: object) -> bytes:
    """As it stands in the file."""
    return json.dumps(content, ensure_ascii=False).encode()
