"""What may be done in moderation."""
