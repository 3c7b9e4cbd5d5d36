"""The first screen of `/why`: the total, what is full, what is lost, what is still to come."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from handlers.engine.turn import lines
from handlers.movements import called
from handlers.why.case import Case, Part
from handlers.why.gains import possible
from handlers.why.place import place
from handlers.why.summed import pulls, told
from handlers.why.words import spared, target, value
from handlers.wording import reports
from handlers.wording.disqualified import of_unit
from handlers.wording.scales import name, names, points, set_by
from locales.translator import Translator
from scoring.coverage import brings, lacking
from scoring.shown import hundredths


def overview(case: Case) -> Markup:
    """Everything on one screen, without a code."""
    t = case.turn.t
    full = [p for p in case.parts if p.told and p.applies and not p.shown.lost]
    lost = [part for part in case.parts if part.shown.lost and _explained(part)]
    without = [part for part in case.parts if not part.told and part.found.note in LACKING]
    idle = [p for p in case.parts if p.found.note == "not_applicable" and not p.applies]
    return lines(
        called(case.turn),
        Markup("<b>{}</b>").format(t("{unit}, year {year}", unit=case.unit.name,
                                     year=case.facts.year)),
        *total(case),
        *of_unit(t, case.turn.db, case.turn.movement, case.unit, case.facts.year),
        *told(case),
        *_one_line(t, t("Full points"), full),
        *_listed(t("Lost: {points}", points=_sum(case, lost)), _losses(case, lost)),
        *_listed(_no_figures(case, without), _waiting(case, without)),
        *_one_line(t, t("Does not apply, nothing is lost"), idle),
        *_headed(t("What pulls it down most"), pulls(case)),
        *_headed(t("More points are possible"), possible(case)),
        Markup(""),
        set_by(t, case.card),
    )  # fmt: skip


_MOST = 6
"""Losses that have a line of their own."""
LACKING = ("missing", "half", "unanswered")


def _explained(part: Part) -> bool:
    """Whether its value says why points are lost: there is one, or it does not apply and stays."""
    return part.told or part.scored.note == "kept"


def total(case: Case) -> list[Markup]:
    """The points, the place if there is one, and what this basis counts."""
    t = case.turn.t
    shown = points(t, hundredths(case.score))
    if case.turn.movement.ballot_of(case.unit.kind):
        counts = t("Judged by members of the Council: {points} of 100.", points=shown)
    elif case.basis == "official":
        counts = t("Official, of accepted reports: {points} of 100.", points=shown)
    else:
        counts = t("Provisional, with reports not yet checked: {points} of 100.", points=shown)
    return [counts, *spared(case), place(case)]


def _one_line(t: Translator, head: Markup, parts: list[Part]) -> list[Markup]:
    if not parts:
        return []
    return [
        Markup(""),
        Markup("<b>{}</b>: {}").format(head, _called(t, parts)),
    ]


def _called(t: Translator, parts: list[Part]) -> Markup:
    return names(t, (part.derived for part in parts))


def _listed(head: Markup, told: list[Markup]) -> list[Markup]:
    return _headed(head, [Markup("- {}").format(sentence) for sentence in told])


def _headed(head: Markup, told: list[Markup]) -> list[Markup]:
    return [Markup(""), Markup("<b>{}</b>").format(head), *told] if told else []


def _sum(case: Case, parts: list[Part]) -> str:
    return points(case.turn.t, sum(part.shown.lost for part in parts))


def _losses(case: Case, lost: list[Part]) -> list[Markup]:
    """What costs most in front; the small ones in one line."""
    t = case.turn.t
    ordered = sorted(lost, key=lambda part: -part.shown.lost)
    some = len(ordered) if len(ordered) <= _MOST + 1 else _MOST
    told = [_loss(case, part) for part in ordered[:some]]
    rest = ordered[some:]
    if rest:
        told.append(
            t(
                "{items}: {points} lost",
                items=_called(t, rest),
                points=_sum(case, rest),
            )
        )
    return told


def _loss(case: Case, part: Part) -> Markup:
    t, movement = case.turn.t, case.turn.movement
    called, gone = name(t, part.derived), points(t, part.shown.lost)
    if part.scored.note == "kept":
        return t("{name}: does not apply, its weight stays - {points} lost", name=called,
                 points=gone)  # fmt: skip
    own = value(t, movement, part)
    if part.found.note == "zero_start":
        own = t("started from zero")
    return t("{name}: {value}, target {target} - {points} lost", name=called, value=own,
             target=target(t, movement, part), points=gone)  # fmt: skip


def _no_figures(case: Case, without: list[Part]) -> Markup:
    t = case.turn.t
    if not any(part.shown.lost for part in without):
        return t("No figures yet")
    return t("No figures yet: {points}", points=_sum(case, without))


def _waiting(case: Case, without: list[Part]) -> list[Markup]:
    """By what brings the figures, so that each report is named once."""
    by_source: dict[tuple[str, Markup | None], list[Part]] = defaultdict(list)
    for part in without:
        state = "due" if part.found.worthless else "open" if part.applies else "gone"
        by_source[state, source(case, part)].append(part)
    return [_missing(case, state, brought, by_source[state, brought])
            for state, brought in by_source]  # fmt: skip


def _missing(case: Case, state: str, brought: Markup | None, parts: list[Part]) -> Markup:
    t = case.turn.t
    listed, held = _called(t, parts), _sum(case, parts)
    if state == "gone":
        told = t("{items}: nothing is lost meanwhile", items=listed)
    elif state == "due":
        told = t("{items}: not enough figures, {points} lost", items=listed, points=held)
    else:
        told = t("{items}: {points} still open", items=listed, points=held)
    return t("{first}; {second}", first=told, second=brought) if brought else told


def source(case: Case, part: Part) -> Markup | None:
    """Which report, or whose import, brings what an item lacks; `None` if nothing does any more."""
    t, movement = case.turn.t, case.turn.movement
    if not case.own(part):
        return None
    if movement.ballot_of(case.unit.kind):
        return t("known once members of the Council have judged")
    if part.derived.of is None:
        return t("known once the first report has fallen due")
    unknown = list(lacking(movement, part.derived, case.facts))
    if not unknown and part.found.worthless:
        unknown = [part.derived.of]
    for code in unknown:
        report = brings(movement, code, case.facts)
        if report is not None:
            form, period = report
            if part.found.worthless:
                return t("asked for in {form}, {period}", form=t.movement(form.name),
                         period=reports.period(t, period))  # fmt: skip
            return t("known after {form}, {period}", form=t.movement(form.name),
                     period=reports.period(t, period))  # fmt: skip
        if movement.indicators[code].reporter != "office":
            return None
    return t("known once the transaction office has entered it")
