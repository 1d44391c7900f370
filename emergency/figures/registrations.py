"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.notifications.categories import map_templates

map_templates("emergency_figures", "emergencies", "daily_report")
