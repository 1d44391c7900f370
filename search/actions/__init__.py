"""What search does when it is told of a change."""

from search.actions.changes import note_changes

__all__ = ["note_changes"]
