"""Notices, the desk, daily mails, and which mails a person wants."""
