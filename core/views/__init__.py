"""What core answers by itself: the styleguide, and cards of what packages above show."""
