"""The list of what I was told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.notifications.actions.notices import mark_all_read, mark_read
from commons.notifications.models import Notice
from commons.notifications.presenters import notice_items, notice_url
from commons.notifications.selectors import notice_page


@login_required
@require_safe
def index(request):
    page = notice_page(request.user, after=request.GET.get("after", ""))
    context = {
        "notice_items": notice_items(page.notices),
        "older": page.older,
        "is_first": "after" not in request.GET,
        "unread": Notice.objects.visible_to(request.user).unread().count(),
    }
    return render(request, "notifications/notice_list.html", context)


@login_required
@require_POST
def read(request, public_id):
    """Mark the notice as read and redirect to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
    mark_read(notice=notice, by=request.user)
    return redirect(notice_url(notice) or "notifications:notice-list")


@login_required
@require_POST
def read_all(request):
    mark_all_read(by=request.user)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("notifications:notice-list")
