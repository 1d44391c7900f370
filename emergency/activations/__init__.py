"""Emergencies: declared, ruled and ended; who coordinates them, hospitals, partners."""
