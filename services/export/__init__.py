"""Everything that is kept, as tables and as a DHIS2 payload: `docs/export.md` says what is what."""
