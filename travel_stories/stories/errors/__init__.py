"""Refusals of stories, named by the fact."""
