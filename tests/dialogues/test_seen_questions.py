"""Guards: an answer counts for the question, and for the figures beside it, that were shown."""

from __future__ import annotations

import pytest
from on_stage import LINE, NAMED, at_once, figure, has
from player import Player


@pytest.mark.parametrize("said", ["vẫn vậy", "giữ nguyên"])
def test_keep_keeps_what_was_shown(joined: Player, said: str) -> None:
    joined.figures("2026-10", "9900001", "HH_LOAN=45")
    assert has(joined.write("P002", NAMED), "Giữ nguyên: 45 hộ")
    figure(joined, "2026-10", "HH_LOAN", 44)
    told = joined.write("P002", said)
    assert has(told, "Câu 1/9")
    assert has(told, "Giữ nguyên: 44 hộ")
    assert has(joined.write("P002", said), "Đã ghi. Số hộ còn dư nợ: 44 hộ.")


def test_a_keep_button_keeps_the_value_that_stands_on_it(joined: Player) -> None:
    joined.figures("2026-10", "9900001", "HH_LOAN=45")
    joined.write("P002", NAMED)
    figure(joined, "2026-10", "HH_LOAN", 44)
    assert has(joined.write("P002", "tap Giữ nguyên: 45 hộ"), "Số hộ còn dư nợ: 45 hộ.")


def test_the_offices_figures_are_agreed_to_as_they_were_shown(joined: Player) -> None:
    joined.figures("2026-11", "9900001", "HH_LOAN=45", "LOAN_OUT=2285000000")
    assert has(joined.write("P002", NAMED), "2.285.000.000")
    figure(joined, "2026-11", "LOAN_OUT", 9_999_000_000)
    assert has(joined.write("P002", "tap yes"), "Dư nợ: 9.999.000.000 đồng")
    figure(joined, "2026-11", "LOAN_OUT", 2_285_000_000)
    joined.write("P002", "tap yes")
    assert has(joined.write("P002", "tap yes"), "Câu 3/9")


def test_the_offices_figures_replace_nothing_that_came_meanwhile(joined: Player) -> None:
    joined.figures("2026-11", "9900001", "HH_LOAN=45", "LOAN_OUT=2285000000")
    joined.write("P002", NAMED)
    joined.write("P001", "BC 9900001 44")
    told = joined.write("P002", "tap yes")
    assert has(told, "đã đổi Số hộ còn dư nợ: chưa trả lời → 44 hộ.")
    assert has(told, "Câu 2/9")


def test_a_doubt_that_has_not_arrived_is_not_answered_by_the_next_word(joined: Player) -> None:
    joined.write("P002", NAMED)
    told = at_once(joined, "P002", "54", "có")  # the roster says 45
    assert not has(told, "Đã ghi")
    assert has(joined.write("P002", "có"), "Đã ghi. Số hộ còn dư nợ: 54 hộ.")


def test_an_answer_counts_for_the_question_that_was_shown(joined: Player) -> None:
    for text in (NAMED, "45", "2285tr"):
        joined.write("P002", text)  # is asked for the arrears
    joined.write("P001", "BC 9900001 quá hạn 10tr")
    told = joined.write("P002", "12tr")
    assert has(told, "Nợ quá hạn: 10 triệu đồng (10.000.000 đ) → 12 triệu đồng (12.000.000 đ).")
    assert has(joined.write("P002", "tap yes"), "Đã ghi. Nợ quá hạn: 12 triệu đồng")


def test_not_known_replaces_nothing_that_came_meanwhile(joined: Player) -> None:
    joined.write("P002", NAMED)
    joined.write("P001", "BC 9900001 44")
    told = joined.write("P002", "chưa rõ")
    assert has(told, "Đã trả lời: 44 hộ")
    assert has(joined.write("P002", "chưa rõ"), "Đã ghi. Số hộ còn dư nợ: chưa rõ, thay cho 44 hộ.")


def test_the_number_of_a_line_is_no_answer_when_the_card_is_gone(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P001", NAMED)
    joined.write("P001", "discard")
    joined.write("P001", "tap discard")
    told = joined.write("P002", "3")
    assert has(told, "đã bỏ các câu trả lời.")
    assert has(told, "Câu 1/9")
    assert not has(told, "Đã ghi")
