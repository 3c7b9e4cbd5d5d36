"""Guards: every setting has a default that works, and a bad one is said in one clear line."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.settings import Listen, Log, SettingsError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"THIDUA_{name.upper()}", raising=False)


def test_defaults_work() -> None:
    found = settings.load()
    assert found.database_url == "sqlite:///thidua.db"
    assert (found.listen, found.admin_listen) == (
        Listen("127.0.0.1", 8080),
        Listen("127.0.0.1", 8081),
    )
    assert (found.timezone.key, found.log) == ("Asia/Ho_Chi_Minh", Log("text", "info"))
    assert found.telegram_token is None
    assert found.secrets() == ()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("LISTEN", "0.0.0.0:80", Listen("0.0.0.0", 80)),
        ("LISTEN", "[::1]:8080", Listen("::1", 8080)),
        ("TIMEZONE", "UTC", ZoneInfo("UTC")),
        ("LOG", "json", Log("json", "info")),
        ("LOG", "json, debug", Log("json", "debug")),
        ("LOG", "WARNING", Log("text", "warning")),
        ("PUBLIC_URL", "https://example.org/", "https://example.org"),
        ("TELEGRAM_API", "http://localhost:8081", "http://localhost:8081"),
        ("DATABASE_URL", "postgresql://u:p@h/n", "postgresql://u:p@h/n"),
        ("DATABASE_URL", "postgres://u:p@h/n", "postgresql://u:p@h/n"),
        ("TELEGRAM_TOKEN", "", None),
    ],
)
def test_a_setting_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object
) -> None:
    monkeypatch.setenv(f"THIDUA_{name}", text)
    assert getattr(settings.load(), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:99999"),
        ("ADMIN_LISTEN", "localhost:http"),
        ("TIMEZONE", "Asia/Nowhere"),
        ("TIMEZONE", "../etc/passwd"),
        ("LOG", "loud"),
        ("LOG", "text json"),
        ("PUBLIC_URL", "example.org"),
        ("DATABASE_URL", "mysql://u:hidden-word@h/n"),
        ("DATABASE_URL", "hidden-word"),
        ("DATABASE_URL", "sqlite:///file:hidden-word.db?uri=true"),
        ("MOVEMENTS", "/nowhere/at/all"),
    ],
)
def test_a_bad_value_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"THIDUA_{name}", text)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    said = str(caught.value)
    assert said.startswith(f"THIDUA_{name}: ")
    assert "\n" not in said
    assert "hidden-word" not in said


def test_the_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("THIDUA_LISTEN=a:1\nTHIDUA_LOG=json\nTHIDUA_ELSE=1\nX=2\n")
    monkeypatch.setenv("THIDUA_LISTEN", "b:2")
    found = settings.load()
    assert (found.listen, found.log.format) == (Listen("b", 2), "json")


@pytest.mark.parametrize(
    "line",
    [
        "THIDUA_TELEGRAM_TOKEN=1:a",
        "\ufeffTHIDUA_TELEGRAM_TOKEN=1:a",
        "export THIDUA_TELEGRAM_TOKEN=1:a",
        "THIDUA_TELEGRAM_TOKEN = 1:a",
        'THIDUA_TELEGRAM_TOKEN="1:a"',
        "  THIDUA_TELEGRAM_TOKEN='1:a'  # the bot's",
        "\ufeff# mine\r\nexport THIDUA_TELEGRAM_TOKEN = '1:a'\r\n",
    ],
)
def test_a_token_is_found_however_the_env_file_writes_it(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(line, encoding="utf-8", newline="")
    found = settings.load()
    assert found.telegram_token is not None
    assert (found.telegram_token.get_secret_value(), found.has_channel()) == ("1:a", True)


@pytest.mark.parametrize("line", ["", "THIDUA_TELEGRAM_TOKEN=", "# THIDUA_TELEGRAM_TOKEN=1:a"])
def test_without_a_token_there_is_no_channel(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(line, encoding="utf-8")
    assert not settings.load().has_channel()


def test_an_env_file_that_is_no_text_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"THIDUA_LISTEN=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env: the file is not UTF-8 text"):
        settings.load()


def test_secrets_are_known_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", "123:token")
    monkeypatch.setenv("THIDUA_WEBHOOK_SECRET", "master")
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://u:pass%40word@h/n")
    found = settings.load()
    assert found.secrets() == ("123:token", "master", "pass@word")
    assert "123:token" not in repr(found)
    with pytest.raises(ValueError, match="frozen"):
        found.database_url = "sqlite://"  # type: ignore[misc]
