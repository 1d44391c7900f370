"""The public room: nothing of it is there while no emergency is open."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import posted, try_form
from core.errors import DomainError
from core.limits import is_too_often
from emergency.actions.intake import receive
from emergency.actions.lending import lend_unit
from emergency.enums import Door
from emergency.forms.doors import FindForm, HelpForm, LendForm, OwnForm, RoofForm
from emergency.models import Activation
from emergency.queries.doors import open_doors
from emergency.queries.rooms import categories_in_words, figures_of, hospitals_of
from emergency.queries.status import submission_found

FORMS = {Door.ROOF: RoofForm, Door.LEND: LendForm, Door.HELP: HelpForm}


def while_open(view):
    """Hand the emergency of the address to the view; a closed one isn't there."""

    @never_cache
    @wraps(view)
    def door(request, public_id, **parts):
        if not any(one.public_id == public_id for one in open_doors()):
            raise Http404
        activation = get_object_or_404(Activation.objects.public(), public_id=public_id)
        return view(request, activation, **parts)

    return door


@never_cache
@require_safe
def room(request):
    """One emergency: its doors. Several: which territory."""
    doors = open_doors()
    if not doors:
        raise Http404
    if len(doors) == 1:
        return doors_of(request, public_id=doors[0].public_id)
    return render(request, "emergency/territories.html", {"doors": doors, "banner": None})


@require_safe
@while_open
def doors_of(request, activation):
    return room_page(request, activation, FindForm())


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def door(request, activation, door):
    """The form of one door. What was typed stays, whatever is refused."""
    form = form_for(Door(door), activation, posted(request))
    if request.method == "POST" and _too_often(request):
        form.add_error(None, _("Too many forms come from here just now. Please call us."))
    elif form.is_valid() and (kept := keep(activation, Door(door), form)):
        return redirect(kept)
    return door_page(request, activation, Door(door), form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@while_open
def own(request, activation):
    """A host lends a home that hosting knows already."""
    form = OwnForm(posted(request), host=request.user)
    by = request.user
    lent = try_form(form, lambda **said: lend_unit(activation=activation, by=by, **said))
    if lent:
        return redirect(lent.submission)
    shown = {"activation": activation, "form": form, "banner": None}
    return render(request, "emergency/own.html", shown, status=422 if form.is_bound else 200)


@require_POST
@while_open
def find(request, activation):
    """Back to one's own page. The answer is the same for a wrong reference and a wrong number."""
    form = FindForm(request.POST)
    if is_too_often(request, "emergency.find", **settings.EMERGENCY_FINDS):
        form.add_error(None, _("Too many tries. Please call us."))
    elif form.is_valid():
        found = submission_found(**form.cleaned_data)
        if found is not None:
            return redirect(found)
        form.add_error(None, _("We don’t find this reference with this telephone or e-mail."))
    return room_page(request, activation, form)


def keep(activation, door, form, by=None):
    """The submission, or nothing where a rule of the domain said no."""
    said = {"words": form.as_words(), "key": form.cleaned_data["key"]}
    try:
        return receive(activation=activation, door=door, language=get_language(), by=by, **said)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return None


def form_for(door, activation, data):
    parts = {"hospitals": hospitals_of(activation)} if door == Door.ROOF else {}
    return FORMS[door](data, activation=activation, **parts)


def door_page(request, activation, door, form):
    shown = {"activation": activation, "door": door, "form": form, "banner": None}
    status = 422 if form.is_bound else 200
    return render(request, f"emergency/door_{door}.html", shown, status=status)


def room_page(request, activation, form):
    shown = {
        "activation": activation,
        "form": form,
        "figures": figures_of(activation),
        "categories": categories_in_words(activation),
        "banner": None,
    }
    return render(request, "emergency/room.html", shown, status=422 if form.is_bound else 200)


def _too_often(request):
    return is_too_often(request, "emergency.door", **settings.EMERGENCY_SUBMISSIONS)
