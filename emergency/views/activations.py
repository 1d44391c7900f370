"""An emergency is prepared, ruled and switched on and off: by those whom the admin lets."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import carry_out, conclude, posted, try_form
from emergency.actions.activations import (
    add_category,
    change_rules,
    close,
    declare,
    end,
    plan_activation,
    renew,
    what_is_missing,
)
from emergency.actions.duties import put_on_duty, take_off_duty
from emergency.actions.partners import name_partner
from emergency.forms.desk import (
    ActivationForm,
    CategoryForm,
    PartnerForm,
    RenewForm,
)
from emergency.forms.duties import DutyForm
from emergency.models import Activation, Hospital
from emergency.views.desk import desk_page
from emergency.views.guards import rulers_only

STEPS = {
    "declare": (declare, _("The emergency is open: the doors stand on every page now.")),
    "end": (end, _("No new request or offer from now on. Whoever is housed keeps their roof.")),
    "close": (close, _("The emergency is closed.")),
}


@login_required
@require_safe
def index(request):
    """Those that I coordinate; all of them for whoever may open one."""
    runs = request.user.has_perm("emergency.plan_activation", Activation())
    mine = Activation.objects.coordinated_by(request.user)
    activations = Activation.objects.all() if runs else mine
    if not runs and not activations:
        raise Http404
    shown = {"activations": activations, "can_plan": runs}
    return render(request, "emergency/desk/index.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    if not request.user.has_perm("emergency.plan_activation", Activation()):
        raise Http404
    form = ActivationForm(posted(request))
    planned = form.is_valid() and plan_activation(words=form.as_words(), by=request.user)
    if planned:
        done = _("It is prepared, and nobody sees it yet.")
        return conclude(request, done, to=reverse("emergency:rules-change", args=[planned.address]))
    status = 422 if form.is_bound else 200
    return render(request, "emergency/desk/plan.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@rulers_only
def change(request, activation):
    form = ActivationForm(posted(request), instance=Activation.objects.get(pk=activation.pk))
    if form.is_valid():
        change_rules(activation=activation, words=form.as_words(), by=request.user)
        return conclude(request, _("The rules are as you wrote them."), to=_rules(activation))
    return _rules_page(request, activation, form=form)


@require_POST
@rulers_only
def category(request, activation):
    form = CategoryForm(request.POST)
    by = request.user
    if try_form(form, lambda **said: add_category(activation=activation, by=by, **said)):
        return conclude(request, _("They may ask from now on."), to=_rules(activation))
    return _rules_page(request, activation, category_form=form)


@require_POST
@rulers_only
def partner(request, activation):
    form = PartnerForm(request.POST)
    by = request.user
    if try_form(form, lambda name: name_partner(activation=activation, name=name, by=by)):
        return conclude(
            request, _("Homes may be lent to them, with the host’s yes."), to=_rules(activation)
        )
    return _rules_page(request, activation, partner_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@rulers_only
def people(request, activation):
    """Somebody is named, or named anew with other places; looking for these keeps nothing."""
    form = _duty_form(request, activation)
    by = request.user
    if try_form(form, lambda **said: put_on_duty(activation=activation, by=by, **said)):
        return conclude(request, _("They are on duty, and were told."), to=_people(activation))
    duties = activation.duties.on_duty().select_related("person").prefetch_related("hospitals")
    return desk_page(request, activation, "people", {"form": form, "duties": duties})


@require_POST
@rulers_only
def off_duty(request, activation, duty):
    found = get_object_or_404(activation.duties.on_duty(), pk=duty)
    done = _("They are off duty.")
    return carry_out(
        request,
        lambda: take_off_duty(duty=found, by=request.user),
        done=done,
        to=_people(activation),
    )


@require_POST
@rulers_only
def step(request, activation, deed):
    if deed == "renew":
        return _renew(request, activation)
    if deed not in STEPS:
        raise Http404
    act, done = STEPS[deed]
    return carry_out(
        request,
        lambda: act(activation=activation, by=request.user),
        done=done,
        to=_rules(activation),
    )


def _duty_form(request, activation):
    places = Hospital.objects.in_departments(activation.department_codes)
    if request.method == "POST" and "find" not in request.POST:
        return DutyForm(request.POST, places=places)
    return DutyForm(initial=_typed_before(request, activation), places=places)


def _typed_before(request, activation):
    """What a search brings back, or what stands for whoever is to be changed."""
    if request.method == "POST":
        lists = {name: request.POST.getlist(name) for name in ("towns", "hospitals")}
        return request.POST.dict() | lists
    number = request.GET.get("change", "")
    duty = activation.duties.on_duty().filter(pk=number).first() if number.isdecimal() else None
    if duty is None:
        return {}
    said = {"email": duty.person.email, "sees_safety": duty.sees_safety}
    return said | {"hospitals": list(duty.hospitals.all())}


def _renew(request, activation):
    form = RenewForm(request.POST)
    by = request.user
    if try_form(form, lambda **said: renew(activation=activation, by=by, **said)):
        return conclude(request, _("Decided anew: it goes on."), to=_rules(activation))
    return _rules_page(request, activation, renew_form=form)


def _rules(activation):
    return reverse("emergency:rules-change", args=[activation.address])


def _people(activation):
    return reverse("emergency:duties", args=[activation.address])


def _rules_page(request, activation, **forms):
    stored = Activation.objects.get(pk=activation.pk)
    refused = any(form.is_bound for form in forms.values())
    shown = {
        "form": ActivationForm(instance=stored),
        "category_form": CategoryForm(),
        "partner_form": PartnerForm(),
        "renew_form": RenewForm(initial={"review_on": stored.review_on}),
        "missing": what_is_missing(stored) if stored.state == "draft" else [],
    }
    return desk_page(request, activation, "rules", shown | forms, refused=refused)
