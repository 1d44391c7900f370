"""All the words that were left at one place, in the order that the reader chooses."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pagination import InvalidCursorError
from hosting.notes.presenters import all_notes_of_community, all_notes_of_offer
from hosting.public_pages.presenters.community_pages import find_community
from hosting.public_pages.presenters.offer_pages import find_offer


@require_safe
def of_offer(request, public_id):
    offer = find_offer(request.user, public_id)
    return _show(request, offer, all_notes_of_offer, "hosting:offer-notes")


@require_safe
def of_community(request, public_id):
    community = find_community(request.user, public_id)
    return _show(request, community, all_notes_of_community, "hosting:community-notes")


def _show(request, place, read, name):
    if place is None:
        raise Http404
    url = reverse(name, args=[place.address])
    try:
        page = read(place, order=request.GET.get("order", ""), mark=request.GET.get("after", ""))
    except InvalidCursorError:
        messages.error(
            request, _("That page of the list isn’t available any more. Here’s the first page.")
        )
        return redirect(url)
    context = {"place": place, "page": page, "url": url}
    return render(request, "public_pages/notes.html", context)
