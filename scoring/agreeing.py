"""What one row of a movement's file cannot know of the others."""

from __future__ import annotations

from scoring import shape


def check(file: shape.File) -> None:
    """Whether the rows agree; ValueError names the first place where they do not."""
    raw = {row.code for row in file.indicator}
    derived = {row.code for row in file.derived}
    for form in file.form:
        for code in form.indicators:
            if code not in raw:
                raise ValueError(f"form {form.code}: no indicator {code}")
    for row in file.derived:
        for named in (row.of, row.per, row.unless_zero):
            if named is not None and named not in raw:
                raise ValueError(f"derived {row.code}: no indicator {named}")
    for card in file.card:
        weights = sum(item.weight for item in card.item)
        if weights != 100:
            raise ValueError(f"card {card.code}: the weights add up to {weights}, not 100")
        for item in card.item:
            if item.indicator not in derived:
                raise ValueError(f"card {card.code}, {item.code}: no indicator {item.indicator}")
            if item.full_at == item.zero_at:
                raise ValueError(f"card {card.code}, {item.code}: full_at is zero_at")
    if not any(band.least == 0 for band in file.band):
        raise ValueError("band: none from 0 points on")
