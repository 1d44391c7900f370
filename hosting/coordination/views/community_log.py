"""The log of a community: who did what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pagination import InvalidCursorError
from hosting.coordination.forms.community_log import LogForm
from hosting.coordination.presenters.community_log import log_page
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page


@login_required
@require_safe
def index(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    form = LogForm(request.GET, community=community)
    form.is_valid()
    try:
        log = log_page(community, form.query(request.GET.get("after", "")), reader=request.user)
    except InvalidCursorError:
        messages.error(
            request, _("That page of the list isn’t available any more. Here’s the first page.")
        )
        return redirect(request.path)
    # The same question, further on.
    query = request.GET.copy()
    query["after"] = log.after
    context = {"form": form, "log": log, "next": f"?{query.urlencode()}" if log.after else ""}
    return render_desk_page(request, community, "log", context)
