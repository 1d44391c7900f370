"""Conversations without a request: with a host, and with the coordinators of a community."""
