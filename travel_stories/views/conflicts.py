"""Two versions of the same thing come before the person, and what was sent comes along."""

from uuid import uuid4

from django.shortcuts import render

BOOKS = {"csrfmiddlewaretoken", "based_on", "key"}


def show_both(request, conflict, *, sides, to):
    """What the other wrote, what I wrote, and two buttons."""
    mine = [(name, value) for name, values in request.POST.lists() for value in values]
    shown = {
        "refusal": conflict,
        "part": conflict.facts["part"],
        "sides": sides,
        "again": [(name, value) for name, value in mine if name not in BOOKS],
        "based_on": conflict.facts["number"],
        "key": uuid4(),
        "to": to,
    }
    return render(request, "travel_stories/conflict.html", shown, status=409)
