"""What a group decides: ideas, polls, votes and comments."""
