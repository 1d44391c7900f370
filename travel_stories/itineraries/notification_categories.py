"""Kinds of mails about itineraries."""

from commons.notifications.categories import map_templates

map_templates("itineraries", "stories", "itinerary_published", "itinerary_sent_back")
map_templates("itineraries", "coordination", "itinerary_submitted")
