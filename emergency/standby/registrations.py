"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import map_templates
from emergency.standby.panels import on_standby

map_templates("emergency_standby", "emergencies", "standby_called")
register_on_desk(on_standby)
