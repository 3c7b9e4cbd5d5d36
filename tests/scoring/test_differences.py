"""Guards: who installs a version sees every change of it, and nothing that did not change."""

from __future__ import annotations

import tomllib
from typing import Any

from scoring.differences import differences
from scoring.loading import FOLDER

TEXT = (FOLDER / "tay-ninh.toml").read_text("utf-8")


def changed(*pairs: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return list(differences(tomllib.loads(TEXT), tomllib.loads(text)))


def test_the_same_differs_in_nothing_and_order_means_nothing() -> None:
    assert changed() == []
    raw: dict[str, Any] = tomllib.loads(TEXT)
    turned = {**raw, "indicator": raw["indicator"][::-1], "card": raw["card"][::-1]}
    assert list(differences(raw, turned)) == []


def test_a_changed_value_is_one_line_with_its_place() -> None:
    assert changed(("minimum_share = 80", "minimum_share = 90")) == [
        "~ list groups: minimum_share: 80 -> 90"
    ]
    assert changed(("stock_months = 3", "stock_months = 4")) == ["~ stock_months: 3 -> 4"]


def test_what_comes_and_goes_is_one_line_however_much_it_has() -> None:
    form = TEXT[TEXT.index('[[form]]\ncode = "office-quarter"') :].split("\n\n")[0]
    assert changed((form, "")) == ["- form office-quarter"]
    more = form.replace("office-quarter", "office-more")
    assert changed((form, f"{form}\n\n{more}")) == ["+ form office-more"]


def test_a_weight_is_named_with_its_card_and_item() -> None:
    raw: dict[str, Any] = tomllib.loads(TEXT)
    other: dict[str, Any] = tomllib.loads(TEXT)
    other["card"][0]["item"][0]["weight"] = 11
    other["card"][0]["item"][1]["full_at"] = 99
    first, second = (item["code"] for item in raw["card"][0]["item"][:2])
    card = raw["card"][0]["code"]
    assert list(differences(raw, other)) == [
        f"~ card {card}: item {first}: weight: 10 -> 11",
        f"~ card {card}: item {second}: full_at: 100 -> 99",
    ]
