"""My desk: what waits for me, from every package."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.accounts.panels import desk_of
from commons.notifications.models import Notice
from commons.notifications.presenters import notice_items
from commons.notifications.selectors import with_subjects

NEWEST = 5


@login_required
@require_safe
def desk(request):
    unread = Notice.objects.visible_to(request.user).unread()
    newest = with_subjects(unread.order_by("-at", "-pk"))[:NEWEST]
    context = {
        "panels": desk_of(request.user),
        "notice_items": notice_items(newest),
        "unread": unread.count(),
    }
    return render(request, "notifications/desk.html", context)
