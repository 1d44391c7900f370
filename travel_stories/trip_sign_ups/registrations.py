"""What this app declares to the apps below it, once it starts."""

from commons.notifications.categories import map_templates
from commons.notifications.selectors import register_subjects
from travel_stories.trip_sign_ups.models import Registration, SignUp

map_templates("trip_sign_ups", "trips", "registered", "registrations_changed", "trip_called_off")
register_subjects(
    Registration.objects.select_related("sign_up__trip"),
    SignUp.objects.select_related("trip"),
)
