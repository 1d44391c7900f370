"""What everybody may read, also after the end; and what somebody with a link takes along."""

from functools import wraps

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commons.privacy.exports import archive_response
from core.http.actions import run_action
from core.http.rate_limits import require_request_quota
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.public_pages.presenters.public_statistics import public_statistics_of
from emergency.public_pages.views.status import party_of, post_by_link, require_link_token
from emergency.retention.actions.erasure import forget_submission
from emergency.retention.selectors.own_data import data_of


def once_declared(view):
    """Hand the emergency over, open or over; one in preparation isn't there."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id):
        declared = Activation.objects.exclude(state=ActivationState.DRAFT)
        return view(request, get_object_or_404(declared, public_id=public_id))

    return wrapper


@require_safe
@once_declared
def rules(request, activation):
    context = {"activation": activation, "banner": None}
    return render(request, "emergency_public_pages/rules.html", context)


@require_safe
@once_declared
def in_figures(request, activation):
    context = {
        "activation": activation,
        "statistics": public_statistics_of(activation),
        "banner": None,
    }
    return render(request, "emergency_public_pages/in_figures.html", context)


@require_safe
@require_link_token
def own_data(request, submission):
    """Everything that hangs on this link, to take along."""
    answer = JsonResponse(data_of(submission), json_dumps_params={"indent": 1})
    name = f"hirondelle-{submission.reference}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@require_link_token
def own_archive(request, submission):
    """The same as `own_data`, as an archive with checksums (BagIt)."""
    require_request_quota(request, "archives")
    records = {"submission": data_of(submission)}
    return archive_response(owner=submission.reference, records=records)


@post_by_link
def forget_me(request, submission):
    """From now on the link opens nothing, so the answer stands on the public page."""
    return run_action(
        request,
        lambda: forget_submission(submission=submission, by=party_of(submission)),
        done=_("Deleted: your name, your contact details and everything you wrote."),
        to=reverse("emergency:in-figures", args=[submission.activation.address]),
        refused_to=submission,
    )
