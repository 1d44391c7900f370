"""What the clock starts."""

from celery import shared_task
from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils import translation

from commons.outbox import actions as outbox
from core.periodic import for_each_row
from hosting.offers.models.goods import Product
from hosting.offers.states import OfferState
from search.engines.engine_selection import engine
from search.query.errors import SearchDownError
from search.results.forms.offers import OfferForm
from search.saved.actions import record_check
from search.saved.models import SavedSearch, StockWatch
from search.saved.selectors import news_for
from search.saved.tasks import tell_watchers


@shared_task(name="saved_searches.tell_of_news")
def tell_of_news() -> int:
    """Each morning, for everybody who keeps a search: what was published since the last look.

    And for everybody who waits for a product: that there is more, if it came while the offer was
    paused; what was withdrawn for good is forgotten. Where no engine answers, the next morning asks
    for the same days once more. Returns how many rows failed for another reason; they are in the
    log.
    """
    failed = for_each_row(
        SavedSearch.objects.to_look_at(settings.SEARCH_LOOK_EVERY).select_related("owner"),
        look_for_news,
        ignoring=SearchDownError,
    )
    waited_for = Product.objects.filter(pk__in=StockWatch.objects.values("product"))
    there_again = Product.objects.public().exclude(stock=0).values("pk")
    settled = waited_for.filter(Q(pk__in=there_again) | Q(state=OfferState.WITHDRAWN))
    return failed + for_each_row(settled, tell_watchers_of)


def look_for_news(saved: SavedSearch) -> None:
    """Days that have passed find nothing new: the question isn't the same without them."""
    with translation.override(saved.owner.language):
        form = OfferForm(QueryDict(saved.query))
        news = news_for(saved, form.criteria, engine()) if form.is_valid() else []
        record_check(saved=saved, titles=[offer.title for offer in news])


def tell_watchers_of(product: Product) -> None:
    """In batches, as after a change of its stock."""
    outbox.enqueue(tell_watchers, product_id=product.pk)
