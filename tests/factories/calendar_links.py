"""Secret links to calendars, as tests make them."""

import factory

from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from tests.factories.hosting import UnitFactory


class CalendarLinkFactory(factory.django.DjangoModelFactory):
    """Of a unit, by its host."""

    class Meta:
        model = CalendarLink

    unit = factory.SubFactory(UnitFactory)
    host = factory.LazyAttribute(lambda made: made.unit.offer.host)
    scope = LinkScope.UNIT
