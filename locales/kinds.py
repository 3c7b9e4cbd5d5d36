"""The lists of a `words.toml`: which there may be, for each is there because a rule asks for it.

A list under another name would be read by nothing, and its words understood by nobody: it is a
mistake when the table is loaded. The lists of `[command]` are the commands' names, those of
`[kind]` the kinds of units that movements know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_KINDS = {
    "language": "alone digits latin names rank typing",
    "write": "billion crore day digits halves households lakh line line_word million month no "
             "ordinal percent points quarter semicolon symbols thousand unknown vnd year yes",
    "word": "back cancel help keep later menu none objects skip small yes no",
    "keep": "first then",
    "later": "first then",
    "unit": "during file map official picture place provisional",
    "filler": "call greeting lead particle scene thanks words",
    "number": "digit dual fixed full hundred hundreds indian maybe_dual pair phrases plural "
              "scale shift single tail tens tenths thousands times",
    "number.phrases": "all and approx article base became cleared currency filler fix "
                      "fourth from half have house households label less_quarter linh minus "
                      "most none not nothing notyet noun of percent point points quarter "
                      "question range rank righted scene semi slang slip topic unknown "
                      "vague vague_scale zero",
    "answer": "away excuse no nothing once question soft_yes times topic unsure yes",
    "deed": "did do not",
    "half": "first last second this",
    "vote": "against agree all blank except filler rest until",
    "suppose": "and asks down filler full percent tail then up",
    "date": "either month month_first offset ordinal pair phrases weekday",
    "date.phrases": "ago ahead before date day end filler hour last lunar months next "
                    "quarter suffix this unknown vague week weekday_mark within year",
}  # fmt: skip
_NAMED = ("command", "kind")
KINDS = {section: frozenset(names.split()) for section, names in _KINDS.items()}


def unknown(table: Mapping[str, Any]) -> Iterator[str]:
    """What no rule knows, as `section.list`."""
    for section, lists in table.items():
        if section not in KINDS and section not in _NAMED:
            yield section
            continue
        known = KINDS.get(section, lists.keys())
        yield from (f"{section}.{name}" for name in lists if name not in known)
        phrases = f"{section}.phrases"
        named = lists.get("phrases", {}) if phrases in KINDS else ()
        yield from (f"{phrases}.{name}" for name in named if name not in KINDS[phrases])
