"""What people write, and its shape."""
