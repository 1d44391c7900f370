"""Beginning an offer, and the steps that are one form each."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hosting.actions.access import survey_access
from hosting.actions.drafts import draft_offer, revise_offer
from hosting.actions.offers import declare_stay
from hosting.actions.places import locate_offer, share_place
from hosting.enums import OfferStep
from hosting.forms.access import AccessForm
from hosting.forms.offers import LIMITS_FORMS, WORDS_FORMS, DeclarationForm, FindsForm, StartForm
from hosting.forms.places import PlaceForm
from hosting.models import Place
from hosting.queries.desks import is_on_the_way, places_of
from hosting.queries.drafts import step_url, url_after
from hosting.queries.picking import picking_for
from hosting.views.host_space.pages import (
    deed_then,
    done,
    form_page,
    go_on,
    own_draft,
    own_offer,
    posted,
    step_page,
)


@form_page
def start(request):
    if not is_on_the_way(request.user):
        return redirect("hosting:host-today")
    form = StartForm(posted(request), person=request.user)
    if form.is_valid():
        draft = draft_offer(by=request.user, **form.cleaned_data)
        return redirect(step_url(draft, OfferStep.WORDS))
    status = 422 if form.is_bound else 200
    return render(request, "hosting/host_space/start.html", {"form": form}, status=status)


@form_page
def words(request, public_id):
    draft = own_draft(request, public_id, OfferStep.WORDS)
    form = WORDS_FORMS[draft.kind](posted(request), instance=draft)
    if form.is_valid() and done(
        request, form, revise_offer, offer=draft, changes=form.cleaned_data
    ):
        return go_on(draft, OfferStep.WORDS)
    return step_page(request, draft, OfferStep.WORDS, form)


@form_page
def limits(request, public_id):
    draft = own_draft(request, public_id, OfferStep.LIMITS)
    form = LIMITS_FORMS[draft.kind](posted(request), instance=draft)
    if form.is_valid() and done(
        request, form, revise_offer, offer=draft, changes=form.cleaned_data
    ):
        return go_on(draft, OfferStep.LIMITS)
    return step_page(request, draft, OfferStep.LIMITS, form)


@form_page
def finds(request, public_id):
    draft = own_draft(request, public_id, OfferStep.FINDS)
    form = FindsForm(posted(request), instance=draft)
    if form.is_valid() and done(
        request, form, revise_offer, offer=draft, changes=form.cleaned_data
    ):
        return go_on(draft, OfferStep.FINDS)
    return step_page(request, draft, OfferStep.FINDS, form)


@form_page
def access(request, public_id):
    draft = own_draft(request, public_id, OfferStep.ACCESS)
    surveyed = next(iter(draft.access_surveys.all()), None)
    initial = model_to_dict(surveyed) if surveyed else {}
    form = AccessForm(posted(request), initial=initial)
    if form.is_valid() and done(request, form, survey_access, offer=draft, survey=form.instance):
        return go_on(draft, OfferStep.ACCESS)
    return step_page(request, draft, OfferStep.ACCESS, form, "access")


@form_page
def place(request, public_id):
    offer = own_offer(request, public_id)
    form = PlaceForm(posted(request), place=offer.place)
    if form.is_valid() and done(request, form, locate_offer, offer=offer, **form.cleaned_data):
        return go_on(offer, OfferStep.PLACE)
    shown = {"others": places_of(request.user, besides=offer), "pick": picking_for(offer)}
    return step_page(request, offer, OfferStep.PLACE, form, "place", **shown)


@login_required
@require_POST
def share(request, public_id, place_id):
    offer = own_offer(request, public_id)
    shared = get_object_or_404(Place.objects.filter(host=request.user), public_id=place_id)
    following = url_after(offer, OfferStep.PLACE)
    return deed_then(request, following, share_place, offer=offer, place=shared)


@form_page
def declaration(request, public_id):
    stay = own_draft(request, public_id, OfferStep.DECLARATION)
    sworn = {
        "is_main_residence": stay.is_main_residence,
        "registration_number": stay.registration_number,
        "version": settings.HOSTING_DECLARATION_VERSION,
    }
    form = DeclarationForm(posted(request), initial=sworn)
    if form.is_valid() and done(request, form, declare_stay, stay=stay, **form.cleaned_data):
        return go_on(stay, OfferStep.DECLARATION)
    return step_page(request, stay, OfferStep.DECLARATION, form, "declaration")
