"""The list of offers and its map."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from search.engines.engine_selection import engine
from search.query.addresses import search_url
from search.query.errors import SearchDownError
from search.results.forms.offers import OfferForm
from search.results.presenters.listing import list_offers, question_of, without_answer
from search.results.presenters.maps import ACROSS, MOST_PINS, features_of
from search.results.selectors.stories import related_stories

MAP_SECONDS = 300
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
UNPROCESSABLE = 422
WHOLE, ANSWER = "search_results/offer_list.html", "search_results/parts/offer_answer.html"


@require_safe
def offer_list(request):
    form = OfferForm(request.GET)
    listing = answer_to(form)
    status = 200 if form.is_valid() and not listing.refusal else UNPROCESSABLE
    in_place = "HX-Request" in request.headers
    template = ANSWER if in_place else WHOLE
    beside = [] if listing.down else related_stories(engine(), form.criteria)
    shown = {"form": form, "listing": listing, "beside": beside}
    response = render(request, template, shown, status=status)
    return marked(response, in_place and address_to_show(request, form))


def answer_to(form):
    """A list in any case: where no engine answers, one that says so."""
    try:
        return list_offers(engine(), form.criteria, labels=form.labels, token=form.token)
    except SearchDownError as refusal:
        return without_answer(form.criteria, labels=form.labels, down=str(refusal))


def address_to_show(request, form):
    """Of what was understood; where something wasn't, or of a later page, as it was asked."""
    plain = form.is_valid() and not form.token
    return search_url(form.criteria) if plain else request.get_full_path()


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
    form = OfferForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=UNPROCESSABLE)
    try:
        area = engine().area(question_of(form.criteria), across=ACROSS, most=MOST_PINS)
    except SearchDownError as refusal:
        return JsonResponse({"errors": {"__all__": [str(refusal)]}}, status=UNPROCESSABLE)
    return JsonResponse(features_of(area, form.criteria), json_dumps_params=COMPACT)
