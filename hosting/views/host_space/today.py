"""The host's day: who waits, who arrives, how one's offers stand."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hosting.queries.desks import desk_of, is_on_the_way


@login_required
@require_safe
def today(request):
    if not is_on_the_way(request.user):
        return render(request, "hosting/host_space/join.html", {"room": "today"})
    desk = desk_of(request.user)
    context = {"desk": desk, "room": "today", "asked": len(desk.waiting)}
    return render(request, "hosting/host_space/today.html", context)
