"""Settings: read once from the environment and `.env`; every one has a default that works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import terminal

LEVELS = ("debug", "info", "warning", "error")
BACKENDS = ("sqlite", "postgresql")


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names it, never a secret's value."""


class Listen(NamedTuple):
    """Where an HTTP server listens."""

    host: str
    port: int


class Log(NamedTuple):
    """How to write the log."""

    format: Literal["text", "json"] = "text"
    level: str = "info"


def _database(value: str) -> str:
    value = re.sub(r"^postgres(?=://|\+)", "postgresql", value)  # as hosts hand it out
    try:
        url = make_url(value)
        known = url.get_backend_name() in BACKENDS
    except ArgumentError:
        known = False
    if not known or str(url.database).startswith("file:"):  # a path, no address: it is locked
        raise ValueError("must be like sqlite:///thidua.db or postgresql://user:password@host/name")
    return value


def _http(value: str) -> str:
    if not value.startswith(("https://", "http://")) or any(c.isspace() for c in value):
        raise ValueError("must be an address like https://example.org")
    return value.rstrip("/")


def _listen(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, _, port = value.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and int(port) < 65536):
        raise ValueError("must be like 127.0.0.1:8080")
    return Listen(host.strip("[]"), int(port))


def _zone(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return ZoneInfo(value)
    except (ValueError, OSError, KeyError):  # a path, a folder, an unknown name
        raise ValueError("must be a time zone like Asia/Ho_Chi_Minh") from None


def _folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError(f"no folder {str(value)!r}")
    return value


def _log(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.lower().replace(",", " ").split()
    kind = [w for w in words if w in ("text", "json")]
    level = [w for w in words if w in LEVELS]
    if len(kind) > 1 or len(level) > 1 or len(words) != len(kind) + len(level):
        raise ValueError(f"must be text or json, and a level of {', '.join(LEVELS)}")
    return Log("json" if "json" in kind else "text", level[0] if level else "info")


class Settings(BaseSettings):
    """What an operator can set, as `THIDUA_<NAME>`.

    `telegram_api` None is the official address; `public_url` None means polling;
    `webhook_secret` None: it is derived from each bot's token; `movements` None: the built-in.
    """

    model_config = SettingsConfigDict(
        env_prefix="THIDUA_",
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad writes a mark in front
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///thidua.db"
    telegram_token: SecretStr | None = None
    telegram_api: Annotated[str, AfterValidator(_http)] | None = None
    zalo_token: SecretStr | None = None
    zalo_api: Annotated[str, AfterValidator(_http)] | None = None
    public_url: Annotated[str, AfterValidator(_http)] | None = None
    webhook_secret: SecretStr | None = None
    listen: Annotated[Listen, NoDecode, BeforeValidator(_listen)] = Listen("127.0.0.1", 8080)
    admin_listen: Annotated[Listen, NoDecode, BeforeValidator(_listen)] = Listen("127.0.0.1", 8081)
    timezone: Annotated[ZoneInfo, NoDecode, BeforeValidator(_zone)] = ZoneInfo("Asia/Ho_Chi_Minh")
    movements: Annotated[Path, AfterValidator(_folder)] | None = None
    log: Annotated[Log, NoDecode, BeforeValidator(_log)] = Log()

    def has_channel(self) -> bool:
        """Whether a platform's token is set."""
        return self.telegram_token is not None or self.zalo_token is not None

    def _secret(self) -> tuple[SecretStr | None, ...]:
        return self.telegram_token, self.zalo_token, self.webhook_secret

    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be seen in a log."""
        own = [s.get_secret_value() for s in self._secret() if s]
        password = make_url(self.database_url).password
        return (*own, str(password)) if password else tuple(own)


def load() -> Settings:
    """Read the settings; SettingsError in one line if any of them cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise SettingsError("; ".join(_line(one["loc"], one["msg"]) for one in found)) from None
    except UnicodeDecodeError:
        raise SettingsError(".env: the file is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(f".env: {error.strerror}") from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    return f"THIDUA_{str(place[0]).upper()}: {terminal.reason(message)}"
