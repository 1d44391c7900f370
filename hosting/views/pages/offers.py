"""The page of an offer."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.finding import found_or_404
from core.views.keeping import kept_for_strangers
from hosting.forms.asking import AskForm
from hosting.queries.besides import panels_beside
from hosting.queries.calendars import month_from
from hosting.queries.offer_pages import find_offer, page_of
from hosting.queries.tellings import OWN
from hosting.views.pages.addresses import to_its_address


@require_safe
@kept_for_strangers
def offer_detail(request, public_id):
    offer = found_or_404(find_offer(request.user, public_id))
    if request.path != offer.get_absolute_url():
        return to_its_address(request, offer)
    form = AskForm(request.GET, kind=offer.kind)
    month = month_from(request.GET.get("month") or f"{form.chosen.check_in or ''}"[:7])
    untranslated = request.GET.get("words") == OWN
    page = page_of(offer, month=month, chosen=form.chosen, untranslated=untranslated)
    context = {"page": page, "form": form, "beside": panels_beside(offer), "is_preview": False}
    return render(request, page.template, context)
