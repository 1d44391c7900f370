"""How a change of a trip is tried: as any, with the words for its parts and a way to undo it."""

from functools import partial

from travel_stories.collaboration import views
from travel_stories.trips.presenters.conflicts import differing_fields

try_edit = partial(views.try_edit, compare=differing_fields, offers_undo=True)
try_button = partial(views.try_button, compare=differing_fields, offers_undo=True)
