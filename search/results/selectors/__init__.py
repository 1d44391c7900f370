"""What fits, nearly fits, and what else could be asked."""
