"""Guards: a code is found in whatever people send of it, and words are not taken for codes."""

from __future__ import annotations

import pytest

from storage import codes

CODE = "K7QM-3TXP-9HWD"
HASH = codes.hashed(CODE)


@pytest.mark.parametrize("sent", [
    CODE, CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f" {CODE}. ",
    "k7q m3t xp9 hwd", f"https://t.me/ThiDua2026Bot?start={CODE}", f"t.me/a_bot?start={CODE}&x=1",
    f"Mã của tôi là {CODE} nhé", "ma cua toi la k7qm 3txp 9hwd a", "mã: k7qm3txp9hwd, cảm ơn",
    f"{CODE}\nhttps://t.me/ThiDuaBot?start={CODE}", "K7QM–3TXP–9HWD", "K7QM-3TXP-9HWD!",
    "K٧QM-٣TXP-٩HWD", f"/start {CODE}", f"/start@ThiDuaBot {CODE}",
])  # fmt: skip
def test_a_stranger_may_send_it_as_it_comes(sent: str) -> None:
    found = codes.found(sent)
    assert found is not None
    assert codes.hashed(found) == HASH


@pytest.mark.parametrize("sent", [
    "", "xin chào", "anh cho em hỏi cách tham gia ạ", "chua nhan duoc", "chan tham gia nhe ban",
    "0845 123 456", "079123456789", "Tổ TK&VV ấp/khu phố Mẫu 1 9900001", "vietnamese12x", "😀" * 12,
    "/start", "https://t.me/ThiDuaBot", "a" * 5000,
])  # fmt: skip
def test_words_and_numbers_are_no_codes(sent: str) -> None:
    assert codes.found(sent) is None


def test_letters_alone_are_a_code_where_they_stand_alone_or_with_hyphens() -> None:
    for sent in ("KAQM-CTXP-EHWD", "KAQM CTXP EHWD", "kaqmctxpehwd", "mã KAQM-CTXP-EHWD đây"):
        assert codes.hashed(str(codes.found(sent))) == codes.hashed("KAQMCTXPEHWD")
    assert codes.found("ma kaqm ctxp ehwd day") is None


@pytest.mark.parametrize("sent", [CODE, CODE.lower(), f"https://t.me/ThiDuaBot?start={CODE}"])
def test_one_who_has_joined_may_send_it_plainly(sent: str) -> None:
    assert codes.hashed(str(codes.alone(sent))) == HASH


@pytest.mark.parametrize("sent", [
    "BC 4522 8523 2323", "222222222222", "2222-2222-22", "bc45 2285 23tr", f"mã {CODE}", "-",
    "2285-2285-2285-2285",
])  # fmt: skip
def test_figures_and_lines_of_one_who_has_joined_are_no_codes(sent: str) -> None:
    assert codes.alone(sent) is None
