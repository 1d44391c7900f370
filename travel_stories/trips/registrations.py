"""What this app declares to the apps below it, once it starts."""

from django.utils.translation import gettext_lazy as _

from commons.blocking.selectors import register_remaining_ties
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.organisations.models import MandateInvitation
from commons.organisations.signals import mandate_ended
from travel_stories.trips.actions.organisations import follow_end_of_mandate
from travel_stories.trips.letter_sources import LetterSource, register_letter_source
from travel_stories.trips.models.members import Invitation
from travel_stories.trips.selectors.blocked_members import shared_trips
from ui.offline_pages import offline_scopes

register_category(
    NotificationCategory(
        code="trips",
        place=70,
        title=_("Trips"),
        text=_(
            "People joining, requests to hosts and their outcome, polls, and the end of the trip."
        ),
    )
)
map_templates(
    "trips",
    "trips",
    *("blocked_person_on_trip", "member_joined", "member_removed"),
    *("trip_cancelled", "trip_deleted", "trip_travelled"),
)
register_remaining_ties(shared_trips)
register_letter_source(LetterSource(Invitation.objects.all, "made_at", "by__person"))
# A mailbox doesn't mind what the letters are about.
register_letter_source(LetterSource(MandateInvitation.objects.all, "made_at", "by"))
mandate_ended.connect(follow_end_of_mandate, dispatch_uid="trips.follow_end_of_mandate")
offline_scopes.register("travel_stories:trip-list")
