"""Kinds of mails about requests of trips."""

from commons.notifications.categories import map_templates

map_templates("trip_requests", "trips", "host_asked", "host_agreed", "host_lost")
