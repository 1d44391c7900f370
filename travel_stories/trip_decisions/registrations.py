"""What this app declares to the apps below it, once it starts."""

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import map_templates
from travel_stories.trip_decisions.panels import poll_panels, waiting_rows
from travel_stories.trips.selectors.seats import seats_of

map_templates("trip_decisions", "trips", "poll_opened", "poll_closed")
register_on_desk(poll_panels, waits=waiting_rows, only_for=[seats_of])
