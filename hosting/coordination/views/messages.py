"""What people write to a community without a request, for each of its coordinators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pagination import InvalidCursorError
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page
from hosting.enquiries.presenters import inbox_page


@login_required
@require_safe
def index(request, public_id):
    """What waits first, then what is answered, by whom."""
    community = coordinated_community_or_404(request, public_id)
    cursor = request.GET.get("after", "")
    try:
        page = inbox_page(community, request.user, cursor=cursor)
    except InvalidCursorError:
        messages.error(
            request, _("That page of the list isn’t available any more. Here’s the first page.")
        )
        return redirect("hosting:coordination-messages", community.address)
    context = {
        "waiting": page.waiting,
        "answered": page.answered,
        "next": f"?after={page.next_cursor}" if page.next_cursor else "",
        "first": request.path if cursor else "",
    }
    return render_desk_page(request, community, "messages", context)
