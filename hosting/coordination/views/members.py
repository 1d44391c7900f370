"""Who belongs to a community: a list to search, a table, and a message to all."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.audit.actions import record_security_event
from commons.audit.choices import SecurityEventKind
from core.http.actions import post_data_or_none, redirect_with_success, try_form
from core.http.rate_limits import client_network
from hosting.communities.actions.announcements import send_announcement
from hosting.coordination.exports import members_csv
from hosting.coordination.forms.members import AnnouncementForm, MembersForm
from hosting.coordination.selectors.desk import members_matching, sort_members
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page

MAX_ROWS = 60  # at first


@login_required
@require_safe
def index(request, public_id):
    """Members who match what the address asks for."""
    community = coordinated_community_or_404(request, public_id)
    form = MembersForm(request.GET)
    filters = form.filters()
    members = sort_members(members_matching(community, reader=request.user, **filters))
    context = {
        "members_form": form,
        "members": members if "all" in request.GET else members[:MAX_ROWS],
        "count": len(members),
        "is_filtered": bool(filters),
        "query": request.GET.urlencode(),
    }
    return render_desk_page(request, community, "members", context)


@login_required
@require_safe
def sheet(request, public_id):
    """The same as CSV. What leaves the site is noted in the security log."""
    community = coordinated_community_or_404(request, public_id)
    filters = MembersForm(request.GET).filters()
    members = sort_members(members_matching(community, reader=request.user, **filters))
    response = HttpResponse(members_csv(members), content_type="text/csv; charset=utf-8")
    record_security_event(
        SecurityEventKind.DATA_EXPORTED,
        request.user,
        network=client_network(request),
        data={"members_of": community.public_id},
    )
    response["Content-Disposition"] = f'attachment; filename="members-{community.public_id}.csv"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, public_id):
    """A message to all active members, as each of them wants to get it."""
    community = coordinated_community_or_404(request, public_id)
    form = AnnouncementForm(post_data_or_none(request))
    sent = try_form(
        form, lambda **words: send_announcement(community=community, by=request.user, **words)
    )
    if sent:
        to = reverse("hosting:coordination-members", args=[community.address])
        return redirect_with_success(request, _("Your message has been sent."), to=to)
    context = {
        "form": form,
        "active": community.memberships.active().exclude(person=request.user).count(),
        "earlier": community.announcements.select_related("by")[:5],
    }
    return render_desk_page(request, community, "write", context)
