"""Granian whose first process hides its environment as well: `python -m config.serve OPTIONS`.

Its workers read the settings, which hide theirs.
"""

from granian.cli import entrypoint

from core.security.process_memory import hide_process_memory

if __name__ == "__main__":
    hide_process_memory()
    entrypoint()  # type: ignore[no-untyped-call]
