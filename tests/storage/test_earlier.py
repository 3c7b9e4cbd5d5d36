"""Guards: a correction shows what counted before it, whatever was thrown away in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from storage import answers, earlier, reports, units
from storage.answers import Answer
from storage.engine import Db
from storage.people import people
from storage.reports import Report
from tests.beginnings import organised

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 2, 9, tzinfo=ZONE)


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


class Story:
    """A report and what happens to it."""

    def __init__(self, db: Db) -> None:
        self.db, self.names = db, ("P002", "P001")
        found = db.execute(select(people.c.code, people.c.id)).all()
        self.ids = {row.code: row.id for row in found}
        unit = units.by_code(db, "9900001")
        assert unit is not None
        self.report = reports.start(db, unit.id, "head-month", "2026-11", NOW)

    def gives(self, value: int | None, who: str = "P002") -> None:
        edition = reports.touch(self.db, self.report.id)
        answers.put(self.db, self.report.id, "HH_LOAN", Answer(value), raw="x",
                    person_id=self.ids[who], now=NOW, edition=edition)  # fmt: skip

    def now(self) -> Report:
        found = reports.with_unit(self.db, self.report.id)
        assert found is not None
        return found[0]

    def confirms(self) -> None:
        reports.confirm(self.db, self.now(), self.ids["P002"], NOW)

    def returned(self, reason: str) -> None:
        me = self.ids["P001"]
        reports.return_report(self.db, self.now(), me, NOW, reason=reason, code="HH_LOAN")

    def discards(self) -> None:
        reports.discard(self.db, self.now(), self.ids["P002"], NOW)

    def before(self) -> earlier.Earlier:
        return earlier.before(self.db, self.report.id, self.now().version)


@pytest.fixture
def story(db: Db) -> Story:
    return Story(db)


def test_a_first_confirmation_has_nothing_before(story: Story) -> None:
    story.gives(44)
    story.gives(45)
    story.confirms()
    assert story.before() == earlier.Earlier()


def test_the_value_and_the_reason_of_the_version_before(story: Story) -> None:
    story.gives(45)
    story.confirms()
    story.returned("book")
    story.gives(40)
    story.gives(44)
    story.confirms()
    assert story.before() == earlier.Earlier({"HH_LOAN": 45}, "book")


def test_what_was_thrown_away_never_counted(story: Story) -> None:
    story.gives(45)
    story.confirms()
    story.gives(60)
    story.discards()
    story.confirms()
    story.gives(44)
    story.confirms()
    assert story.before() == earlier.Earlier({"HH_LOAN": 45}, None)


def test_a_value_that_is_not_known_is_one_too(story: Story) -> None:
    story.gives(None)
    story.confirms()
    story.gives(44)
    story.confirms()
    assert story.before().values == {"HH_LOAN": None}


def test_who_entered_it_stands_in_the_order_in_which_they_wrote(story: Story) -> None:
    story.gives(45, "P001")
    story.gives(44, "P002")
    story.gives(45, "P001")
    names = earlier.authors(story.db, story.report.id)
    assert names == ["Nguyễn Cán Bộ Tân Ninh (mẫu)", "Nguyễn Thị Mẫu Một"]
