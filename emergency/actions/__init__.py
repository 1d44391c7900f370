"""One deed, one function."""
