"""How long a paper takes to be set and how large it is: `python -m bench.papers`, run alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import docx
from handlers.papers.paper import Cell, Paper, Paragraph, Run, Signature, Table

ROUNDS = 20
ROWS = (0, 20, 300)
SENTENCE = "Năm 2026 có {n} tổ tiết kiệm và vay vốn nộp báo cáo, tỷ lệ thu lãi đạt 98,5%. "


def paper(rows: int, number: int) -> Paper:
    """Three pages of text and a list of so many rows; each paper is a new one."""
    text = Paragraph(runs=(Run(text=SENTENCE.format(n=number) * 4, note=1),))
    columns = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điểm", "Ghi chú")
    lines = tuple(
        tuple(Cell(runs=(Run(text=f"{title} {n}"),)) for title in columns) for n in range(rows + 1)
    )
    table = (Table(widths=(1, 4, 3, 4, 2, 3), rows=lines),) if rows else ()
    return Paper(
        code="request", language="vi", superior="Ngân hàng", number=f"Số {number}",
        issuer="Chi nhánh Mẫu", title="Tờ trình", motto="Độc lập - Tự do - Hạnh phúc",
        body=((text,) * 18) + table, notes=((1, SENTENCE),), draft="BẢN NHÁP",
        signs=(Signature(capacity="Chủ tịch", name="Nguyễn Thị Mẫu"),),
        made=datetime(2027, 1, 12, tzinfo=UTC),
    )  # fmt: skip


def took(make: Callable[[Paper], bytes], rows: int) -> tuple[float, float, int]:
    """Milliseconds: the median, the slowest; bytes of the last."""
    times, size = [], 0
    for number in range(ROUNDS):
        given = paper(rows, number)
        begun = time.perf_counter()
        size = len(make(given))
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), max(times), size


def main() -> None:
    """A line a format and length."""
    for name, make in (("docx", docx), ("pdf", pdf)):
        make(paper(0, -1))
        for rows in ROWS:
            median, slowest, size = took(make, rows)
            print(f"{name} {rows:4} rows: {median:6.0f} ms, at most {slowest:6.0f} ms, {size} B")


if __name__ == "__main__":
    main()
