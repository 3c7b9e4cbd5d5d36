"""A list of honours of earlier years as it is written: whose, which, by which decision."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from locales.fold import fold
from services.lists import Columns
from services.roster import tables
from services.roster.cells import Code, Name, Row

COLUMNS = Columns(
    "honours",
    {
        "code": "code, id, ma, ma so",
        "person": "person, ma nguoi, ma ca nhan",
        "unit": "unit, ma don vi, ma tap the",
        "form": "form, hinh thuc, hinh thuc khen thuong, danh hieu",
        "sort": "sort, loai hinh, loai hinh khen thuong",
        "number": "number, so, so qd, so quyet dinh, quyet dinh so",
        "day": "day, date, ngay, ngay quyet dinh",
        "body": "body, by, co quan, co quan khen, co quan khen thuong, cap khen",
        "year": "year, nam, nam khen",
        "achieved_from": "achieved from, from, tu, tu ngay, thanh tich tu",
        "achieved_to": "achieved to, to, den, den ngay, thanh tich den",
    },
    (frozenset({"code", "person", "unit"}), frozenset({"form"}), frozenset({"number"}),
     frozenset({"day"})),
    "a code (Mã, code), the form (Hình thức, form), the number (Số quyết định, number), the day "
    "(Ngày, day)",
)  # fmt: skip
_SORTS = {
    "merit": "merit, thuong xuyen, cong trang, theo cong trang",
    "thematic": "thematic, sudden, chuyen de, theo chuyen de, theo dot, dot xuat",
}
_YEAR = re.compile(r"\d{4}", re.ASCII)


def _sort(said: Any) -> Any:
    for sort, words in _SORTS.items():
        if fold(str(said)) in words.split(", "):
            return sort
    raise ValueError(f"{said!r} is neither merit (thường xuyên) nor thematic (chuyên đề)")


def _day(said: Any) -> Any:
    return tables.day(said) or said if isinstance(said, str) else said


def _first(said: Any) -> Any:
    return f"{said}-01-01" if _YEAR.fullmatch(str(said)) else _day(said)


def _last(said: Any) -> Any:
    return f"{said}-12-31" if _YEAR.fullmatch(str(said)) else _day(said)


Day = Annotated[date, BeforeValidator(_day)]


class HonourRow(Row):
    """A row: whose it is by `code`, or plainly of a person or a unit."""

    code: Code | None = None
    person: Code | None = None
    unit: Code | None = None
    form: Name
    sort: Annotated[Literal["merit", "thematic"], BeforeValidator(_sort)]
    number: Name
    day: Day
    body: Name
    year: int | None = None
    achieved_from: Annotated[date, BeforeValidator(_first)] | None = None
    achieved_to: Annotated[date, BeforeValidator(_last)] | None = None
