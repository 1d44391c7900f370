"""States, the tables of steps between them, and closed lists."""
