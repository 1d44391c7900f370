"""States, the tables of steps between them, and the closed lists of hosting."""
