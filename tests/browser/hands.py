"""What a person's hands and eyes do with one phone of the page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Hands:
    """One phone of the page, in whatever language."""

    def __init__(self, page: Page, chat: str) -> None:
        self.page, self.chat = page, chat
        self.box = page.locator(f'.phone[data-chat="{chat}"]')

    @property
    def last(self) -> Locator:
        """The last message that came."""
        return self.box.locator(".message.bot").last

    @property
    def own(self) -> Locator:
        """What was written on this phone."""
        return self.box.locator(".message.me")

    def pick(self) -> Hands:
        """Open this person's phone, once the page knows who there is."""
        expect(self.page.locator(".phone, .none:not([hidden])").first).to_be_visible()
        self.page.locator("#add").click()
        self.page.locator(f'.person[data-code="{self.chat}"]').click()
        return self

    def front(self) -> Hands:
        """On a small screen: this phone is the one that is looked at."""
        self.page.locator(f'.tab[data-code="{self.chat}"]').click()
        return self

    def say(self, text: str) -> None:
        """Type and send."""
        self.box.locator("textarea").fill(text)
        self.box.locator("textarea").press("Enter")

    def button(self, label: str) -> Locator:
        """A button under the last message, by the words it begins with."""
        return self.last.locator(".choice", has_text=re.compile(f"^{re.escape(label)}")).first

    def tap(self, label: str) -> None:
        """Tap a button under the last message, when it is there."""
        self.button(label).click()

    def hear(self, text: str) -> None:
        """Wait until the last message has these words."""
        expect(self.last).to_contain_text(text)

    def read(self, lines: list[str]) -> None:
        """Wait until the last message has all of these, one after the other."""
        expect(self.last).to_contain_text(re.compile(".*".join(map(re.escape, lines)), re.DOTALL))

    def unread(self, words: list[str]) -> None:
        """None of these stands in the last message."""
        for one in words:
            expect(self.last).not_to_contain_text(one)

    def join(self, language: str = "Tiếng Việt") -> None:
        """Open the invitation, choose a language, agree."""
        self.box.locator(".card button").click()
        self.hear("Please choose a language.")
        self.tap(language)
        expect(self.last.locator(".choice")).to_have_count(2)
        shown = self.last.get_attribute("data-key")
        self.last.locator(".choice").first.click()
        expect(self.last).not_to_have_attribute("data-key", shown or "")
