"""What pictures show: frozen content in the reader's language, nothing left to look up."""
