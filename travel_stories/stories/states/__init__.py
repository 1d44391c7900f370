"""Enums and transition tables of stories."""
