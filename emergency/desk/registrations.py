"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import map_templates
from emergency.desk.panels import on_desk, waiting_rows

map_templates("emergency_desk", "emergencies", "something_wrong")
register_on_desk(on_desk, waits=waiting_rows)
