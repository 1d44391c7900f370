"""For whom an offer is made, and what colleagues take over."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.http.actions import post_data_or_none, run_action
from hosting.host_space.views.pages import form_page, own_offer, save_form
from hosting.offers.actions.organisations import choose_organisation
from hosting.offers.forms.organisations import OfferOrganisationForm
from hosting.requests.actions.handovers import take_over_offer
from hosting.requests.selectors.handovers import offers_taken_or_to_take_over


@form_page
def choose(request, public_id):
    offer = own_offer(request, public_id)
    form = OfferOrganisationForm(post_data_or_none(request), offer=offer, host=request.user)
    if form.is_valid() and save_form(
        request, form, choose_organisation, offer=offer, **form.cleaned_data
    ):
        return redirect("hosting:offer-overview", offer.public_id)
    context = {"offer": offer, "form": form, "room": "offers"}
    status = 422 if form.is_bound else 200
    return render(request, "host_space/organisation.html", context, status=status)


@login_required
@require_POST
def take_over(request, public_id):
    offer = get_object_or_404(offers_taken_or_to_take_over(request.user), public_id=public_id)
    return run_action(
        request,
        partial(take_over_offer, offer=offer, by=request.user),
        done=_(
            "You’re now the contact person for this offer. Connect your own calendars of other "
            "sites. If the offer is paused, select “Resume offer” when you’re ready."
        ),
        to=reverse("hosting:offer-overview", args=[offer.public_id]),
        refused_to="hosting:host-offers",
    )
