"""Two versions of the same thing come before the person, and what was sent comes along."""

from uuid import uuid4

from django.shortcuts import render

BOOKS = {"csrfmiddlewaretoken", "based_on", "key"}


def render_conflict(request, conflict, *, sides, to):
    """What the other wrote, what I wrote, and two buttons."""
    context = {
        "refusal": conflict,
        "part": conflict.facts["part"],
        "sides": sides,
        "again": _sent(request),
        "based_on": conflict.facts["number"],
        "key": uuid4(),
        "to": to,
    }
    return render(request, "collaboration/conflict.html", context, status=409)


def _sent(request):
    """All fields of the form as they came, for the form that sends them again."""
    lists = request.POST.lists()
    return [(name, value) for name, values in lists if name not in BOOKS for value in values]
