"""What an organisation file says of those who may be proposed: of units as collectives, of people.

Words are read in Vietnamese and in English; what is nothing of the kind is refused with what is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictInt

from locales.fold import fold
from services.roster.cells import Name, Row

UNIT = ("collective", "members", "women")
PERSON = ("kind", "gender", "leads", "born", "post")
"""The fields, as they are kept."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_GENDERS = {"female": "female, f, woman, nu, ba", "male": "male, m, man, nam, ong"}
_LEADS = {True: "leader, leads, true, yes, 1, x, co, lanh dao",
          False: "direct, directly, works directly, false, no, 0, khong, truc tiep"}  # fmt: skip


def _word(said: Any, known: Mapping[Any, str], right: str) -> Any:
    if said is None or (isinstance(said, str | bool) and said in known):
        return said
    folded = fold(str(said))
    for value, words in known.items():
        if folded in words.split(", "):
            return value
    raise ValueError(f"{said!r} is neither {right}")


def _gender(said: Any) -> Any:
    return _word(said, _GENDERS, "female (nữ) nor male (nam)")


def _leads(said: Any) -> Any:
    return _word(said, _LEADS, "leader (lãnh đạo) nor direct (trực tiếp)")


def _born(said: Any) -> Any:
    """The year, of a day too."""
    if said is None:
        return None
    years = _YEAR.findall(str(said))
    if len(years) != 1:
        raise ValueError(f"{said!r} is no year of birth, such as 1980")
    return int(years[0])


Gender = Annotated[Literal["female", "male"], BeforeValidator(_gender)]
Leads = Annotated[bool, BeforeValidator(_leads)]
Born = Annotated[int, BeforeValidator(_born)]
Number = Annotated[StrictInt, Field(ge=0, le=1_000_000)]


class AboutUnit(Row):
    """A unit as a collective: its kind where its level does not say it, how many they are."""

    collective: Name | None = Field(default=None, validation_alias="collective_kind")
    members: Number | None = None
    women: Number | None = None


class AboutPerson(Row):
    """A person: the kind where no role says it; a leader, or who works directly; as papers have
    them.
    """

    kind: Name | None = Field(default=None, validation_alias="person_kind")
    gender: Gender | None = None
    leads: Leads | None = None
    born: Born | None = None
    post: Name | None = None
