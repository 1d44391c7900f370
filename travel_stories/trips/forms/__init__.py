"""Shape of what is typed in trips."""
