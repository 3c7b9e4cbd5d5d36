"""A picture or a file on its way: its bytes, or what the platform already calls it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class File:
    """A file for one message.

    `name`: as its reader saves it; `media`: its type; `id`: what the platform calls it already;
    `sent_as`: what it calls it once it was sent; `url`: where a platform that only takes addresses
    finds it.
    """

    digest: str
    name: str
    media: str
    data: bytes
    id: str | None = None
    url: str | None = None
    sent_as: str | None = None

    @property
    def picture(self) -> bool:
        """Whether it is shown as it is."""
        return self.media.startswith("image/")
