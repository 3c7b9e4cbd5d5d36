"""Checking: every fault of a movement's file at once, with its line, its place and what is right.

`shapes` reads the rows one by one, so that a broken row hides no fault of another; `catalogue` is
what the checks look at; each of the others checks a few tables.
"""
