"""Django's SQLite, with a pool for connections that nobody needs for the moment."""
