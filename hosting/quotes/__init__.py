"""Written quotes that organisations ask hosts for."""
