"""Transactional outbox: jobs that leave after commit."""
