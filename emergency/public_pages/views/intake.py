"""The public room: nothing of it is there while no emergency is open."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.http.actions import post_data_or_none, try_form
from core.http.rate_limits import is_over_quota
from core.text.texts import without_controls
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.selectors.workplaces import suggestions_for, workplaces_of
from emergency.housing.forms.intake import (
    FindSubmissionForm,
    HelperForm,
    HousingOfferForm,
    HousingRequestForm,
)
from emergency.housing.presenters.status import find_submission
from emergency.intake.actions.submissions import receive_submission
from emergency.intake.choices import IntakeType
from emergency.public_pages.presenters.landing_page import categories_in_words, figures_of
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.standby.actions.lending import lend_unit
from emergency.standby.forms.lending import LendUnitForm

FORMS = {
    IntakeType.REQUEST: HousingRequestForm,
    IntakeType.OFFER: HousingOfferForm,
    IntakeType.HELPER: HelperForm,
}


def require_open_emergency(view):
    """Hand the emergency of the address to the view; a closed one isn't there."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        if not any(one.public_id == public_id for one in list_open_emergencies()):
            raise Http404
        activation = get_object_or_404(Activation.objects.public(), public_id=public_id)
        return view(request, activation, **parts)

    return wrapper


@never_cache
@require_safe
def landing(request):
    """One emergency: its forms. Several: which territory."""
    emergencies = list_open_emergencies()
    if not emergencies:
        raise Http404
    if len(emergencies) == 1:
        return emergency_page(request, public_id=emergencies[0].public_id)
    return render(
        request,
        "emergency_public_pages/territories.html",
        {"emergencies": emergencies, "banner": None},
    )


@require_safe
@require_open_emergency
def emergency_page(request, activation):
    return landing_page(request, activation, FindSubmissionForm())


@require_http_methods(["GET", "HEAD", "POST"])
@require_open_emergency
def intake_form(request, activation, intake_type):
    """One of the three forms. What was typed stays, whatever is refused.

    An emergency that is ending shows no form: its page says why, and leads to what one has.
    """
    if request.method != "POST" and not activation.takes_requests:
        return redirect("emergency:intake", activation.address)
    form = form_for(IntakeType(intake_type), activation, post_data_or_none(request))
    if request.method == "POST" and is_over_quota(request, "emergency_forms"):
        form.add_error(None, _("We’ve had too many forms from your connection. Please call us."))
    elif form.is_valid() and (
        submission := save_submission(activation, IntakeType(intake_type), form)
    ):
        return redirect(submission)
    return intake_page(request, activation, IntakeType(intake_type), form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@require_open_emergency
def lend_own_unit(request, activation):
    """A host lends a home that hosting knows already."""
    if request.method != "POST" and not activation.takes_requests:
        return redirect("emergency:intake", activation.address)
    form = LendUnitForm(post_data_or_none(request), host=request.user)
    by = request.user
    lent = try_form(form, lambda **data: lend_unit(activation=activation, by=by, **data))
    if lent:
        return redirect(lent.submission)
    context = {"activation": activation, "form": form, "banner": None}
    return render(
        request,
        "emergency_public_pages/lend_unit.html",
        context,
        status=422 if form.is_bound else 200,
    )


@require_safe
@require_open_emergency
def workplaces(request, activation):
    """Places of work for what someone has typed so far, as JSON."""
    text = without_controls(request.GET.get("q", ""))
    return JsonResponse({"suggestions": suggestions_for(workplaces_of(activation), text)})


@post_or_return("emergency:intake")
@require_open_emergency
def find(request, activation):
    """Back to one's own page. The answer is the same for a wrong reference and a wrong number."""
    form = FindSubmissionForm(request.POST)
    if is_over_quota(request, "emergency_finds"):
        form.add_error(None, _("Too many attempts. Please call us."))
    elif form.is_valid():
        found = find_submission(**form.cleaned_data)
        if found is not None:
            return redirect(found)
        form.add_error(
            None,
            _(
                "We can’t find this reference with this phone number or email "
                "address. Check them and try again."
            ),
        )
    return landing_page(request, activation, form)


def save_submission(activation, intake_type, form, by=None):
    """The submission, or nothing where a rule of the domain said no."""
    data = {"words": form.as_words(), "key": form.cleaned_data["key"]}
    try:
        return receive_submission(
            activation=activation, intake_type=intake_type, language=get_language(), by=by, **data
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return None


def form_for(intake_type, activation, data):
    parts = {"workplaces": workplaces_of(activation)} if intake_type == IntakeType.REQUEST else {}
    return FORMS[intake_type](data, activation=activation, **parts)


def intake_page(request, activation, intake_type, form):
    context = {"activation": activation, "intake_type": intake_type, "form": form, "banner": None}
    status = 422 if form.is_bound else 200
    return render(
        request, f"emergency_public_pages/intake_{intake_type}.html", context, status=status
    )


def landing_page(request, activation, form):
    context = {
        "activation": activation,
        "form": form,
        "figures": figures_of(activation),
        "categories": categories_in_words(activation),
        "banner": None,
    }
    return render(
        request,
        "emergency_public_pages/landing.html",
        context,
        status=422 if form.is_bound else 200,
    )
