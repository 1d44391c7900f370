"""What hosts and communities of the demonstration have."""
