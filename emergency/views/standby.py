"""In quiet times: a host promises a home for an emergency. In one: one press lends it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import carry_out, conclude, posted, try_form
from emergency.actions.standby import answer_call, stand_by, stand_down
from emergency.forms.standby import StandbyForm
from emergency.models import Activation, Standby
from emergency.queries.standby import promised_by

HERE = reverse_lazy("emergency:standby")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    form = StandbyForm(posted(request), host=request.user)
    if try_form(form, lambda **said: stand_by(by=request.user, **said)):
        return conclude(request, _("Thank you. We ask you when an emergency opens."), to=str(HERE))
    shown = {"form": form, "promised": promised_by(request.user)}
    return render(request, "emergency/standby.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request, standby):
    found, done = _own(request, standby), _("It is promised no more.")
    return carry_out(
        request, lambda: stand_down(standby=found, by=request.user), done=done, to=str(HERE)
    )


@login_required
@require_POST
def lend(request, standby, public_id):
    found = _own(request, standby)
    activation = get_object_or_404(Activation.objects.public(), public_id=public_id)
    return carry_out(
        request,
        lambda: answer_call(standby=found, activation=activation, by=request.user),
        done=_("Thank you. Somebody calls you to look at it together."),
        to=str(HERE),
    )


def _own(request, number):
    rows = Standby.objects.of_host(request.user.pk).select_related("unit__stay__place__locality")
    return get_object_or_404(rows, pk=number)
