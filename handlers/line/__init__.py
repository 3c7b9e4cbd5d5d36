"""A whole report in one message: cut into pieces, named, placed, and doubted."""
