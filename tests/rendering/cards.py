"""Cards of made-up standings, in the product's own words, and what is seen on their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageChops

from bot.rendering.made import picture
from handlers.pictures import card
from locales.translator import translator
from scoring.standings import Coverage, Line, Scope, Standings
from tests.known_movement import known

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
NAME = "Tổ TK&VV ấp/khu phố Mẫu"
BRANCH = Scope("branch", "BRANCH", "Chi nhánh NHCSXH tỉnh Tây Ninh")
Area = tuple[int, int, int, int]
PLACES: Area = (44, 210, 150, 1200)
"""Where the column of the places stands where one reads from the left."""


def lines(names: Sequence[str]) -> list[Line]:
    """One after the other, fewer points each, so that every band is met."""
    return [
        Line(n, f"99000{n:02}", name, (105 - 7 * n) * 10**9, 9, 9, "ranked", n, "Phường Tân Ninh")
        for n, name in enumerate(names, 1)
    ]


def content(
    language: str,
    blocks: Sequence[Sequence[Line]],
    *,
    own: Iterable[int] = (),
    league: str = "groups",
    scope: Scope = BRANCH,
    official: bool = False,
    moved: dict[int, int] | None = None,
) -> card.Card:
    """The card as somebody who speaks the language gets it."""
    rules = known().in_year(2026)
    table = Standings(
        movement=rules.code, list=league, level=rules.leagues[league].level, scope=scope, year=2026,
        basis="official" if official else "provisional", as_of=NOW, digest="", lines=(),
        coverage=Coverage(31, 33),
    )  # fmt: skip
    return card.card(translator(language), rules, table, blocks, ZONE, own=set(own), moved=moved)


def twelve(language: str, **more: object) -> card.Card:
    """A full card: eleven lines, and one's own far below them."""
    rows = lines([f"{NAME} {n}" for n in range(1, 13)])
    return content(language, [rows[:11], rows[11:]], own=[12], moved={1: 2, 2: -1, 3: 0}, **more)  # type: ignore[arg-type]


def drawn(shown: card.Card) -> bytes:
    """The picture of it."""
    return picture(card.KIND, shown.model_dump_json()).data


def seen(png: bytes) -> Image.Image:
    """As it is looked at."""
    return Image.open(BytesIO(png)).convert("RGB")


def ink(image: Image.Image, area: Area) -> int:
    """How many pixels of an area are not white."""
    part = image.crop(area).convert("L").point(lambda grey: 255 if grey < 200 else 0)
    return sum(part.histogram()[200:])


def differs(one: Image.Image, other: Image.Image) -> Area | None:
    """The box in which two pictures do not look the same: their palettes are each its own."""
    apart = ImageChops.difference(one, other).convert("L")
    return apart.point(lambda grey: 255 if grey > 72 else 0).getbbox()
