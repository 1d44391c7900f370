"""Employers' lists on the desk: kept without a name, and compared with whoever waits."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import carry_out, conclude, posted, try_form
from emergency.actions.rosters import drop_roster, upload_roster, verify_listed
from emergency.forms.answers import RosterForm
from emergency.queries.rosters import roster_page
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def index(request, activation):
    """A list that is kept verifies at once whom it names; its page says whom."""
    form = RosterForm(posted(request), request.FILES or None)
    by = request.user
    kept = try_form(
        form, lambda roster: upload_roster(activation=activation, data=roster.read(), by=by)
    )
    if kept:
        return conclude(request, verified(verify_listed(upload=kept, by=by)), to=kept)
    shown = {"form": form, "rosters": activation.rosters.select_related("by", "activation")}
    return desk_page(request, activation, "rosters", shown)


@require_safe
@coordinators_only
def detail(request, activation, roster):
    page = roster_page(found_roster(activation, roster), request.user)
    return desk_page(request, activation, "roster", {"page": page})


@require_POST
@coordinators_only
def verify(request, activation, roster):
    """Once more, for those who asked since."""
    found = found_roster(activation, roster)
    done = verified(verify_listed(upload=found, by=request.user))
    return conclude(request, done, to=found)


@require_POST
@coordinators_only
def drop(request, activation, roster):
    found, by = found_roster(activation, roster), request.user
    done = _("The list is gone. Verifications that were made stand.")
    lists = reverse("emergency:rosters", args=[activation.address])
    return carry_out(request, lambda: drop_roster(upload=found, by=by), done=done, to=lists)


def found_roster(activation, number):
    return get_object_or_404(activation.rosters.select_related("by", "activation"), pk=number)


def verified(count):
    return ngettext(
        "The list is kept, without a name. It verified %(count)s request.",
        "The list is kept, without a name. It verified %(count)s requests.",
        count,
    ) % {"count": count}
