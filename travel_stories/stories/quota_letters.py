"""Letters of stories to strangers: invitations to write along, questions about consents."""

from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.stories.models.consents import PersonShown
from travel_stories.trips.letter_sources import LetterSource, register_letter_source

register_letter_source(LetterSource(AuthorInvitation.objects.all, "made_at", "by__person"))
register_letter_source(LetterSource(PersonShown.objects.all, "asked_at", "story__authors__person"))
