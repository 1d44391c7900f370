"""What search does when it is told of a change."""

from search.actions.changes import note_changes, note_stories

__all__ = ["note_changes", "note_stories"]
