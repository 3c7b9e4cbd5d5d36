"""Guards: what is frozen is what the database says, worked out anew; one changed value is another
content; what was frozen is never printed once it was changed."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from paper_season import COUNCIL, GROUP, HEAD, OFFICE, Season
from sqlalchemy import select, update

from services import places
from services.papers import freezing
from services.papers.content import canonical, digest
from services.papers.freezing import Changed
from storage import appraisals
from storage.measures import measures
from storage.people import people
from storage.snapshots import snapshots
from storage.units import units
from tests import january
from tests.january import YEAR, person, unit
from tests.known_movement import known


def _stored(season: Season, code: str) -> dict[str, list[int]]:
    body = season.db.execute(
        select(measures.c.body)
        .join(units, units.c.id == measures.c.unit_id)
        .where(units.c.code == code, measures.c.year == YEAR, measures.c.basis == "official")
    ).scalar_one()
    return {name: row[:2] for name, row in json.loads(body).items()}


@pytest.mark.parametrize("whose", [OFFICE, GROUP])
def test_every_figure_is_that_of_the_database(season: Season, whose: str) -> None:
    content, kept = season.frozen().content, _stored(season, whose)
    rows = [one for one in content.rows if one.whose_code == whose and one.period == str(YEAR)]
    told = {one.code: one for one in rows if one.code in kept}
    assert len(told) >= 10
    for code, (top, bottom) in kept.items():
        derived = known().derived[code]
        if derived.kind == "grade":
            assert told[code].grade == "Tốt"
        elif derived.kind == "change":
            assert told[code].exact == Fraction((top - bottom) * 100, bottom)
        else:
            scale = 100 if derived.unit in ("%", "per_100") else 1
            assert told[code].exact == Fraction(top * scale, bottom), code


def test_points_add_up_to_the_score_and_are_not_those_of_the_appraiser(season: Season) -> None:
    [office, _] = season.frozen().content.nominees
    assert office.place is not None
    assert sum(Fraction(one.points) for one in office.figures) == Fraction(office.place.points)
    assert (office.place.points, office.place.place, office.place.among) == ("95", 1, 2)
    item, by = office.figures[0], person(season.db, "P061")
    appraisals.add(season.db, known().code, YEAR, unit(season.db, OFFICE).id, item.item,
                   Fraction(1), "Thiếu hồ sơ", by, season.now)  # fmt: skip
    [office, _] = season.frozen().content.nominees
    assert (office.figures[0].points, office.figures[0].appraised) == (item.points, "1")
    assert office.figures[0].reason == "Thiếu hồ sơ"
    assert office.place is not None
    assert Fraction(office.place.appraised or 0) == 95 - Fraction(item.points) + 1


def test_a_figure_names_its_reports_who_sent_and_who_verified_them(season: Season) -> None:
    numbers = season.report()
    content = season.frozen().content
    [head] = content.of("person")
    source = content.row(next(one.row for one in head.figures
                              if content.row(one.row).code == "OVD_RATE")).source  # fmt: skip
    assert (source.reports, source.first, source.last) == (3, numbers[0], numbers[-1])
    assert (source.since, source.until) == (f"{YEAR}-01", f"{YEAR}-03")
    names = dict(season.db.execute(select(people.c.code, people.c.name)).all())
    assert (source.sent_by, source.verified_by) == (names[HEAD], (names["P005"],))
    assert source.at == "2027-01-11T02:00:00+00:00"
    [office] = content.of("collective")
    summed = content.row(next(one.row for one in office.figures
                              if content.row(one.row).code == "OVD_RATE")).source  # fmt: skip
    assert (summed.reports, summed.verified) == (3, 3)


def test_the_arithmetic_of_places_is_that_of_the_council(season: Season) -> None:
    council = unit(season.db, COUNCIL)
    found = places.of_council(season.db, known(), YEAR, council, season.now.date())
    content = season.frozen(COUNCIL).content
    assert [(one.code, one.places) for one in content.places.lines] == \
        [(one.unit.code, one.places) for one in found.rows]  # fmt: skip
    exact = [{code: Fraction(share) for code, share in one.exact.items()}
             for one in content.places.rounds]  # fmt: skip
    assert exact == [dict(one.exact) for one in found.rounds]


def test_the_same_content_has_one_number_on_a_day_and_one_digest(season: Season) -> None:
    first, again = season.frozen(), season.frozen()
    assert first == again
    assert first.digest == digest(canonical(first.content))


def test_one_changed_value_is_another_content(season: Season) -> None:
    first = season.frozen()
    january.score(season.db, OFFICE, 94)
    second = season.frozen()
    assert second.digest != first.digest
    assert second.number > first.number
    kept = freezing.read(season.db, first.number)
    assert kept == first


def test_nothing_is_read_from_a_snapshot_that_was_changed(season: Season) -> None:
    found = season.frozen()
    body = season.db.execute(select(snapshots.c.body)).scalar_one()
    season.db.execute(update(snapshots).values(body=body.replace('"95"', '"96"', 1)))
    with pytest.raises(Changed):
        freezing.read(season.db, found.number)


def test_an_office_sees_no_vote_and_only_its_own_nominees(season: Season) -> None:
    season.choose("ưu tiên")
    season.elect("collective")
    office, council = season.frozen().content, season.frozen(COUNCIL).content
    assert (len(office.nominees), len(council.nominees)) == (2, 4)
    assert (office.sittings, {one.reason for one in office.nominees}) == ((), {None})
    [sitting] = council.sittings
    assert sitting.digest == digest(_result(sitting))
    assert [one.passed for one in sitting.result.cases] == [True, True]


def _result(sitting: object) -> str:
    from services.sittings import results

    return results.canonical(sitting.result)  # type: ignore[attr-defined]


def test_any_other_unit_sends_no_dossier(season: Season) -> None:
    with pytest.raises(LookupError):
        season.frozen(GROUP)
