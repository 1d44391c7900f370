"""The version that drops cached pages, and rows counted within another read."""
