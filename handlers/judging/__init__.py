"""`/judge`: members of the Council judge units of which nothing is counted."""
