"""What this app declares to the apps below it, once it starts."""

from commons.notifications.categories import map_templates
from commons.privacy.registries.consents import RecordedConsents, register_consents
from hosting.requests.selectors.request_sections import register_request_section
from travel_stories.trip_requests.actions.introductions import withdraw_by_consent
from travel_stories.trip_requests.models.introductions import SHOWN_TO_HOSTS, Introduction
from travel_stories.trip_requests.presenters import members_section

map_templates("trip_requests", "trips", "host_asked", "host_agreed", "host_lost")
register_request_section(members_section)
register_consents(
    RecordedConsents(
        SHOWN_TO_HOSTS,
        granted=lambda person: dict(
            Introduction.objects.of_person(person).values_list(
                "seat__public_id", "seat__trip__title"
            )
        ),
        withdraw=withdraw_by_consent,
    )
)
