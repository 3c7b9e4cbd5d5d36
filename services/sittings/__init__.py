"""The Council's sittings: convened, opened, voted in, closed; each step re-checked as it is taken.

A sitting is held first; whoever convenes holds the Council's unit, so that of a year's collectives
or persons only one sitting at a time is under way.
"""
