"""Browser windows that are opened once and used by one test after the other.

A new window costs more than most tests do: a process, a cold page. What a test leaves behind does
not reach the next one: each has a simulator on a port of its own, and what the page keeps is
thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

Scheme = Literal["light", "dark"]
PATIENCE = 15_000
FORGET = "() => { try { localStorage.clear() } catch { /* nothing was opened */ } }"


@dataclass(frozen=True)
class Screen:
    """What the page is looked at on; a small one is touched."""

    width: int
    height: int
    small: bool = False


WIDE = Screen(1300, 820)


@dataclass
class Windows:
    """A Vietnamese browser, in a time zone that is not the demo's; its owner wants no motion."""

    browser: Browser
    _open: dict[bool, Page] = field(default_factory=dict)

    @contextmanager
    def window(self, screen: Screen) -> Iterator[Page]:
        """A page to go to the simulator with; a fault in its script, or a breach of its policy,
        fails the test.
        """
        page, faults = self._page(screen), list[str]()

        def fault(error: Error) -> None:
            faults.append(str(error))

        def said(message: ConsoleMessage) -> None:
            if "Content Security" in message.text:
                faults.append(message.text)

        page.on("pageerror", fault)
        page.on("console", said)
        yield page
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate(FORGET)
        page.remove_listener("pageerror", fault)
        page.remove_listener("console", said)
        page.emulate_media(color_scheme="null", reduced_motion="reduce")
        assert faults == []

    def _page(self, screen: Screen) -> Page:
        page = self._open.get(screen.small)
        if page is None or page.is_closed():
            page = self._open[screen.small] = self._new(screen)
        size = {"width": screen.width, "height": screen.height}
        if page.viewport_size != size:
            page.set_viewport_size(size)
        return page

    def _new(self, screen: Screen) -> Page:
        context = self.browser.new_context(
            locale="vi-VN", timezone_id="America/New_York", reduced_motion="reduce",
            viewport={"width": screen.width, "height": screen.height},
            is_mobile=screen.small, has_touch=screen.small,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        return context.new_page()


@contextmanager
def tongue(page: Page) -> Iterator[Callable[[str], None]]:
    """Sets which language the browser says that its owner speaks, until the end."""
    session = page.context.new_cdp_session(page)
    agent = page.evaluate("navigator.userAgent")
    override = "Emulation.setUserAgentOverride"
    try:
        yield lambda tag: session.send(override, {"userAgent": agent, "acceptLanguage": tag})
    finally:
        session.detach()
