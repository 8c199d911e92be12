"""IR -> readable, fast Python text -> function."""
