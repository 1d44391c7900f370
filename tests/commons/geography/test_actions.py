import csv
import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commons.geography.actions import load_localities
from commons.geography.management.commands.load_geography import LIST
from commons.geography.models import Locality
from commons.geography.selectors.localities import find_localities

pytestmark = pytest.mark.django_db

BARE = dict.fromkeys(("alternate_names", "region", "postcodes", "merged_into"), "")
ARBOYS = BARE | {
    "code": "fr:01015",
    "kind": "commune",
    "name": "Arboys en Bugey",
    "country": "FR",
    "department": "Ain",
    "department_code": "01",
    "population": "644",
    "latitude": "45.7",
    "longitude": "5.6",
    "timezone": "Europe/Paris",
}
ARBIGNIEU = ARBOYS | {
    "code": "fr:01015:former",
    "kind": "former",
    "name": "Arbignieu",
    "population": "0",
    "merged_into": "fr:01015",
}
BOLOGNA = ARBOYS | {
    "code": "geonames:3181928",
    "kind": "city",
    "name": "Bologna",
    "alternate_names": "Bologne|Bononia",
    "country": "IT",
    "department": "",
    "department_code": "",
    "timezone": "Europe/Rome",
}


def test_load_localities_folds_names_and_joins_what_was_merged():
    load_localities(rows=[ARBIGNIEU, BOLOGNA, ARBOYS])

    bologna = Locality.objects.get(code="geonames:3181928")
    assert bologna.search_keys == "bologna|bologne|bononia"
    assert (bologna.population, bologna.latitude, bologna.timezone) == (644, 45.7, "Europe/Rome")
    assert Locality.objects.get(name="Arbignieu").merged_into.name == "Arboys en Bugey"


def test_load_localities_again_changes_what_changed_and_keeps_ids():
    load_localities(rows=[ARBOYS, ARBIGNIEU])
    before = list(Locality.objects.order_by("pk").values_list("pk", "code"))

    known = load_localities(rows=[ARBOYS | {"population": "700"}, ARBIGNIEU])

    assert known == 2
    assert list(Locality.objects.order_by("pk").values_list("pk", "code")) == before
    assert Locality.objects.get(code="fr:01015").population == 700


def test_load_localities_writes_all_or_nothing():
    with pytest.raises(KeyError):
        load_localities(rows=[BOLOGNA, ARBIGNIEU])

    assert not Locality.objects.exists()


def test_load_geography_loads_the_countries_asked_for():
    out = StringIO()

    call_command("load_geography", countries="lu, mc", verbosity=0, stdout=out)

    assert set(Locality.objects.values_list("country", flat=True)) == {"LU", "MC"}
    assert out.getvalue() == f"{Locality.objects.count()} places\n"
    assert [hit.locality.name for hit in find_localities("luxemburg")] == ["Luxembourg"]


def test_load_geography_knows_no_other_countries():
    with pytest.raises(CommandError, match="No places for: XX"):
        call_command("load_geography", countries="lu,xx", verbosity=0)


def test_the_list_that_is_shipped_is_whole():
    with gzip.open(LIST, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    codes = {row["code"] for row in rows}
    kinds = [row["kind"] for row in rows]

    assert len(codes) == len(rows)
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "commune": 34_939,
        "district": 45,
        "former": 2_497,
        "city": 19_842,
    }
    assert {row["merged_into"] for row in rows} - codes == {""}
    assert LIST.stat().st_size < 2.5 * 1024 * 1024
