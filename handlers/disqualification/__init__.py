"""Who may not be proposed: set with a reason, answered by the unit, confirmed or lifted."""
