"""What to bring, who does what, and which papers are still missing."""
