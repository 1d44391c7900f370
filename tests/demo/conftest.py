"""The smallest demonstration, loaded once for all tests of a module, and taken back afterwards."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from commons.geography.enums import LocalityKind
from commons.geography.models import Locality
from demo.loading.written import DATA, communities, offers, phrases, story_places
from demo.records import Lodging, read_records
from tests.factories.geography import LocalityFactory


def know_places():
    """The communes and cities that a small demonstration speaks of, without all the others."""
    stays = read_records(DATA / "prepared" / "touraine_stays.jsonl", Lodging)
    points = {record.insee: (record.lat, record.lon) for record in stays}
    codes = {insee for _name, insee in phrases()["stations"]}
    codes |= {one["where"] for one in offers() if isinstance(one["where"], str)}
    codes |= {text.locality[3:] for text in communities() if text.locality.startswith("fr:")}
    codes |= {record.insee for record in stays if record.id.startswith(("35ab6da8", "221dc28c"))}
    codes |= {code[3:] for code in story_places() if code.startswith("fr:")}
    rows = []
    for number, insee in enumerate(sorted(codes)):  # each elsewhere, as a road wants it
        latitude, longitude = points.get(insee, (47.3 + number / 100, 0.9))
        rows.append(
            LocalityFactory.build(code=f"fr:{insee}", latitude=latitude, longitude=longitude)
        )
    for code, name in (("geonames:2803138", "Antwerp"), ("geonames:3181928", "Bologna")):
        rows.append(LocalityFactory.build(code=code, name=name, kind=LocalityKind.CITY))
    Locality.objects.bulk_create(rows)


def load_small(*options):
    """What the command says."""
    said = StringIO()
    call_command("load_demo", "--size", "small", *options, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def small_demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        know_places()
        load_small()
        yield
        transaction.set_rollback(True)
