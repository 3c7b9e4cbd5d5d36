"""Guards: what the criteria screen says is what is scored by, for every card and in every language;
a card that a Council has decided on says whose decision it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from player import Player

from locales.translator import languages
from scoring.loading import builtin


@pytest.mark.parametrize("language", languages())
def test_every_item_of_every_card_is_told_with_its_weight(player: Player, language: str) -> None:
    movement = builtin()
    player.site = replace(player.site, live=movement)
    player.join("P002", language)
    for card in movement.cards.values():
        player.write("P002", f"/criteria {card.code}")
        said = [c.says for row in player.shown["P002"][1].choices for c in row]
        families = [one for one in said if one.startswith(f"/criteria {card.code} ")]
        text = "\n".join("\n".join(player.write("P002", one)) for one in families)
        assert all(item.code in text for item in card.items)
        assert len(families) == len({item.family for item in card.items})


def test_a_decision_of_the_council_is_named(player: Player) -> None:
    movement = player.site.live.all[0]
    card = replace(movement.cards["TN-G"], set_by="Hội đồng tỉnh, Quyết định 12/QĐ-HĐ")
    decided = replace(movement, cards={**movement.cards, "TN-G": card})
    player.site = replace(player.site, live=decided)
    player.join("P002")
    for text in ("/criteria TN-G", "/criteria TN-G F1", "/why"):
        told = "\n".join(player.write("P002", text))
        assert "Quyết định 12/QĐ-HĐ" in told
        assert "mặc định" not in told
