"""Everything, as `make demo` loads it."""

import pytest
from rich.console import Console
from rich.progress import Progress

from demo.loading.load import load
from hosting.enums import ExchangeMode, OfferKind, RequestState
from hosting.models import Community, Offer, Rate, Request, Session, Stay
from travel_stories.models import Story


@pytest.mark.slow
@pytest.mark.django_db
def test_load_makes_as_much_as_was_promised():
    with Progress(console=Console(quiet=True)) as progress:
        load(small=False, progress=progress)

    public = Offer.objects.public()
    counts = {kind: public.filter(kind=kind).count() for kind in OfferKind}
    assert Community.objects.public().count() == 6
    assert counts[OfferKind.STAY] >= 1_000
    assert counts[OfferKind.ACTIVITY] >= 600
    assert counts[OfferKind.PRODUCT] >= 130
    assert counts[OfferKind.TIP] >= 90
    assert Session.objects.upcoming().values("activity").distinct().count() >= 300
    assert set(Request.objects.values_list("state", flat=True)) == set(RequestState)
    assert set(Rate.objects.values_list("mode", flat=True)) == set(ExchangeMode)
    assert set(public.values_list("language", flat=True)) == {"fr", "en"}
    assert set(Story.objects.values_list("state", flat=True)) == {
        *("draft", "reread", "submitted", "published"),
    }
    groups = Story.objects.public().exclude(travelled_as__in=("", "alone"))
    assert groups.count() >= 6
    assert Story.objects.public().filter(licence="public-domain").count() == 2
    hosts = Stay.objects.values_list("host", flat=True)
    assert len(set(hosts)) == len(hosts)
