"""The edge: the only package that speaks to the network."""

VERSION = "0.1.0"
"""As `pyproject.toml` has it; where nothing is installed, nobody else knows it."""
