"""What the clock starts."""

from celery import shared_task
from django.conf import settings
from django.http import QueryDict
from django.utils import translation

from core.periodic import for_each_row
from search.engines.engine_selection import engine
from search.query.errors import SearchDownError
from search.results.forms.offers import OfferForm
from search.saved.actions import record_check
from search.saved.models import SavedSearch
from search.saved.selectors import news_for


@shared_task(name="saved_searches.tell_of_news")
def tell_of_news() -> int:
    """Each morning, for everybody who keeps a search: what was published since the last look.

    Where no engine answers, the next morning asks for the same days once more. Returns how many
    searches failed for another reason; they are in the log.
    """
    return for_each_row(
        SavedSearch.objects.to_look_at(settings.SEARCH_LOOK_EVERY).select_related("owner"),
        look_for_news,
        ignoring=SearchDownError,
    )


def look_for_news(saved: SavedSearch) -> None:
    """Days that have passed find nothing new: the question isn't the same without them."""
    with translation.override(saved.owner.language):
        form = OfferForm(QueryDict(saved.query))
        news = news_for(saved, form.criteria, engine()) if form.is_valid() else []
        record_check(saved=saved, titles=[offer.title for offer in news])
