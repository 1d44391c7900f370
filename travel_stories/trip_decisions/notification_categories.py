"""Kinds of mails about polls."""

from commons.notifications.categories import map_templates

map_templates("trip_decisions", "trips", "poll_opened", "poll_closed")
