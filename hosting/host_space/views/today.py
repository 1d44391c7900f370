"""The host's day: who waits, who arrives, how one's offers stand."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hosting.host_space.selectors.host_desk import host_desk, may_enter_host_space


@login_required
@require_safe
def today(request):
    if not may_enter_host_space(request.user):
        return render(request, "host_space/join.html", {"room": "today"})
    desk = host_desk(request.user)
    context = {"desk": desk, "room": "today", "unanswered_count": len(desk.waiting)}
    return render(request, "host_space/today.html", context)
