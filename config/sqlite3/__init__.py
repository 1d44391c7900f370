"""Django's SQLite, with a shelf for connections that nobody needs for the moment."""
