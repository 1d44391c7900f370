"""Jobs of quotes that the clock starts. Each returns how many rows failed; they are in the log."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.quotes.actions import end_quote, forget_quote, remind_of_quote
from hosting.quotes.models import Quote


@shared_task(name="hosting.remind_of_quotes")
def remind_of_quotes() -> int:
    return for_each_row(
        Quote.objects.to_remind().select_related("request"),
        lambda quote: remind_of_quote(quote=quote, by=SYSTEM),
    )


@shared_task(name="hosting.end_quotes")
def end_quotes() -> int:
    """Those whose last day has passed, and those whose request has ended without them."""
    return for_each_row(
        Quote.objects.to_end().select_related("request"),
        lambda quote: end_quote(quote=quote, by=SYSTEM),
        ignoring=IllegalTransitionError,  # agreed or replaced since the list was made
    )


@shared_task(name="hosting.forget_quotes")
def forget_quotes() -> int:
    """Names, words and files of quotes, with those of the agreement."""
    return for_each_row(
        Quote.objects.to_forget().select_related("request"),
        lambda quote: forget_quote(quote=quote, by=SYSTEM),
    )
