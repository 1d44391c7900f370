"""An emergency is prepared, ruled and switched on and off: by those whom the admin lets."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.accounts.guards import identity_required
from commons.profiles.selectors import face_subquery
from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from core.text.texts import without_controls
from emergency.activations.actions.activations import (
    add_category,
    change_rules,
    plan_activation,
    renew_activation,
)
from emergency.activations.actions.duties import put_on_duty, take_off_duty
from emergency.activations.actions.partner_queues import add_partner
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.selectors.switching import (
    missing_for_declaration,
    next_change,
    open_proposals,
)
from emergency.desk.forms.desk import ActivationForm, CategoryForm, PartnerForm, RenewForm
from emergency.desk.forms.duties import DutyForm
from emergency.desk.views.guards import rulers_only
from emergency.desk.views.queue import desk_page
from emergency.public_pages.views.post_or_return import post_or_return

ON_DUTY = _("This person is on duty and has been notified.")
WAITS = _("Someone else who manages this emergency now has to confirm that you’re on duty.")


@login_required
@require_safe
def index(request):
    """Those that I coordinate; all of them for whoever may open one."""
    runs = request.user.has_perm("emergency_activations.plan_activation", Activation())
    mine = Activation.objects.coordinated_by(request.user)
    activations = list(Activation.objects.all() if runs else mine)
    if not runs and not activations:
        raise Http404
    pending = open_proposals(activations) if runs else {}
    for one in activations:
        one.change = next_change(one, pending.get(one.pk)) if runs else None
    context = {"activations": activations, "can_plan": runs}
    return render(request, "emergency_desk/index.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    if not request.user.has_perm("emergency_activations.plan_activation", Activation()):
        raise Http404
    form = ActivationForm(post_data_or_none(request))
    planned = form.is_valid() and plan_activation(words=form.as_words(), by=request.user)
    if planned:
        done = _("Emergency prepared. It isn’t public yet.")
        return redirect_with_success(
            request, done, to=reverse("emergency:rules-change", args=[planned.address])
        )
    status = 422 if form.is_bound else 200
    return render(request, "emergency_desk/plan.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@rulers_only
def change(request, activation):
    form = ActivationForm(
        post_data_or_none(request), instance=Activation.objects.get(pk=activation.pk)
    )
    by = request.user
    if try_form(
        form, lambda **_data: change_rules(activation=activation, words=form.as_words(), by=by)
    ):
        return redirect_with_success(request, _("Rules saved."), to=_rules(activation))
    return _rules_page(request, activation, form=form)


@post_or_return("emergency:rules-change")
@rulers_only
def category(request, activation):
    form = CategoryForm(request.POST)
    by = request.user
    if try_form(form, lambda **data: add_category(activation=activation, by=by, **data)):
        return redirect_with_success(request, _("Category added."), to=_rules(activation))
    return _rules_page(request, activation, category_form=form)


@post_or_return("emergency:rules-change")
@rulers_only
def partner(request, activation):
    form = PartnerForm(request.POST)
    by = request.user
    if try_form(form, lambda name: add_partner(activation=activation, name=name, by=by)):
        return redirect_with_success(
            request,
            _("Partner added. Homes can be lent to them if the host agrees."),
            to=_rules(activation),
        )
    return _rules_page(request, activation, partner_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@identity_required(allow_get=True)
@rulers_only
def people(request, activation):
    """Somebody is named, or named anew with other places; looking for these keeps nothing."""
    places = Hospital.objects.in_departments(activation.department_codes)
    if request.method == "POST" and "find" not in request.POST:
        form = DutyForm(request.POST, places=places)
    else:
        form = DutyForm(initial=_typed_before(request, activation), places=places)
    by = request.user
    if duty := try_form(form, lambda **data: put_on_duty(activation=activation, by=by, **data)):
        done = WAITS if duty.waits_for_another else ON_DUTY
        return redirect_with_success(request, done, to=_people(activation))
    duties = activation.duties.named().select_related("person").prefetch_related("hospitals")
    duties = duties.annotate(face=face_subquery("person", request.user))
    return desk_page(request, activation, "people", {"form": form, "duties": duties})


@post_or_return("emergency:duties")
@rulers_only
def off_duty(request, activation, duty):
    found = get_object_or_404(activation.duties.named(), public_id=duty)
    done = _("This person is no longer on duty.")
    return run_action(
        request,
        lambda: take_off_duty(duty=found, by=request.user),
        done=done,
        to=_people(activation),
    )


@post_or_return("emergency:rules-change")
@rulers_only
def renew_review(request, activation):
    form = RenewForm(request.POST)
    by = request.user
    if try_form(form, lambda **data: renew_activation(activation=activation, by=by, **data)):
        return redirect_with_success(request, _("Emergency extended."), to=_rules(activation))
    return _rules_page(request, activation, renew_form=form)


def _typed_before(request, activation):
    """What a search brings back, or what stands for whoever is to be changed."""
    if request.method == "POST":
        lists = {name: request.POST.getlist(name) for name in ("towns", "hospitals")}
        return request.POST.dict() | lists
    chosen = without_controls(request.GET.get("change", ""))
    duty = activation.duties.named().filter(public_id=chosen).first()
    if duty is None:
        return {}
    data = {"email": duty.person.email, "sees_safety": duty.sees_safety}
    return data | {"hospitals": list(duty.hospitals.all())}


def _rules(activation):
    return reverse("emergency:rules-change", args=[activation.address])


def _people(activation):
    return reverse("emergency:duties", args=[activation.address])


def _rules_page(request, activation, **forms):
    stored = Activation.objects.get(pk=activation.pk)
    refused = any(form.is_bound for form in forms.values())
    context = {
        "form": ActivationForm(instance=stored),
        "category_form": CategoryForm(),
        "partner_form": PartnerForm(),
        "renew_form": RenewForm(initial={"review_on": stored.review_on}),
        "missing": missing_for_declaration(stored) if stored.state == "draft" else [],
    }
    return desk_page(request, activation, "rules", context | forms, refused=refused)
