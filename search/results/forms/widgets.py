"""A field for a place to visit."""

from django.urls import reverse

from commons.geography.forms import SuggestingInput


class DestinationInput(SuggestingInput):
    """It suggests places with offers before all others."""

    def suggestions_url(self) -> str:
        return reverse("search:place-suggestions")
