"""Guards: a line that may be about somebody else's group, or another month, is put down to no
report before its writer has chosen one; whoever only greets or says who writes is not asked."""

from __future__ import annotations

import pytest
from rehearsal import Rehearsal
from sqlalchemy import select

from storage.reports import reports

FIGURES = "số hộ 45, dư nợ 2285tr, quá hạn 0"


def told(stage: Rehearsal, text: str) -> str:
    """What a head hears who has written a line; the text of the first answer."""
    stage.join("P002", "vi")
    stage.write("P002", text)
    return stage.shown["P002"][1].text


def begun(stage: Rehearsal) -> int:
    assert stage.db is not None
    return len(stage.db.execute(select(reports.c.id)).all())


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("BC bù tháng 8: ", "Không có báo cáo nào của tháng 8/2026 đang mở."),
        ("Gửi giùm tổ của chị Năm: ", "số liệu của ai: “giùm tổ của chị Năm”."),
        ("Chị Lan báo cáo: ", "Chưa hiểu rõ “Chị Lan”.\nXin chọn báo cáo."),
        ("BC xóm trên: ", "Chưa hiểu rõ “xóm trên”.\nXin chọn báo cáo."),
    ],
)
def test_what_may_be_anothers_is_put_down_to_nobody(demo: Rehearsal, front: str, says: str) -> None:
    with demo.undone():
        assert says in told(demo, front + FIGURES)
        assert begun(demo) == 0


def test_a_month_behind_the_figures_is_asked_about(demo: Rehearsal) -> None:
    with demo.undone():
        assert "Chưa hiểu rõ “(tháng 8)”" in told(demo, f"BC {FIGURES} (tháng 8)")
        assert begun(demo) == 0
        demo.write("P002", "tap " + demo.shown["P002"][1].choices[0][0].says)
        assert "Số hộ còn dư nợ: 45 hộ" in demo.shown["P002"][1].text


@pytest.mark.parametrize(
    "front", ["BC: ", "Dạ em gửi báo cáo tháng 11: ", "Nguyễn Thị Mẫu Một báo cáo: ", "BC tổ em: "]
)
def test_whoever_greets_is_not_asked(demo: Rehearsal, front: str) -> None:
    with demo.undone():
        assert "Xin chọn báo cáo" not in told(demo, front + FIGURES)
        assert begun(demo) == 1
