"""A card as worked out and as appraised, in words: its items, both totals, the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.awards.council import figures, words
from handlers.wording import scales
from handlers.wording.reports import day
from locales.translator import Translator
from scoring.appraised import Row
from scoring.shown import hundredths, shown
from services.appraisals import Sheet
from storage.appraisals import Appraised


def title(t: Translator, found: Sheet) -> Markup:
    """What is looked at."""
    return t("{unit}, {year}: self-computed and appraised", unit=found.unit.name,
                  year=found.year)  # fmt: skip


def totals(t: Translator, found: Sheet) -> Iterator[Markup]:
    """Both sums, and how far they are apart."""
    own = scales.points(t, hundredths(found.score))
    if found.basis == "official":
        yield t("Self-computed, of accepted reports: {points}", points=own)
    else:
        yield t("Self-computed, provisional: {points}", points=own)
    if found.changed:
        yield t("Appraised: {points} ({difference})", points=figures.points(t, found.total),
                difference=figures.difference(t, found.total - found.score.total))  # fmt: skip
    else:
        yield t("Appraised: as self-computed.")


def told(t: Translator, zone: ZoneInfo, found: Sheet, row: Row) -> Iterator[Markup]:
    """An item: at most, self-computed; and where they differ appraised, the difference, why."""
    part = shown(found.score)[row.item.code]
    name = scales.name(t, found.movement.derived[row.item.indicator])
    yield t("{name}: {points} of {most}", name=name, points=scales.points(t, part.points),
            most=scales.points(t, part.weight))  # fmt: skip
    said = found.said.get(row.item.code)
    if said is None:
        return
    yield words.under(_said(t, row, said, day(t, said.at.astimezone(zone).date())))


def _said(t: Translator, row: Row, said: Appraised, when: str) -> Markup:
    """What the appraiser says of it, who, when and why."""
    about = {"who": said.who, "day": when, "reason": said.reason}
    if row.said is None:
        return t("As self-computed again; {who}, {day}: {reason}", **about)
    apart = figures.difference(t, row.difference)
    return t("Appraised: {points} ({difference}); {who}, {day}: {reason}",
             points=figures.exactly(t, row.counts), difference=apart, **about)  # fmt: skip
