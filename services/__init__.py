"""Use cases: each keeps what must stay true, whoever calls it."""
