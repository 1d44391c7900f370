"""A message to all members, for those who got it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hosting.communities.models.announcements import Announcement


@login_required
@require_safe
def detail(request, public_id):
    announcements = Announcement.objects.visible_to(request.user)
    announcement = get_object_or_404(
        announcements.select_related("community", "by"), public_id=public_id
    )
    context = {"announcement": announcement}
    return render(request, "communities/announcement_detail.html", context)
