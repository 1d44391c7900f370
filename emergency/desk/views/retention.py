"""The end of an emergency on the desk: what will be forgotten, when, and for whom before."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import run_action
from emergency.desk.views.guards import coordinators_only, rulers_only
from emergency.desk.views.offers import get_offer_or_404
from emergency.desk.views.queue import desk_page
from emergency.desk.views.requests import get_request_or_404
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.retention.actions.erasure import forget_submission
from emergency.retention.actions.purging import purge
from emergency.retention.selectors.retention import retention_of

FORGOTTEN = _("This person’s data has been deleted. Only anonymous figures remain.")


@require_safe
@rulers_only
def forgetting(request, activation):
    """A dry run: nothing changes by looking at it."""
    context = {"retention": retention_of(activation)}
    return desk_page(request, activation, "forgetting", context)


@require_POST
@rulers_only
def forget_now(request, activation):
    to = reverse("emergency:forgetting", args=[activation.address])
    return run_action(
        request,
        lambda: purge(activation=activation, by=request.user),
        done=_("All personal data has been deleted. Only figures remain."),
        to=to,
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def forget_request(request, activation, request_id):
    return _forget(request, get_request_or_404(activation, request_id))


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def forget_offer(request, activation, offer_id):
    return _forget(request, get_offer_or_404(activation, offer_id))


def _forget(request, found):
    return run_action(
        request,
        lambda: forget_submission(submission=found.submission, by=request.user),
        done=FORGOTTEN,
        to=found,
    )
