"""What the clock starts."""

from contextlib import suppress

from celery import shared_task
from django.conf import settings
from django.http import QueryDict
from django.utils import translation

from search.actions.saved import note_look
from search.engine.choice import engine
from search.errors import SearchDownError
from search.forms.offers import OfferForm
from search.models import SavedSearch
from search.queries.saved import news_for


@shared_task(name="search.tell_of_news")
def tell_of_news() -> None:
    """Each morning, for everybody who keeps a search: what was published since the last look.

    Where no engine answers, the next morning asks for the same days once more.
    """
    for saved in SavedSearch.objects.to_look_at(settings.SEARCH_LOOK_EVERY).select_related("owner"):
        with suppress(SearchDownError), translation.override(saved.owner.language):
            look_for_news(saved)


def look_for_news(saved: SavedSearch) -> None:
    """Days that have passed find nothing new: the question isn't the same without them."""
    form = OfferForm(QueryDict(saved.query))
    news = news_for(saved, form.wishes, engine()) if form.is_valid() else []
    note_look(saved=saved, titles=[offer.title for offer in news])
