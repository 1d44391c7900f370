"""My desk: what waits for me, from every package."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.accounts.panels import desk_of, waiting_items
from commons.notifications.models import Notice
from commons.notifications.presenters import notice_items
from commons.notifications.selectors import with_subjects
from commons.notifications.waiting_counts import forget_waiting_count

NEWEST = 5
FIRST_ITEMS = 12  # of what waits; the others are folded


@login_required
@require_safe
def desk(request):
    forget_waiting_count(request.user.pk)  # the header agrees with what stands below it
    unread = Notice.objects.visible_to(request.user).unread()
    newest = with_subjects(unread.order_by("-at", "-pk"))[:NEWEST]
    panels = desk_of(request.user)
    items = waiting_items(panels)
    context = {
        "waiting_items": items[:FIRST_ITEMS],
        "later_items": items[FIRST_ITEMS:],
        "panels": [panel for panel in panels if panel.template],
        "notice_items": notice_items(newest),
        "unread": unread.count(),
    }
    return render(request, "notifications/desk.html", context)
