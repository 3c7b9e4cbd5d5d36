"""How far the reports are, for whoever looks after the units that give them."""
