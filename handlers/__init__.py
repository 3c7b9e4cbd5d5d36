"""The conversation: a turn in, an outcome out; no network, no SQL."""
