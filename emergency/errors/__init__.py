"""What an emergency refuses."""
