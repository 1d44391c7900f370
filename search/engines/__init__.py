"""Engines that answer a query: SQLite, PostgreSQL, Elasticsearch."""
