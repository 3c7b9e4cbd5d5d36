"""How long a card takes to be drawn and how large it is: `python -m bench.pictures`, run alone."""

from __future__ import annotations

import statistics
import time

from bot.rendering.made import picture
from handlers.pictures import card
from handlers.pictures.texts import Text
from locales.translator import languages, translator

ROUNDS = 20


def drawn(language: str, number: int) -> tuple[float, int]:
    """A full card with names that were not drawn before: milliseconds, bytes."""
    shown = full(language, number).model_dump_json()
    begun = time.perf_counter()
    made = picture(card.KIND, shown)
    return (time.perf_counter() - begun) * 1000, len(made.data)


def full(language: str, number: int) -> card.Card:
    """Twelve lines, one of them one's own, in the language's words."""
    t = translator(language)
    said = str(t("Nobody has a place yet."))
    rows = tuple(
        card.Row(
            place=t.number(place), name=Text(text=f"Tổ TK&VV ấp/khu phố Mẫu {number}", dir="ltr"),
            within=Text(text="Phường Tân Ninh", dir="ltr"), points=f"{90 - place},{number:02}",
            moved=1, moved_words=t.number(1), band=place % 4, band_words=str(t("Official")),
            own=place == 12, after_gap=place == 12,
        )
        for place in range(1, 13)
    )  # fmt: skip
    return card.Card(
        language=language, dir=t.direction, title=Text(text=said, dir=t.direction),
        basis=str(t("Provisional")), official=False, list=said, as_of=said, coverage=said,
        share=0.9, rows=rows, nobody=said, notes=(said,),
    )  # fmt: skip


def main() -> None:
    """The first, which loads the fonts; then the median of each language."""
    print(f"first: {drawn('vi', 99)[0]:.0f} ms")
    for language in languages():
        took, sizes = zip(*(drawn(language, n) for n in range(ROUNDS)), strict=True)
        print(f"{language}: median {statistics.median(took):.0f} ms, worst {max(took):.0f}, "
              f"{statistics.median(sizes) / 1000:.0f} kB")  # fmt: skip


if __name__ == "__main__":
    main()
