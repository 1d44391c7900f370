"""Reports on safety."""
