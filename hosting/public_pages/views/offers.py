"""The page of an offer."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.http.page_caching import cache_for_anonymous
from core.http.shortcuts import get_or_404
from hosting.calendars.presenters.unit_months import month_from
from hosting.offers.presenters.offer_links import links_of
from hosting.offers.presenters.offer_texts import ORIGINAL
from hosting.public_pages.presenters.offer_buttons import offer_buttons
from hosting.public_pages.presenters.offer_pages import find_offer, offer_page
from hosting.public_pages.presenters.page_extensions import panels_for_offer
from hosting.public_pages.views.addresses import redirect_to_canonical
from hosting.requests.forms.dates_and_party import DatesAndPartyForm
from hosting.requests.views.request_page import refusal_context


@require_safe
@cache_for_anonymous
def offer_detail(request, public_id):
    offer = get_or_404(find_offer(request.user, public_id))
    if request.path != offer.get_absolute_url():
        return redirect_to_canonical(request, offer)
    form = DatesAndPartyForm(request.GET, kind=offer.kind)
    month = month_from(request.GET.get("month") or f"{form.chosen.check_in or ''}"[:7])
    untranslated = request.GET.get("words") == ORIGINAL
    page = offer_page(
        offer,
        month=month,
        chosen=form.chosen,
        untranslated=untranslated,
        half_days=form.half_days,
        visitor=request.user,
    )
    context = {"page": page, "form": form, "beside": panels_for_offer(offer), "is_preview": False}
    context["links"] = links_of(offer, form.chosen)
    context["buttons"] = offer_buttons() if offer.is_published else ()
    context |= refusal_context(offer, form.chosen, request.GET)
    return render(request, page.template, context)
