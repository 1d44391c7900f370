"""Beginning an offer, and the steps that are one form each."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.http.actions import post_data_or_none
from hosting.host_space.presenters.map_picker import map_picker_for
from hosting.host_space.selectors.host_desk import may_enter_host_space, places_of
from hosting.host_space.views.pages import (
    form_page,
    home_of,
    own_draft,
    own_offer,
    redirect_to_next_step,
    render_step,
    run_and_redirect,
    save_form,
    written_draft,
)
from hosting.offers.actions.access import survey_access
from hosting.offers.actions.drafts import draft_offer, revise_offer, rewrite_offer
from hosting.offers.actions.offers import declare_stay
from hosting.offers.actions.places import locate_offer, share_place
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.access import AccessForm
from hosting.offers.forms.offers import (
    FINDS_FORMS,
    LIMITS_FORMS,
    WORDS_FORMS,
    DeclarationForm,
    FindsForm,
    StartForm,
)
from hosting.offers.forms.places import PlaceForm
from hosting.offers.models.places import Place
from hosting.offers.selectors.drafts import step_url, url_after


@form_page
def start(request):
    if not may_enter_host_space(request.user):
        return redirect("hosting:host-today")
    named = {name: request.GET.get(name, "") for name in ("kind", "community")}  # by a link
    form = StartForm(post_data_or_none(request), person=request.user, initial=named)
    if form.is_valid():
        draft = draft_offer(by=request.user, **form.cleaned_data)
        return redirect(step_url(draft, OfferStep.WORDS))
    status = 422 if form.is_bound else 200
    return render(request, "host_space/start.html", {"form": form}, status=status)


@form_page
def words(request, public_id):
    draft = written_draft(request, public_id, OfferStep.WORDS)
    form = WORDS_FORMS[draft.kind](post_data_or_none(request), instance=draft)
    if form.is_valid() and save_form(
        request, form, rewrite_offer, offer=draft, changes=form.cleaned_data
    ):
        is_own = draft.host_id == request.user.pk
        following = url_after(draft, OfferStep.WORDS)
        return redirect(following if is_own else home_of(draft, request.user))
    return render_step(request, draft, OfferStep.WORDS, form)


@form_page
def limits(request, public_id):
    draft = own_draft(request, public_id, OfferStep.LIMITS)
    form = LIMITS_FORMS[draft.kind](post_data_or_none(request), instance=draft)
    if form.is_valid() and save_form(
        request, form, revise_offer, offer=draft, changes=form.cleaned_data
    ):
        return redirect_to_next_step(draft, OfferStep.LIMITS)
    return render_step(request, draft, OfferStep.LIMITS, form)


@form_page
def finds(request, public_id):
    draft = own_draft(request, public_id, OfferStep.FINDS)
    form = FINDS_FORMS.get(draft.kind, FindsForm)(post_data_or_none(request), instance=draft)
    if form.is_valid() and save_form(
        request, form, revise_offer, offer=draft, changes=form.cleaned_data
    ):
        return redirect_to_next_step(draft, OfferStep.FINDS)
    return render_step(request, draft, OfferStep.FINDS, form)


@form_page
def access(request, public_id):
    draft = own_draft(request, public_id, OfferStep.ACCESS)
    surveyed = next(iter(draft.access_surveys.all()), None)
    initial = model_to_dict(surveyed) if surveyed else {}
    form = AccessForm(post_data_or_none(request), initial=initial)
    if form.is_valid() and save_form(
        request, form, survey_access, offer=draft, survey=form.instance
    ):
        return redirect_to_next_step(draft, OfferStep.ACCESS)
    return render_step(request, draft, OfferStep.ACCESS, form, "access")


@form_page
def place(request, public_id):
    offer = own_offer(request, public_id)
    form = PlaceForm(post_data_or_none(request), place=offer.place)
    if form.is_valid() and save_form(request, form, locate_offer, offer=offer, **form.cleaned_data):
        return redirect_to_next_step(offer, OfferStep.PLACE)
    context = {"others": places_of(request.user, exclude=offer), "pick": map_picker_for(offer)}
    return render_step(request, offer, OfferStep.PLACE, form, "place", **context)


@login_required
@require_POST
def share(request, public_id, place_id):
    offer = own_offer(request, public_id)
    shared = get_object_or_404(Place.objects.filter(host=request.user), public_id=place_id)
    following = url_after(offer, OfferStep.PLACE)
    return run_and_redirect(request, following, share_place, offer=offer, place=shared)


@form_page
def declaration(request, public_id):
    stay = own_draft(request, public_id, OfferStep.DECLARATION)
    sworn = {
        "is_main_residence": stay.is_main_residence,
        "registration_number": stay.registration_number,
        "version": settings.HOSTING_DECLARATION_VERSION,
    }
    is_ours = stay.on_behalf_of is not None
    data = post_data_or_none(request)
    form = DeclarationForm(data, initial=sworn, for_organisation=is_ours)
    if form.is_valid() and save_form(request, form, declare_stay, stay=stay, **form.cleaned_data):
        return redirect_to_next_step(stay, OfferStep.DECLARATION)
    return render_step(request, stay, OfferStep.DECLARATION, form, "declaration")
