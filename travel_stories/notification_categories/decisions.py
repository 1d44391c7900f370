"""Kinds of mails about polls."""

from commons.notifications.categories import map_templates

map_templates("travel_stories", "trips", "poll_opened", "poll_closed")
