"""The Council's sealed vote: convened, opened and closed by the secretary, voted in by members."""
