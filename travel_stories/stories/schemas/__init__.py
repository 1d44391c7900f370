"""What programs read of stories."""
