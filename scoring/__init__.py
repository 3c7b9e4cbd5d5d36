"""The domain: no database, no clock, no network."""
