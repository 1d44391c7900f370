"""Jobs of notes that the clock starts.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.notes.actions.notes import publish_note
from hosting.notes.models import Note


@shared_task(name="hosting.show_notes")
def publish_due_notes() -> int:
    """What one of the two wrote, once the other has had the time to."""
    return for_each_row(
        Note.objects.due(),
        lambda note: publish_note(note=note, by=SYSTEM),
        ignoring=Note.DoesNotExist,  # shown or withdrawn since the list was made
    )
