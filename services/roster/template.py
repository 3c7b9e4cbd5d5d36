"""Tables to fill in: what the columns are called, and a row of each kind of unit or role."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.movement import Movement
from services.roster import headers

UNITS = ("Mã", "Tên", "Cấp", "Thuộc", "Số hộ", "Ngày giao dịch", "Báo cáo từ", "Từ ngày",
         "Nhập vào", "Loại tập thể", "Số người", "Số nữ")  # fmt: skip
PEOPLE = ("Mã", "Họ tên", "Điện thoại", "Ngôn ngữ", "Vai trò", "Đơn vị", "Giới tính", "Năm sinh",
          "Chức danh", "Lãnh đạo/trực tiếp", "Loại cá nhân")  # fmt: skip


def units(movement: Movement) -> Iterator[tuple[str, ...]]:
    """A table of units from the root down; a second unit in which one lies has a further column."""
    further = dict.fromkeys(kind for level in movement.levels.values() for kind in level.within[1:])
    yield (*UNITS, *further)
    for kind in movement.downward:
        level = movement.levels[kind]
        parent = _code(level.within[0]) if level.within else ""
        beside = (_code(one) if one in level.within[1:] else "" for one in further)
        empty = [""] * (len(UNITS) - 4)
        yield (_code(kind), level.name, kind, parent, *empty, *beside)


def people(movement: Movement) -> Iterator[tuple[str, ...]]:
    """A table of people; whoever has several roles has several rows."""
    yield PEOPLE
    for n, (role, kinds) in enumerate(headers.places(movement).items(), 1):
        if kinds:
            empty = [""] * (len(PEOPLE) - 6)
            yield (f"P{n}", f"Mẫu {n}", "", "vi", role, _code(kinds[0]), *empty)


def _code(kind: str) -> str:
    return f"{kind}-1"
