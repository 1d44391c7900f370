"""Calendars kept elsewhere, as tests make them."""

from datetime import date

import factory

from hosting.calendar_feeds.models import CalendarFeed, ForeignBlock
from tests.factories.hosting import UnitFactory


class CalendarFeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    unit = factory.SubFactory(UnitFactory)
    name = "The other site"
    url = factory.Sequence(lambda number: f"https://calendar.example.org/{number}.ics")


class ForeignBlockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ForeignBlock

    feed = factory.SubFactory(CalendarFeedFactory)
    unit = factory.LazyAttribute(lambda made: made.feed.unit)
    uid = factory.Sequence(lambda number: f"{number}@elsewhere.example")
    start = date(2027, 5, 3)
    end = date(2027, 5, 6)
    kind = "reservation"
