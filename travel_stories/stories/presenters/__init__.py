"""What pages of stories show."""
