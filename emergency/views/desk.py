"""The desk: the queue, the homes, and a form for whoever calls."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.deeds import conclude, posted
from emergency.enums import Door, OfferState
from emergency.queries.desk import desk_of, homes_of, queue_of
from emergency.queries.readings import readings_of
from emergency.views.doors import form_for, keep
from emergency.views.guards import coordinators_only, desk_only
from emergency.views.rounds import part_asked, remember_list


@require_safe
@desk_only
def queue(request, activation):
    only, page = part_asked(request.GET), page_asked(request.GET)
    remember_list(request, only, page)
    desk = desk_of(activation, request.user, "queue")
    queue = queue_of(desk, request.user, only=only, page=page)
    shown = {"desk": desk, "queue": queue, "only": only, "page": page}
    return desk_page(request, activation, "queue", shown)


@require_safe
@desk_only
def homes(request, activation):
    only = request.GET.get("only", "")
    shown = {"homes": homes_of(activation, only=only), "only": only, "states": OfferState.choices}
    return desk_page(request, activation, "homes", shown)


@require_safe
@desk_only
def readings(request, activation):
    about = request.GET.get("about", "")[:20]
    shown = {"readings": readings_of(activation, about), "about": about}
    return desk_page(request, activation, "readings", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def phone(request, activation, door):
    """The same form as the caller would fill in; it is taken in at once."""
    if door not in Door.values:
        raise Http404
    form = form_for(Door(door), activation, posted(request))
    if form.is_valid() and (kept := keep(activation, Door(door), form, by=request.user)):
        done = _("Written down. Tell the caller this reference: %(reference)s.")
        return conclude(request, done % {"reference": kept.reference}, to=activation)
    return desk_page(request, activation, "phone", {"form": form, "door": Door(door)})


def desk_page(request, activation, part, shown, *, refused=False):
    """A page under the tabs; a form that was refused makes it a 422."""
    form = shown.get("form")
    refused = refused or (form is not None and form.is_bound)
    context = {"desk": shown.get("desk") or desk_of(activation, request.user, part), **shown}
    status = 422 if refused else 200
    return render(request, f"emergency/desk/{part}.html", context, status=status)


def page_asked(said):
    """A page of a list, from what the address or a form says; nonsense is the first."""
    asked = said.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
