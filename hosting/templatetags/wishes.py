"""What somebody asks for, in a few words."""

from django import template

from hosting.queries.wishes import Wished, party_in_words, when_in_words

register = template.Library()


@register.filter
def party_words(wish: Wished) -> str:
    """`2 adults, 1 child`."""
    return party_in_words(wish)


@register.filter
def when_words(wish: Wished) -> str:
    """`3–6 May 2027, 3 nights`; empty where no day was named."""
    return when_in_words(wish)
