"""Takes the pictures of docs/standings.md anew: `python -m tests.rendering.picture`."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from markupsafe import Markup

from bot.rendering.made import picture
from handlers.pictures import card, tiles, trend
from locales.translator import languages, translator
from scoring.periods import of_year
from scoring.trend import Moment, Series, Trend

sys.path.insert(0, str(Path(__file__).parent))
from cards import content, lines

DOCS = Path(__file__).parents[2] / "docs"
COMMUNES = ("Phường Tân Ninh", "Phường Long Hoa", "Xã Tân Biên", "Xã Trà Vong", "Xã Tân Châu",
            "Phường Gò Dầu", "Xã Phước Thạnh", "Xã Dương Minh Châu", "Xã Bến Cầu",
            "Phường Trảng Bàng", "Phường Long An")  # fmt: skip
MONTHS = of_year("monthly", 2026)
POINTS = (5487, None, 5932, 7120)


def standing(language: str) -> card.Card:
    """Eleven lines, one's own below, with moves and grades."""
    names = [f"Tổ TK&VV ấp/khu phố Mẫu {n % 4 + 1}" for n in range(12)]
    rows = [replace(row, total=(93 - 4 * n) * 10**9 + 210_000_000, commune=COMMUNES[n % 11])
            for n, row in enumerate(lines(names))]  # fmt: skip
    rows[11] = replace(rows[11], place=17)
    moved = {1: 2, 2: -1, 3: -1, 4: 0, 5: 3, 6: 0, 7: -2, 8: 0, 9: 0, 10: 1, 11: 0, 12: 4}
    return content(language, [rows[:11], rows[11:]], own=[12], moved=moved)


def reported(language: str) -> tiles.Tiles:
    """A tile a commune."""
    t = translator(language)
    given = (3, 3, 2, 3, 0, 3, 4, 3, 1, 3, 3)
    parts = [tiles.Part(name, n, max(n, 3)) for name, n in zip(COMMUNES, given, strict=True)]
    counted = t("{n} of {total} reported.", n=sum(given), total=sum(one.asked for one in parts))
    return tiles.tiles(t, Markup(t("Who has reported")), (), counted, parts)


def year(language: str) -> trend.Drawing:
    """Three months and one without a report."""
    moments = tuple(
        Moment(MONTHS[8 + n], points, None if points is None else 4 - n, 33)
        for n, points in enumerate(POINTS)
    )
    series = (Series("Tỷ lệ thu lãi", "X", (Fraction(93), None, Fraction(100), Fraction(98))),
              Series("Tỷ lệ nợ quá hạn", "Y", (Fraction(1, 2), None, Fraction(1, 5),
                                               Fraction(0))))  # fmt: skip
    t = translator(language)
    drawn = Trend("Tổ TK&VV ấp/khu phố Mẫu 1", "1", 2026, moments, series, "Phường Tân Ninh")
    told = (t("Provisional points with the reports up to each period:"),)
    return trend.drawing(t, drawn, told)


def main() -> None:
    """Each in every language."""
    for language in languages():
        for kind, shown in ((card.KIND, standing), (tiles.KIND, reported), (trend.KIND, year)):
            made = picture(kind, shown(language).model_dump_json())
            (DOCS / "pictures").mkdir(exist_ok=True)
            (DOCS / "pictures" / f"{made.name[:-4]}-{language}.png").write_bytes(made.data)


if __name__ == "__main__":
    main()
