"""The checklist of a dossier in words: what is missing, and who owes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from handlers.wording.reports import day
from locales.translator import Translator
from services.checklist import Checklist, Condition, Part
from services.gathering import Owing

_NAMED = 3
"""So many are named; the others are counted."""


def head(t: Translator, found: Checklist) -> Markup:
    """How much is ready."""
    n, total = found.counted
    if n == total:
        return t("All {total} parts of the dossier are ready.", total=total)
    return t("{n} of {total} parts of the dossier are ready.", n=n, total=total)


def missing(
    t: Translator, found: Checklist, office: str, besides: Condition | None = None
) -> list[Markup]:
    """A line for each part that is not ready; `besides`: what is told otherwise."""
    open_ = [one for one in found.parts if not one.piece.optional and not one.ready]
    ours = [t.movement(one.piece.name) for one in open_ if one.piece.by == "program"]
    sent = [_part(t, one, office) for one in open_ if one.piece.by != "program"]
    written = t("{pieces}: written by the program once somebody is proposed", pieces=t.row(ours))
    unmet = (_CONDITIONS[one](t, found, office) for one in found.unmet()
             if one != besides)  # fmt: skip
    return [*([written] if ours else []), *sent, *unmet]


def _part(t: Translator, one: Part, office: str) -> Markup:
    name = t.movement(one.piece.name)
    if one.lacking:
        names = _listed(t, [each.name for each in one.lacking])
        return t("{piece}: missing for {names}; to be sent by {who}", piece=name, names=names,
                 who=office)  # fmt: skip
    return t("{piece}: missing, to be sent by {who}", piece=name, who=office)


def _listed(t: Translator, names: Sequence[str]) -> Markup:
    shown = t.row(names[:_NAMED])
    more = len(names) - _NAMED
    return shown if more <= 0 else t("{names} and {n} more", names=shown, n=more)


def _owing(t: Translator, found: Sequence[Owing]) -> Markup:
    return _listed(t, [f"{one.name} ({one.reports})" for one in found])


def _nominees(t: Translator, _found: Checklist, office: str) -> Markup:
    return t("Nominees: nobody is proposed yet; by {who}", who=office)


def _reports(t: Translator, found: Checklist, _office: str) -> Markup:
    names = _owing(t, found.gathered.owing)
    return t.many("Reports: {n} is missing, from {names}", "Reports: {n} are missing, from {names}",
                  found.gathered.missing, names=names)  # fmt: skip


def _checks(t: Translator, found: Checklist, _office: str) -> Markup:
    names = _owing(t, found.gathered.checking)
    return t.many("Figures: {n} report waits to be checked, by {names}",
                  "Figures: {n} reports wait to be checked, by {names}", found.gathered.unchecked,
                  names=names)  # fmt: skip


def _mismatches(t: Translator, found: Checklist, office: str) -> Markup:
    names = _listed(t, [one.unit for one in found.mismatches])
    return t("Figures differ from the reports without an explanation: {names}; to be explained by "
             "{who}", names=names, who=office)  # fmt: skip


def _barred(t: Translator, found: Checklist, office: str) -> Markup:
    return t("Not eligible any more: {names}; to be withdrawn by {who}",
             names=_listed(t, [one.name for one in found.barred]), who=office)  # fmt: skip


def _holds(t: Translator, found: Checklist, _office: str) -> Markup:
    since = t.row([t("{who}, since {day}", who=one.by, day=day(t, one.since))
                   for one in found.holds[:_NAMED]])  # fmt: skip
    return t("Not considered for now, until it is released by: {names}", names=since)


def _places(t: Translator, found: Checklist, office: str) -> Markup:
    return t("Places: {n} individuals are proposed, {places} may be; to be withdrawn by {who}",
             n=found.over + found.places, places=found.places, who=office)  # fmt: skip


def _signer(t: Translator, _found: Checklist, office: str) -> Markup:
    return t("Signer: nobody is named yet; by {who}", who=office)


def _bases(t: Translator, found: Checklist, _office: str) -> Markup:
    names = [f"{one.kind} {one.number}" if heir is None
             else f"{one.kind} {one.number} → {heir.kind} {heir.number}"
             for one, heir in found.lapsed]  # fmt: skip
    return t("Legal bases no longer in force: {names}; to be renewed by the Council",
             names=_listed(t, names))  # fmt: skip


_CONDITIONS: dict[Condition, Callable[[Translator, Checklist, str], Markup]] = {
    "nominees": _nominees,
    "reports": _reports,
    "checks": _checks,
    "mismatches": _mismatches,
    "barred": _barred,
    "holds": _holds,
    "places": _places,
    "signer": _signer,
    "bases": _bases,
}


def there(t: Translator, found: Checklist) -> Iterator[Markup]:
    """Pieces that are there: written by the program, or sent."""
    sent = {one.code for one in found.sent}
    for one in found.parts:
        name = t.movement(one.piece.name)
        if one.piece.by == "sent" and one.piece.code in sent:
            files = [each.name for each in found.sent if each.code == one.piece.code]
            yield t("{piece}: sent ({names})", piece=name, names=_listed(t, files))
        elif one.piece.by == "program" and one.ready and one.needed:
            yield t.many("{piece}: written by the program", "{piece}: {n} written by the program",
                         one.needed, piece=name)  # fmt: skip
