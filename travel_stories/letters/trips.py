"""Letters of trips to strangers: invitations."""

from travel_stories.letter_sources import LetterSource, register_letter_source
from travel_stories.models.members import Invitation

register_letter_source(LetterSource(Invitation.objects.all, "made_at", "by__person"))
