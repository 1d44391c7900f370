"""A page of one of several lists."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commons.moderation.queries.lists import A_PAGE
from core.turning import LostMarkError, leaf_of


def show_lists(request, shelf):
    """The list that the address names; a mark of another question leads to its first page."""
    listed = shelf.named(request.GET.get("list"))
    try:
        leaf = _leaf(request, shelf, listed)
    except LostMarkError:
        messages.error(request, _("This page belongs to another question. Here is the first one."))
        return redirect(f"{request.path}?list={listed.name}")
    shown = {"shelf": shelf, "listed": listed, "rows": leaf.rows, "tabs": _tabs(shelf, listed)}
    shown["next"] = f"?list={listed.name}&after={leaf.after}" if leaf.after else ""
    shown["first"] = f"?list={listed.name}" if request.GET.get("after") else ""
    return render(request, "moderation/shelf.html", shown)


def _leaf(request, shelf, listed):
    return leaf_of(
        listed.rows(request.user),
        question=f"{shelf.name} {listed.name} {request.user.pk}",
        mark=request.GET.get("after", ""),
        size=A_PAGE,
        oldest_first=listed.oldest_first,
        first=listed.first,
    )


def _tabs(shelf, listed):
    return [
        {"label": one.label, "url": f"?list={one.name}", "is_current": one == listed}
        for one in shelf.lists
    ]
