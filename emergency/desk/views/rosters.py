"""Employers' lists on the desk: kept without a name, and compared with whoever waits."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from emergency.desk.presenters.rosters import roster_page
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.queue import desk_page
from emergency.housing.actions.rosters import drop_roster, upload_roster, verify_listed
from emergency.housing.forms.answers import RosterForm


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def index(request, activation):
    """A list that is kept verifies at once whom it names; its page says whom."""
    form = RosterForm(post_data_or_none(request), request.FILES or None)
    by = request.user
    kept = try_form(
        form, lambda roster: upload_roster(activation=activation, data=roster.read(), by=by)
    )
    if kept:
        return redirect_with_success(request, verified(verify_listed(upload=kept, by=by)), to=kept)
    context = {"form": form, "rosters": activation.rosters.select_related("by", "activation")}
    return desk_page(request, activation, "rosters", context)


@require_safe
@coordinators_only
def detail(request, activation, roster):
    page = roster_page(get_roster_or_404(activation, roster), request.user)
    return desk_page(request, activation, "roster", {"page": page})


@require_POST
@coordinators_only
def verify(request, activation, roster):
    """Once more, for those who asked since."""
    found = get_roster_or_404(activation, roster)
    done = verified(verify_listed(upload=found, by=request.user))
    return redirect_with_success(request, done, to=found)


@require_POST
@coordinators_only
def drop(request, activation, roster):
    found, by = get_roster_or_404(activation, roster), request.user
    done = _("List deleted. Verifications already made still count.")
    lists = reverse("emergency:rosters", args=[activation.address])
    return run_action(request, lambda: drop_roster(upload=found, by=by), done=done, to=lists)


def get_roster_or_404(activation, public_id):
    rows = activation.rosters.select_related("by", "activation")
    return get_object_or_404(rows, public_id=public_id)


def verified(count):
    return ngettext(
        "List saved, without names. It was used to verify %(count)s request.",
        "List saved, without names. It was used to verify %(count)s requests.",
        count,
    ) % {"count": count}
