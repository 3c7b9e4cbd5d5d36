"""Footnotes: for each figure the row of the annex, with where it comes from."""

from __future__ import annotations

from handlers.papers.voice import Voice
from locales import formats
from services.papers.parts import Row, Source


def note(v: Voice, number: int) -> str:
    """The words of a footnote."""
    if number in v.added:
        return v.added[number]
    row = v.content.row(number)
    return v.t("Annex of figures, row {n}: {code}, {period}, {whose}; {source}", n=number,
                  code=row.code, period=row.period,
                  whose=row.whose, source=source(v, row.source))  # fmt: skip


def source(v: Voice, one: Source) -> str:
    """Reports, who sent them, who verified them and when; imported figures."""
    return v.row([*_reports(v, one), *_brought(v, one)]) or v.t("no report")


def _reports(v: Voice, one: Source) -> list[str]:
    if not one.reports:
        return []
    verified = v.t("{n} verified", n=v.number(one.verified))
    if one.verified_by:
        verified = v.t("{n} verified by {names}", n=v.number(one.verified),
                          names=", ".join(one.verified_by))  # fmt: skip
    return [_numbers(v, one), v.t("sent by {who}", who=sender(v, one)), verified,
            *([v.moment(one.at)] if one.at else [])]  # fmt: skip


def _numbers(v: Voice, one: Source) -> str:
    if one.reports == 1:
        return v.t("report number {first}", first=one.first)
    return v.t("{n} reports, numbers {first} to {last}", n=v.number(one.reports),
                  first=one.first, last=one.last)  # fmt: skip


def sender(v: Voice, one: Source) -> str:
    """Who sent them: a name, or how many people."""
    return one.sent_by or v.many("{n} person", "{n} people", one.senders)


def _brought(v: Voice, one: Source) -> list[str]:
    return [said] if (said := imported(v, one)) else []


def imported(v: Voice, one: Source) -> str:
    """Values of the office's own file; nothing where there are none."""
    if not one.imported or one.imported_at is None:
        return ""
    return v.t("{n} values of the office's file, {moment}", n=v.number(one.imported),
               moment=v.moment(one.imported_at))  # fmt: skip


def reports(v: Voice, one: Source) -> str:
    """The numbers of the reports alone, for a table."""
    return _numbers(v, one) if one.reports else ""


def period(v: Voice, row: Row) -> str:
    """Of which time a figure tells: the year, and the periods of its reports."""
    year = v.plain(formats.period(row.period, v.language))
    return year if not row.due else v.t("{period} ({known} of {due})", period=year,
                                           known=row.known, due=row.due)  # fmt: skip
