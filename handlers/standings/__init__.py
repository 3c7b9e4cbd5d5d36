"""`/standings`: the lists of a movement, in a scope that one may see."""
