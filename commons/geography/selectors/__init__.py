"""Reads of communes and cities."""
