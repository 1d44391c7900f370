"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.erasures import register_eraser
from travel_stories.notebooks.actions.guests import GUEST, forget_guest_again
from travel_stories.notebooks.archive_parts import TripsPart

import_parts.register("trips", TripsPart())
register_eraser(GUEST, forget_guest_again)
