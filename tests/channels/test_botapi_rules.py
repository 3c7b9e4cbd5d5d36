"""Guards: the stand-in refuses what the real Bot API refuses, so that the other tests can fail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botapi_html import parsed
from botapi_rules import problems

TEXT = {"chat_id": "5", "text": "x"}


def keyboard(**button: Any) -> dict[str, str]:
    markup = {"inline_keyboard": [[{"text": "x", **button}]]}
    return {**TEXT, "reply_markup": json.dumps(markup)}


def menu(*rows: dict[str, str], **more: str) -> dict[str, str]:
    return {"commands": json.dumps(rows), **more}


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", TEXT),
    ("sendMessage", {"chat_id": 5, "text": "x" * 4096}),
    ("sendMessage", {**TEXT, "parse_mode": "HTML", "text": "&amp;" * 4096}),
    ("sendMessage", keyboard(callback_data="x" * 64)),
    ("sendMessage", {**TEXT, "disable_notification": "true"}),
    ("sendMessage", {**TEXT, "reply_markup": '{"remove_keyboard": true}'}),
    ("getUpdates", {"limit": "100", "allowed_updates": '["message"]'}),
    ("setMyCommands", menu({"command": "help", "description": "x"}, language_code="vi")),
    ("setMyCommands", menu(scope='{"type": "all_private_chats"}')),
    ("getMe", {}),
]
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("sendMesage", TEXT, "no such method"),
    ("sendMessage", {"text": "x"}, "sendMessage.chat_id: is required"),
    ("sendMessage", {**TEXT, "txt": "x"}, "sendMessage.txt: no such field"),
    ("sendMessage", {**TEXT, "text": ""}, "not 1-4096"),
    ("sendMessage", {**TEXT, "text": " "}, "not 1-4096"),
    ("sendMessage", {**TEXT, "text": "x" * 4097}, "not 1-4096"),
    ("sendMessage", {**TEXT, "text": "😀" * 2049}, "not 1-4096"),
    ("sendMessage", {**TEXT, "text": "<b>x", "parse_mode": "HTML"}, "can't parse"),
    ("sendMessage", {**TEXT, "message_thread_id": "x"}, "message_thread_id"),
    ("sendMessage", {**TEXT, "message_thread_id": "true"}, "no Integer"),
    ("sendMessage", {**TEXT, "disable_notification": "1"}, "no Boolean"),
    ("sendMessage", {**TEXT, "reply_markup": "x"}, "reply_markup"),
    ("sendMessage", {**TEXT, "reply_markup": "{}"}, "is required"),
    ("sendMessage", keyboard(), "one thing"),
    ("sendMessage", keyboard(callback_data="x", url="https://x"), "one thing"),
    ("sendMessage", keyboard(callback_data=""), "beyond its limit"),
    ("sendMessage", keyboard(callback_data="x" * 65), "beyond its limit"),
    ("sendMessage", keyboard(callback_data="ờ" * 22), "beyond its limit"),
    ("sendMessage", keyboard(callback_data=5), "no String"),
    ("sendMessage", keyboard(callback_data="x", colour="red"), "no such field"),
    ("sendMessage", keyboard(callback_data="x", text=""), "beyond its limit"),
    ("sendPhoto", {"chat_id": "5"}, "photo: is required"),
    ("getUpdates", {"limit": "101"}, "beyond its limit"),
    ("setMyCommands", {}, "is required"),
    ("setMyCommands", menu({"command": "Help", "description": "x"}), "beyond its limit"),
    ("setMyCommands", menu({"command": "help", "description": ""}), "beyond its limit"),
    ("setMyCommands", menu(*[{"command": "a", "description": "x"}] * 101), "beyond its limit"),
    ("setMyCommands", menu(language_code="zh-hans"), "beyond its limit"),
    ("setWebhook", {"url": "x", "secret_token": "a b"}, "beyond its limit"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "beyond its limit"),
]


@pytest.mark.parametrize(("method", "sent"), RIGHT)
def test_a_right_call_passes(method: str, sent: dict[str, Any]) -> None:
    assert problems(method, sent) == []


@pytest.mark.parametrize(("method", "sent", "why"), WRONG)
def test_a_wrong_call_does_not(method: str, sent: dict[str, Any], why: str) -> None:
    found = problems(method, sent)
    assert any(why in one for one in found), found


@pytest.mark.parametrize(
    "text",
    ["<b>", "</b>", "<b><i></b></i>", "<br>", "a < b", "a > b", "a & b", "&nbsp;", "&apos;", "<b"],
)
def test_html_that_the_platform_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="can't parse"):
        parsed(text)


def test_html_is_read_as_the_platform_reads_it() -> None:
    assert parsed("<b>a</b> &lt;&#39;&quot;&amp;lt; <i><code>x</code></i>") == "a <'\"&lt; x"
