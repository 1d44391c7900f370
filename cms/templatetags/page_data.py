"""Editorial pages as linked data."""

from typing import Any

from django import template
from django.template import Context

from cms.models import DestinationPage, HomePage
from cms.queries.linked_data import destination_data, home_data

register = template.Library()


@register.simple_tag(takes_context=True)
def home_node(context: Context, page: HomePage) -> dict[str, Any]:
    return home_data(page, context["request"])


@register.simple_tag(takes_context=True)
def destination_node(context: Context, page: DestinationPage) -> dict[str, Any]:
    return destination_data(page, context["request"])
