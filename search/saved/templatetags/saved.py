"""What a mail about a saved search needs."""

from django import template
from django.conf import settings
from django.urls import reverse

from search.saved.models import SavedSearch
from search.saved.selectors import unsubscribe_token

register = template.Library()


@register.simple_tag
def quiet_url(saved: SavedSearch) -> str:
    """Where one press ends the mails."""
    return f"{settings.BASE_URL}{reverse('search:search-quiet', args=[unsubscribe_token(saved)])}"
