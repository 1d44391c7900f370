"""Kinds of mails about requests of trips."""

from commons.notifications.categories import map_templates

map_templates("travel_stories", "trips", "host_asked", "host_agreed", "host_lost")
