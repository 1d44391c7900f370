"""What people read of cases."""
