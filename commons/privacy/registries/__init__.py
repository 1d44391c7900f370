"""What packages above bring to archives, consents, processings, retention and erasures."""
