"""One offer as a whole: how far it is, and the actions that open and close it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hosting.host_space.selectors.host_desk import offer_overview, offers_of_host
from hosting.host_space.views.pages import own_draft, own_offer, run_and_redirect
from hosting.offers.actions.offers import pause_offer, reopen_offer, submit_offer, withdraw_offer
from hosting.offers.actions.review import withdraw_submission
from hosting.public_pages.presenters.offer_pages import offer_page
from hosting.requests.selectors.handovers import offers_to_take_over


@login_required
@require_safe
def index(request):
    context = {
        "offers": offers_of_host(request.user),
        "left_offers": offers_to_take_over(request.user),
        "room": "offers",
    }
    return render(request, "host_space/offers.html", context)


@login_required
@require_safe
def overview(request, public_id):
    draft = own_draft(request, public_id)
    context = {"offer": draft, "page": offer_overview(draft), "room": "offers"}
    return render(request, "host_space/overview.html", context)


@login_required
@require_safe
def preview(request, public_id):
    draft = own_draft(request, public_id)
    context = {"offer": draft, "page": offer_page(draft, is_draft=True), "is_preview": True}
    return render(request, f"public_pages/{draft.kind}_detail.html", context)


@login_required
@require_POST
def submit(request, public_id):
    offer = own_offer(request, public_id)
    return run_and_redirect(request, _overview(offer), submit_offer, offer=offer)


@login_required
@require_POST
def take_back(request, public_id):
    offer = own_offer(request, public_id)
    return run_and_redirect(request, _overview(offer), withdraw_submission, offer=offer)


@login_required
@require_POST
def pause(request, public_id):
    offer = own_offer(request, public_id)
    return run_and_redirect(request, _overview(offer), pause_offer, offer=offer)


@login_required
@require_POST
def reopen(request, public_id):
    offer = own_offer(request, public_id)
    return run_and_redirect(request, _overview(offer), reopen_offer, offer=offer)


@login_required
@require_POST
def withdraw(request, public_id):
    offer = own_offer(request, public_id)
    return run_and_redirect(request, _overview(offer), withdraw_offer, offer=offer)


def _overview(offer):
    return reverse("hosting:offer-overview", args=[offer.public_id])
