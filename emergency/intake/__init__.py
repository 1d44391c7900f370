"""Submitted forms and how their senders are reached."""
