"""The edge: the only package that speaks to the network."""
