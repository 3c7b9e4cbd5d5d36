"""Guards: every writing of a phone number is one number; none that nobody can have is kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from organisations import small, written

from services.roster import file
from services.roster.compare import RosterError
from storage import phones

ONE = "+84845123456"


@pytest.mark.parametrize("typed", [
    "0845123456", "84845123456", "+84845123456", "0084845123456", "845123456", "084 512 3456",
    "0845.123.456", "0845-123-456", "(084) 512 3456", "+84 0845 123 456", "84 0845123456",
    "0845\u00a0123\u2013456", "\u202a+84 845 123 456\u202c", "٠٨٤٥١٢٣٤٥٦", "०८४५१२३४५६",
    "０８４５１２３４５６",
])  # fmt: skip
def test_one_number_however_it_is_written(typed: str) -> None:
    assert phones.read(typed) == ONE
    assert phones.shared(typed) == ONE


@pytest.mark.parametrize(("typed", "kept"), [
    ("01651234567", "+84351234567"),
    ("+84 165 123 4567", "+84351234567"),
    ("1211234567", "+84791234567"),
    ("0188 123 4567", "+84581234567"),
    ("0276 3822 123", "+842763822123"),
    ("2763822123", "+842763822123"),
    ("+855 12 345 678", "+85512345678"),
    ("00855 12 345 678", "+85512345678"),
    ("841234567", "+84841234567"),
    ("84000000002", "+84000000002"),
    ("0000000002", "+84000000002"),
])  # fmt: skip
def test_old_fixed_foreign_and_made_up_numbers(typed: str, kept: str) -> None:
    assert phones.read(typed) == kept


@pytest.mark.parametrize("typed", [
    "", "+", "0", "0123", "12ab", "0845123456a", "tel:0845123456", "08451234567", "084512345",
    "0612345678", "01111234567", "0663822123", "19001234", "18001234", "85512345678",
    "0845123456.0", "8.45123456E8", "0845123456 / 0912345678", "++84845123456", "0" * 40,
    "+84000001000", "²⁰³", "😀", "\0",
])  # fmt: skip
def test_what_nobody_can_have_is_refused_with_its_place_and_a_right_example(typed: str) -> None:
    content = small()
    content["people"][1]["phone"] = typed
    with pytest.raises(RosterError) as caught:
        file.read(written(content))
    (problem,) = caught.value.problems
    assert problem.startswith("people[1].phone: ")
    if typed.strip() and typed != "\0":
        assert repr(typed) in problem
    if typed.isdecimal() and typed.isascii():
        assert problem.endswith("right is, for example, 0912 345 678")


@pytest.mark.parametrize("typed", ["85512345678", "12025550123", "8613812345678"])
def test_a_platform_leaves_out_the_plus_of_any_country(typed: str) -> None:
    assert phones.shared(typed) == f"+{typed}"


def test_two_who_share_a_phone_are_told_what_to_do() -> None:
    content = small()
    content["people"][1]["phone"] = "84 000000001"
    with pytest.raises(RosterError, match="leave one empty: that person joins by code"):
        file.read(written(content))


def test_only_who_reads_a_number_waits_for_the_library() -> None:
    program = "import bot.cli, sys; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
