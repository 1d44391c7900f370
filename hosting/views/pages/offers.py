"""The list of offers and the page of each."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from hosting.forms.asking import AskForm
from hosting.forms.filters import OfferFilterForm
from hosting.queries.calendars import month_from
from hosting.queries.listing import list_offers, offers_beside
from hosting.queries.maps import features_of
from hosting.queries.offer_pages import find_offer, page_of
from hosting.queries.ways import ways_from
from hosting.views.pages.addresses import to_its_address

MAP_SECONDS = 300
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


@require_safe
def offer_list(request):
    form = OfferFilterForm(request.GET)
    listing = list_offers(form.wanted, labels=form.labels, page=form.page_number)
    ways = ways_from(form.wanted, form.labels, listing)
    context = {"form": form, "listing": listing, "ways": ways}
    status = 200 if form.is_valid() else 422
    return render(request, "hosting/offer_list.html", context, status=status)


@require_safe
def offer_detail(request, public_id):
    offer = find_offer(request.user, public_id)
    if offer is None:
        raise Http404
    if request.path != offer.get_absolute_url():
        return to_its_address(request, offer)
    form = AskForm(request.GET, kind=offer.kind)
    month = month_from(request.GET.get("month") or f"{form.chosen.check_in or ''}"[:7])
    page = page_of(offer, month=month, chosen=form.chosen)
    context = {"page": page, "form": form}
    return render(request, page.template, context)


@require_safe
@cache_control(public=True, max_age=MAP_SECONDS)
@conditional_page
def offer_map(request):
    form = OfferFilterForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    beside = offers_beside(form.wanted, page=form.page_number)
    return JsonResponse(features_of(beside), json_dumps_params=COMPACT)
