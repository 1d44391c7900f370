"""Kinds of mails about itineraries."""

from commons.notifications.categories import map_templates

map_templates("travel_stories", "stories", "itinerary_published", "itinerary_sent_back")
map_templates("travel_stories", "coordination", "itinerary_submitted")
