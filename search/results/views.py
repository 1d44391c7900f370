"""The list of offers, the map as a page of its own, and places while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import (
    add_never_cache_headers,
    patch_cache_control,
    patch_vary_headers,
)
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.http.rate_limits import require_request_quota
from core.http.shortcuts import get_or_404
from core.text.texts import without_controls
from hosting.favourites.selectors import favourite_ids
from search.engines.engine_selection import engine
from search.query.addresses import search_url
from search.query.errors import SearchDownError
from search.results.forms.offers import OfferForm
from search.results.presenters.kinds import kind_tabs
from search.results.presenters.listing import list_offers, question_of, without_answer
from search.results.presenters.map_cards import card_of_offer
from search.results.presenters.map_page import fill_map_page, map_page_without_answer
from search.results.presenters.maps import ACROSS, MOST_PINS, features_of
from search.results.presenters.summary import summary_of
from search.results.selectors.place_suggestions import suggest_places
from search.results.selectors.stories import related_stories
from ui.cards import card_of
from ui.form_errors import sentences_by_field

MAP_SECONDS = 300
PLACES_SECONDS = 3_600
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
UNPROCESSABLE = 422
WHOLE, ANSWER = "search_results/offer_list.html", "search_results/parts/offer_answer.html"


@require_safe
def offer_list(request):
    require_request_quota(request, "searches")
    form = OfferForm(request.GET)
    criteria = form.criteria.for_browsing()
    listing = answer_to(form, criteria)
    status = 200 if form.is_valid() and not listing.refusal else UNPROCESSABLE
    in_place = "HX-Request" in request.headers
    template = ANSWER if in_place else WHOLE
    beside = [] if listing.down else related_stories(engine(), criteria)
    shown = {
        "form": form,
        "listing": listing,
        "beside": beside,
        "tabs": kind_tabs(listing),
        "summary": summary_of(criteria),
        "kept": favourite_ids(request.user, [card.place for card in listing.cards]),
    }
    response = render(request, template, shown, status=status)
    return marked(response, in_place and address_to_show(request, form, criteria))


def answer_to(form, criteria):
    """A list in any case: where no engine answers, one that says so."""
    try:
        return list_offers(engine(), criteria, labels=form.labels, token=form.token)
    except SearchDownError as refusal:
        return without_answer(criteria, labels=form.labels, down=str(refusal))


def address_to_show(request, form, criteria):
    """Of what was understood; where something wasn't, or of a later page, as it was asked."""
    plain = form.is_valid() and not form.token
    return search_url(criteria) if plain else request.get_full_path()


def marked(response, address):
    """A part of a page is never kept in place of the whole one."""
    patch_vary_headers(response, ["HX-Request"])
    if address:
        response.headers["HX-Push-Url"] = address
        add_never_cache_headers(response)
    return response


@require_safe
@cache_control(public=True, max_age=MAP_SECONDS)
@conditional_page
def offer_map(request):
    require_request_quota(request, "maps")
    form = OfferForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": sentences_by_field(form)}, status=UNPROCESSABLE)
    try:
        area = engine().area(question_of(form.criteria), across=ACROSS, most=MOST_PINS)
    except SearchDownError as refusal:
        return JsonResponse({"errors": {"__all__": [str(refusal)]}}, status=UNPROCESSABLE)
    return JsonResponse(features_of(area, form.criteria), json_dumps_params=COMPACT)


@require_safe
@cache_control(public=True, max_age=PLACES_SECONDS)
def place_suggestions(request):
    """Places that begin like what somebody has typed, those with offers first."""
    text = without_controls(request.GET.get("q", ""))
    return JsonResponse({"suggestions": suggest_places(text)}, json_dumps_params=COMPACT)


@require_safe
def map_page(request):
    require_request_quota(request, "maps")
    form = OfferForm(request.GET)
    criteria = form.criteria.for_browsing()
    try:
        page = fill_map_page(engine(), criteria, labels=form.labels)
    except SearchDownError as refusal:
        page = map_page_without_answer(criteria, labels=form.labels, down=str(refusal))
    status = 200 if form.is_valid() else UNPROCESSABLE
    context = {"form": form, "page": page, "summary": summary_of(criteria)}
    return render(request, "search_results/map_page.html", context, status=status)


@require_safe
def map_card(request, noun, public_id):
    """A part of a page: what a pin stands for, with its price for the dates that were asked."""
    if noun == "offer":
        criteria = OfferForm(request.GET).criteria
        context = {"card": get_or_404(card_of_offer(public_id, criteria))}
    else:
        context = {"other": get_or_404(card_of(noun, public_id))}
    response = render(request, "search_results/parts/map_card.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response
