"""The end of an emergency on the desk: what will be forgotten, when, and for whom before."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out
from emergency.actions.erasure import forget_submission
from emergency.actions.purging import purge
from emergency.queries.retention import retention_of
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only, rulers_only
from emergency.views.offers import found_offer
from emergency.views.requests import found_request

FORGOTTEN = _("Forgotten. What is left can be counted, and leads to nobody.")


@require_safe
@rulers_only
def forgetting(request, activation):
    """A dry run: nothing changes by looking at it."""
    shown = {"retention": retention_of(activation)}
    return desk_page(request, activation, "forgetting", shown)


@require_POST
@rulers_only
def forget_now(request, activation):
    to = reverse("emergency:forgetting", args=[activation.address])
    return carry_out(
        request,
        lambda: purge(activation=activation, by=request.user),
        done=_("Everybody is forgotten. Numbers are left."),
        to=to,
    )


@require_POST
@coordinators_only
def forget_request(request, activation, request_id):
    return _forget(request, found_request(activation, request_id))


@require_POST
@coordinators_only
def forget_offer(request, activation, offer_id):
    return _forget(request, found_offer(activation, offer_id))


def _forget(request, found):
    return carry_out(
        request,
        lambda: forget_submission(submission=found.submission, by=request.user),
        done=FORGOTTEN,
        to=found,
    )
