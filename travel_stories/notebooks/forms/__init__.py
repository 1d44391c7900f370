"""Shape of what is typed in notebooks."""
