"""Channels: each parses what comes in, sends what goes out, and classifies errors."""
