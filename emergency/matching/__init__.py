"""Which homes go to whom: values in, drafts with their reasons out. No table, no name, no clock.

Begin with `engine.match`. What it promises, and why: docs/adr/0029-matching-algorithm.md.
"""
