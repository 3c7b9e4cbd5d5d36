"""Guards: a line of votes is read as it was meant, in every language and digits, or not at all;
what is told of a wrong one are numbers of cases alone."""

from __future__ import annotations

import random

import pytest

from locales.reading import voting
from locales.reading.voting import Line, Wrong
from locales.tables import languages, table

CASES = range(1, 6)
SHORT = {"y": "yes", "n": "no", "b": "blank"}
RIGHT = [
    ("vi", "1đ 2k 3t 4đ 5đ", "ynbyy"), ("vi", "1 đ, 2 k, 3 t, 4 d, 5 k", "ynbyn"),
    ("vi", "1 đ\n2 k\n3 t\n4 không đồng ý\n5 dong y", "ynbny"), ("vi", "1-5 đ", "yyyyy"),
    ("vi", "Tất cả đồng ý", "yyyyy"), ("vi", "2 k, còn lại đ", "ynyyy"),
    ("vi", "1,2,3 đ 4,5 k", "yyynn"), ("vi", "đồng ý 1-3, không 4 5", "yyynn"),
    ("vi", "tất cả đ trừ 2 k", "ynyyy"), ("vi", "1đ2k3t4đ5đ", "ynbyy"),
    ("vi", "1.đ 2.k 3.t 4.đ 5.k", "ynbyn"), ("vi", "1=đ; 2=k; 3=t; 4-đ; 5-k", "ynbyn"),
    ("vi", "hồ sơ 1 đến 4 đồng ý, hồ sơ 5 phiếu trắng", "yyyyb"),
    ("vi", "1 đ 1 đ 2 k 3 k 4 k 5 k", "ynnnn"),
    ("en", "1 a 2 n 3 b 4 yes 5 against", "ynbyn"), ("en", "agree to all", "yyyyy"),
    ("en", "2 no, the rest yes", "ynyyy"), ("en", "1 do not agree, 2-5 agree", "nyyyy"),
    ("en", "1 not agree, rest agree", "nyyyy"), ("en", "2 phản đối, 1 agree, rest blank", "ynbbb"),
    ("hi", "१ सहमत, २ असहमत, ३ खाली, ४ हाँ ५ नहीं", "ynbyn"), ("hi", "सभी सहमत", "yyyyy"),
    ("hi", "२ असहमत, बाकी सहमत", "ynyyy"), ("hi", "१ से ५ सहमत", "yyyyy"),
    ("hi", "१ सहमत नहीं, बाकी सहमत", "nyyyy"),
    ("ar", "١ موافق، ٢ غير موافق، ٣ ممتنع، ٤ نعم، ٥ لا", "ynbyn"), ("ar", "الكل موافق", "yyyyy"),
    ("ar", "٢ ضد والباقي موافق", "ynyyy"), ("ar", "١-٥ موافق", "yyyyy"),
    ("ar", "١ لا أوافق، الباقي أوافق", "nyyyy"),
]  # fmt: skip
WRONG = [
    ("1 đ 1 k 2-5 đ", Wrong(twice=(1,))), ("1 đ, 3 k", Wrong(missing=(2, 4, 5))),
    ("1-5 đ, 9 k, 0 k", Wrong(unknown=(0, 9))), ("tất cả đ, 2 k", Wrong(twice=(2,))),
    ("1 hông đồng ý, 2-5 đ", Wrong(unread=True)), ("1 chưa đồng ý, còn lại đ", Wrong(unread=True)),
    ("1 đ 2 k 3", Wrong(unread=True)), ("1-5 đ?", Wrong(unread=True)),
    ("1 đ k, còn lại t", Wrong(unread=True)), ("còn lại đ, còn lại k, 1 t", Wrong(unread=True)),
    ("5-1 đ", Wrong(unread=True)), ("1-99999999 đ", Wrong(unread=True)),
]  # fmt: skip
NONE = ["", "45", "1-5", "đồng ý", "BC 45 2285tr 0 12,4tr", "/standings", "xin chào", "đ" * 700]


@pytest.mark.parametrize(("language", "text", "said"), RIGHT)
def test_a_line_is_read(language: str, text: str, said: str) -> None:
    found = voting.read(text, language, CASES)
    assert found == Line({n: SHORT[one] for n, one in enumerate(said, 1)})


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_a_wrong_line_casts_nothing_and_is_told_by_numbers(text: str, why: Wrong) -> None:
    assert voting.read(text, "vi", CASES) == why


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_vote_is_left_to_others(text: str) -> None:
    assert voting.read(text, "vi", CASES) is None


def test_one_does_not_vote_on_ones_own_and_all_leaves_it_out() -> None:
    assert voting.read("tất cả đ", "vi", CASES, {2}) == Line(dict.fromkeys((1, 3, 4, 5), "yes"))
    assert voting.read("2 k, còn lại đ", "vi", CASES, {2}) == Wrong(barred=(2,))
    assert voting.read("1-5 đ", "vi", CASES, {2, 4}) == Wrong(barred=(2, 4))
    assert voting.read("đồng ý", "vi", [1, 2], {2}) == Line({1: "yes"})


@pytest.mark.parametrize("language", languages())
def test_the_example_is_right_itself_and_every_listed_word_is_read(language: str) -> None:
    example = voting.example([1, 2, 3, 4, 5], language)
    read = voting.read(example, language, CASES)
    assert read == Line(dict(zip(CASES, ("yes", "no", "blank", "yes", "no"), strict=True)))
    kinds = {"agree": "yes", "against": "no", "blank": "blank"}
    for kind, choice in kinds.items():
        for word in table(language)["vote"][kind]:
            assert voting.one(word, language) == choice, word
            assert voting.read(f"1-5 {word}", language, CASES) == Line(dict.fromkeys(CASES, choice))


def test_no_word_means_two_things() -> None:
    for language in languages():
        lists = table(language)["vote"]
        words = [
            word for kind in ("agree", "against", "blank", "all", "rest") for word in lists[kind]
        ]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("seed", range(300))
def test_lines_at_random_are_never_read_as_something_else(seed: int) -> None:
    dice = random.Random(seed)
    language = dice.choice(languages())
    lists = table(language)["vote"]
    said = {n: dice.choice(("agree", "against", "blank")) for n in CASES}
    order = dice.sample(list(said), len(said))
    digits = dice.choice(("0123456789", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩"))
    mark = dice.choice((", ", "; ", "\n", " "))
    line = mark.join(f"{digits[n]} {dice.choice(lists[said[n]])}" for n in order)
    kinds = {"agree": "yes", "against": "no", "blank": "blank"}
    assert voting.read(line, language, CASES) == Line({n: kinds[said[n]] for n in CASES}), line
