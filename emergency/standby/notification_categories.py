"""The notices of this app are of the kind of an emergency."""

from commons.notifications.categories import map_templates

map_templates("emergency_standby", "emergencies", "standby_called")
