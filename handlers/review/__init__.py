"""Verifying: the reports that wait, accepted with one tap or returned with a reason."""
