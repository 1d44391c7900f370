"""Kinds of lists, lists to begin from, and papers that a trip calls for."""
