"""Enums and transition tables of trip_lists."""
