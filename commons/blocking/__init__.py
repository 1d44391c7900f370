"""People block each other: no requests, messages or invitations between the two."""
