"""The notices of this app are of the kind of an emergency."""

from commons.notifications.categories import map_templates

map_templates(
    "emergency_housing",
    "emergencies",
    "roof_tonight",
    "card_waits",
    "clocks_ran_out",
    "appeal_made",
    "appeal_waits",
)
