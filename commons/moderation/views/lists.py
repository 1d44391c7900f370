"""A page of one of several lists."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commons.moderation.selectors import A_PAGE
from core.pagination import InvalidCursorError, paginate


def show_lists(request, list_group):
    """The list that the address names; a cursor of another list leads to its first page."""
    list_tab = list_group.named(request.GET.get("list"))
    try:
        page = paginate(
            list_tab.rows(request.user),
            scope=f"{list_group.name} {list_tab.name} {request.user.pk}",
            cursor=request.GET.get("after", ""),
            size=A_PAGE,
            by=list_tab.order,
        )
    except InvalidCursorError:
        messages.error(
            request, _("That page of the list isn’t available any more. Here’s the first page.")
        )
        return redirect(f"{request.path}?list={list_tab.name}")
    tabs = [
        {"label": one.label, "url": f"?list={one.name}", "is_current": one == list_tab}
        for one in list_group.lists
    ]
    context = {
        "list_group": list_group,
        "list_tab": list_tab,
        "rows": page.rows,
        "tabs": tabs,
    }
    context["next"] = f"?list={list_tab.name}&after={page.next_cursor}" if page.next_cursor else ""
    context["first"] = f"?list={list_tab.name}" if request.GET.get("after") else ""
    return render(request, "moderation/list_page.html", context)
