"""What a guest without an account may ask about their own data, by their pass."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from commons.privacy.exports import archive_response
from core.http.actions import run_action
from core.http.rate_limits import require_request_quota
from travel_stories.notebooks.actions.guests import forget_guest
from travel_stories.notebooks.personal_data import document_files_of
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.personal_data import data_of_seats
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def archive(request, me):
    """Everything about this seat, with its documents. Accounts find theirs at My data."""
    if not me.is_guest:
        return redirect("privacy:my-data")
    seats = TripMember.objects.filter(pk=me.pk)
    require_request_quota(request, "archives")
    return archive_response(
        owner=me.public_id,
        records={"trip": data_of_seats(seats)},
        files=document_files_of(seats),
    )


@require_POST
@members_only
def forget(request, me):
    exports = reverse("travel_stories:trip-exports", args=[me.trip.address])
    return run_action(
        request,
        lambda: forget_guest(by=me),
        done=_("Deleted: your name, your email address and your documents. You’ve left the trip."),
        to="/",
        refused_to=exports,
    )
