"""`/awards`: from standings to a signed proposal, role by role."""
