"""Database functions, the version that drops cached pages, and counted queries."""
