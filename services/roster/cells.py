"""The cells of an organisation file: how texts, codes, telephone numbers and months are read."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from locales.translator import languages
from storage.phones import read

_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What turns the direction of a line, or makes two names look the same."""


def _clean(text: str) -> str:
    """One spelling (NFC) and single spaces; control characters break terminals and PostgreSQL."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text):
        raise ValueError("contains a control character")
    if unseen := _UNSEEN.search(text):
        raise ValueError(f"contains an invisible character (U+{ord(unseen[0]):04X})")
    if not text:
        raise ValueError("is empty")
    return text


def _language(code: str) -> str:
    if code not in languages():
        raise ValueError(f"no language {code!r}, only {', '.join(languages())}")
    return code


Name = Annotated[str, Field(max_length=200), AfterValidator(_clean)]
Code = Annotated[str, Field(max_length=40), AfterValidator(_clean)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(_clean), AfterValidator(read)]
Language = Annotated[str, AfterValidator(_language)]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Row(BaseModel):
    """A row of the file; keys that we do not know are left to whoever put them there."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)
