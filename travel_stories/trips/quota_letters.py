"""Letters of trips to strangers: invitations."""

from travel_stories.trips.letter_sources import LetterSource, register_letter_source
from travel_stories.trips.models.members import Invitation

register_letter_source(LetterSource(Invitation.objects.all, "made_at", "by__person"))
