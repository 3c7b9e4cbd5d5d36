"""The small organisation in the general shape: as JSON and as text."""

from __future__ import annotations

import json
from typing import Any

UNITS: list[dict[str, Any]] = [
    {"code": "80", "kind": "province", "name": "Tỉnh Mẫu"},
    {"code": "B", "kind": "branch", "name": "Chi nhánh", "parent": "80"},
    {"code": "O1", "kind": "office", "name": "Phòng giao dịch Một", "parent": "B"},
    {"code": "O2", "kind": "office", "name": "Phòng giao dịch Hai", "parent": "B"},
    {"code": "C1", "kind": "commune", "name": "Xã Một", "parent": "O1"},
    {"code": "C2", "kind": "commune", "name": "Xã Hai", "parent": "O2", "transaction_day": 8},
    {"code": "C1-12", "kind": "union", "name": "womens_union", "parent": "C1"},
    {"code": "G1", "kind": "group", "name": "Tổ G1", "parents": ["C1-12", "C1"], "households": 40},
    {"code": "G2", "kind": "group", "name": "Tổ G2", "parent": "C1", "union": "C1-12",
     "households": 40},
]  # fmt: skip
PEOPLE: list[dict[str, Any]] = [
    {"id": "P1", "name": "Nguyễn Văn Một", "phone": "0000000001", "language": "vi",
     "roles": [{"role": "head", "unit": "G1"}]},
    {"code": "P2", "name": "Trần Thị Hai", "phone": "+84000000002", "language": "vi",
     "role": "group_head", "unit": "G2"},
    {"code": "P3", "name": "Lê Văn Ba", "phone": "+84000000003", "language": "vi",
     "roles": [{"role": "cán bộ xã", "unit": "C1"}]},
    {"code": "P4", "name": "Phạm Thị Bốn", "phone": "+84000000004", "language": "vi",
     "roles": [{"role": "office", "unit": "O1"}]},
    {"code": "P5", "name": "Hồ Văn Năm", "phone": "+84000000005", "language": "vi",
     "roles": [{"role": "council", "unit": "B"}]},
]  # fmt: skip
UNITS_CSV = """Mã;Tên;Cấp;Thuộc;Hội, đoàn thể;Số hộ;Ngày giao dịch
80;Tỉnh Mẫu;Tỉnh;;;;
B;Chi nhánh;Chi nhánh;80;;;
O1;Phòng giao dịch Một;Phòng giao dịch;B;;;
O2;Phòng giao dịch Hai;phòng giao dịch;B;;;
C1;Xã Một;xã;O1;;;
C2;Xã Hai;Phường;O2;;;8
C1-12;womens_union;union;C1;;;
G1;Tổ G1;Tổ TK&VV;C1;C1-12;40;
G2;Tổ G2;group;C1;C1-12;40,0;
"""
PEOPLE_CSV = """code,name,phone,language,role,unit
P1,Nguyễn Văn Một,+84000000001,vi,head,G1
P2,Trần Thị Hai,+84000000002,vi,Tổ trưởng,G2
P3,Lê Văn Ba,+84000000003,vi,officer,C1
P4,Phạm Thị Bốn,+84000000004,vi,office,O1
P5,Hồ Văn Năm,+84000000005,vi,Council,B
"""


def written(**more: Any) -> bytes:
    content = {"units": UNITS, "people": PEOPLE} | more
    return json.dumps(content, ensure_ascii=False).encode()
