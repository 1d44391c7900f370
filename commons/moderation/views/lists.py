"""A page of one of several lists."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commons.moderation.queries.lists import A_PAGE
from core.turning import LostMarkError, leaf_of


def show_lists(request, template, lists):
    """The first one unless the address names another; a mark of another question leads to it."""
    listed = next((one for one in lists if one.name == request.GET.get("list")), lists[0])
    try:
        leaf = _leaf(request, template, listed)
    except LostMarkError:
        messages.error(request, _("This page belongs to another question. Here is the first one."))
        return redirect(f"{request.path}?list={listed.name}")
    shown = {"rows": leaf.rows, "line": listed.line, "tabs": _tabs(lists, listed)}
    shown["next"] = f"?list={listed.name}&after={leaf.after}" if leaf.after else ""
    shown["first"] = f"?list={listed.name}" if request.GET.get("after") else ""
    return render(request, template, shown)


def _leaf(request, template, listed):
    return leaf_of(
        listed.rows(request.user),
        question=f"{template} {listed.name} {request.user.pk}",
        mark=request.GET.get("after", ""),
        size=A_PAGE,
        oldest_first=listed.oldest_first,
        first=listed.first,
    )


def _tabs(lists, listed):
    return [
        {"label": one.label, "url": f"?list={one.name}", "is_current": one == listed}
        for one in lists
    ]
