"""The log of a community: who did what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.turning import LostMarkError
from hosting.forms.community_log import LogForm
from hosting.queries.community_log import log_of
from hosting.views.desks import desk_page, own_community


@login_required
@require_safe
def index(request, public_id):
    community = own_community(request, public_id)
    form = LogForm(request.GET, community=community)
    form.is_valid()
    try:
        log = log_of(community, form.query(request.GET.get("after", "")), reader=request.user)
    except LostMarkError:
        messages.error(request, _("This page belongs to another question. Here is the first one."))
        return redirect(request.path)
    shown = {"form": form, "log": log, "next": _next(request, log)}
    return desk_page(request, community, "log", shown)


def _next(request, log):
    """The same question, further on."""
    asked = request.GET.copy()
    asked["after"] = log.after
    return f"?{asked.urlencode()}" if log.after else ""
