"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import map_templates
from commons.privacy.registries.consents import RecordedConsents, register_consents
from emergency.standby.actions.standbys import stand_down
from emergency.standby.models import PROMISED_HOME, Standby
from emergency.standby.panels import on_standby

map_templates("emergency_standby", "emergencies", "standby_called")
register_on_desk(on_standby)
register_consents(
    RecordedConsents(
        PROMISED_HOME,
        granted=lambda person: {
            one.public_id: one.unit.name
            for one in Standby.objects.of_host(person.pk).select_related("unit")
        },
        withdraw=lambda person, subject: stand_down(
            standby=Standby.objects.of_host(person.pk).get(public_id=subject), by=person
        ),
    )
)
