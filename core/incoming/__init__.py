"""Mails that come in: read, told apart, and freed of all that their writer didn't write."""
