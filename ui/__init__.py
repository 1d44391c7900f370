"""Layouts, components, template tags, styles and scripts of every page."""
