"""What is kept: tables, and the queries on them, a noun a file."""
