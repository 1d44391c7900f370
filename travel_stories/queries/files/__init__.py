"""A story as files that others may take along and build on."""
