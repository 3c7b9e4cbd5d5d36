"""Guards: the stand-in looks into files as the Bot API does, so that the other tests can fail."""

from __future__ import annotations

import pytest
from botapi_calls import Call, Refusal
from botapi_files import Kept
from botapi_rules import problems
from pictures import png


def call(field: str, value: str | bytes, method: str = "") -> Call:
    given = {field: value} if isinstance(value, str) else {}
    files = {field: value} if isinstance(value, bytes) else {}
    return Call(method or f"send{field.title()}", given, files, 0)


WRONG = {
    "no picture": (call("photo", b"%PDF"), "IMAGE_PROCESS_FAILED"),
    "nothing in it": (call("photo", b""), "non-empty"),
    "too long and thin": (call("photo", png(2, 100)), "PHOTO_INVALID_DIMENSIONS"),
    "too large to look at": (call("photo", png(5100, 5000)), "PHOTO_INVALID_DIMENSIONS"),
    "too many bytes": (call("photo", bytes(11 * 2**20)), "Too Large"),
    "a name of nobody's": (call("photo", "photo-9-9"), "wrong file identifier"),
    "an address": (call("photo", "https://x/y.png"), "failed to get HTTP URL content"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_the_platform_refuses(name: str) -> None:
    sent, why = WRONG[name]
    with pytest.raises(Refusal, match=why):
        Kept().taken(sent)


def test_a_file_is_known_by_the_name_that_the_platform_gave_it_and_only_as_what_it_was() -> None:
    kept = Kept()
    name = kept.taken(call("photo", png()))["photo"][-1]["file_id"]
    assert kept.taken(call("photo", name))["photo"][-1]["file_id"] == name
    with pytest.raises(Refusal, match="of type Photo as Document"):
        kept.taken(call("document", name))


def test_a_caption_has_its_limit_and_a_picture_its_field() -> None:
    right = {"chat_id": "5", "caption": "x" * 1024}
    assert problems("sendPhoto", right, {"photo"}) == []
    assert problems("sendPhoto", {**right, "caption": "x" * 1025}, {"photo"})
    assert problems("sendPhoto", {**right, "text": "x"}, {"photo"})
    assert problems("sendPhoto", right, {"document"})
