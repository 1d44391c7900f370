"""What is told in confidence: by one of the two, and to those who look after the community."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import conclude, try_form
from hosting.actions.concerns import settle_concern, tell_concern
from hosting.forms.concerns import ConcernForm, OutcomeForm
from hosting.models import Concern
from hosting.queries.concerns import confidences_for
from hosting.queries.requests import room_of
from hosting.views.rooms import show_room


@login_required
@require_POST
def tell(request, public_id):
    asked = get_object_or_404(room_of(request.user), public_id=public_id)
    form = ConcernForm(request.POST, prefix="concern")
    told = try_form(form, lambda **words: tell_concern(request=asked, by=request.user, **words))
    if told:
        return conclude(request, _("Thank you. Somebody reads it, and answers you here."), to=asked)
    return show_room(request, asked, concern_form=form)


@login_required
@require_safe
def index(request):
    return _show(request)


@login_required
@require_POST
def settle(request, public_id):
    concern = get_object_or_404(Concern.objects.readable_by(request.user), public_id=public_id)
    form = OutcomeForm(request.POST, auto_id=_ids(concern))
    done = try_form(form, lambda **words: settle_concern(concern=concern, by=request.user, **words))
    if done:
        return conclude(request, _("Whoever told it reads what was done."), to=concern)
    return _show(request, {concern.pk: form}, status=422)


def _show(request, refused=(), status=200):
    """Each has a form of its own; one that was refused comes back as it was typed."""
    told = confidences_for(request.user)
    forms = {one.pk: OutcomeForm(auto_id=_ids(one)) for one in told.waiting} | dict(refused)
    shown = {"told": told, "open": [(one, forms[one.pk]) for one in told.waiting]}
    return render(request, "hosting/coordination/concerns.html", shown, status=status)


def _ids(concern):
    return f"id_%s_{concern.public_id}"
