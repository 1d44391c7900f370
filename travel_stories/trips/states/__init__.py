"""Enums and transition tables of trips."""
