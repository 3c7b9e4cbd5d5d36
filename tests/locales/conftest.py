"""The first answer in a language builds its lexicon: no single example is held to a deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("locales", deadline=None)
settings.load_profile("locales")
