"""How a sitting, its cases and its settings are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.wording.reports import day
from locales.reading import voting
from locales.translator import Translator
from scoring.votes import Base
from services.sittings.settings import Settings
from storage.sitting_cases import Nominee
from storage.sittings import Sitting


def bold(text: Markup) -> Markup:
    """A heading."""
    return Markup("<b>{}</b>").format(text)


def what(t: Translator, sitting: Sitting) -> Markup:
    """What it is on: collectives or persons of a year."""
    if sitting.what == "collective":
        return t("collectives of {year}", year=sitting.year)
    return t("persons of {year}", year=sitting.year)


def title(t: Translator, sitting: Sitting) -> Markup:
    """A sitting's name."""
    of = what(t, sitting)
    if sitting.round > 1:
        return t("Council sitting on {what}, ballot {n}", what=of, n=sitting.round)
    return t("Council sitting on {what}", what=of)


def convened(t: Translator, sitting: Sitting, zone: ZoneInfo) -> Markup:
    """When, and where that is known."""
    on = day(t, sitting.convened_at.astimezone(zone).date())
    if sitting.place:
        return t("Convened on {day}, place: {place}.", day=on, place=sitting.place)
    return t("Convened on {day}.", day=on)


def cases(
    t: Translator, nominees: Mapping[int, Nominee], recused: Collection[int] = ()
) -> Iterator[Markup]:
    """The cases, line by line; those on which the reader has no vote are marked."""
    for number, one in nominees.items():
        called = case(t, one)
        if number in recused:
            yield t("{n}. {name} - no vote here", n=number, name=called)
        else:
            yield t("{n}. {name}", n=number, name=called)


def case(_t: Translator, one: Nominee) -> Markup:
    """Whom a case is about."""
    if one.person is None:
        return Markup("{}").format(one.unit)
    return Markup("{} ({})").format(one.person, one.unit)


def numbers(t: Translator, cases: Iterable[int]) -> Markup:
    """Numbers of cases in a sentence."""
    return t.listing(sorted(cases))


def share(t: Translator, said: str) -> Markup:
    """A share as it is set: "2/3", "more than 1/2", "all"."""
    if said == "all":
        return t("all")
    if said.startswith(">"):
        return t("more than {share}", share=said[1:])
    return Markup("{}").format(said)


def base(t: Translator, of: Base) -> Markup:
    """Of whom the yes votes are a share."""
    return {
        "entitled": t("all members who may vote on the case"),
        "present": t("members who are there"),
        "valid": t("valid ballots"),
    }[of]


def rules(t: Translator, settings: Settings) -> Iterator[Markup]:
    """By what is decided, line by line."""
    yield t("Quorum: {share} of the members.", share=share(t, settings.quorum))
    yield t("Elected with {share} of {base}.", share=share(t, settings.passes),
            base=base(t, settings.base))  # fmt: skip
    if settings.written:
        yield t("Opinions in writing of the absent count.")
    else:
        yield t("Opinions in writing of the absent do not count.")
    if settings.shrinks:
        yield t("Whoever may not vote on a case is not counted in its base.")
    else:
        yield t("Whoever may not vote on a case stays in its base.")


def how(t: Translator, own: list[int]) -> Markup:
    """How a line of votes is written, for these cases."""
    example = voting.example(own, t.language)
    return t("Please write one line, for example: {example}", example=example)


def legend(t: Translator) -> Markup:
    """What the short words of the example mean."""
    return t(
        "{agree}: agree; {against}: against; {blank}: blank.",
        agree=voting.mark("yes", t.language), against=voting.mark("no", t.language),
        blank=voting.mark("blank", t.language),
    )  # fmt: skip
