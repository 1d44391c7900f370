"""Departments, regions and countries by their names and codes."""

import csv
import gzip

from commons.geography.areas import AreaKind, area_codes, area_labels, areas, areas_by_name
from commons.geography.management.commands.load_geography import LIST


def listed():
    """Rows of the list that comes with the code."""
    with gzip.open(LIST, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_areas_hold_every_area_of_the_list():
    codes = {
        code
        for row in listed()
        for code in area_codes(
            country=row["country"],
            region=row["region"],
            department_code=row["department_code"],
        )
    }
    kinds = [area.kind for area in areas()]

    assert area_labels("fr").keys() == area_labels("en").keys() == codes
    assert (kinds.count(AreaKind.DEPARTMENT), kinds.count(AreaKind.REGION)) == (107, 24)


def test_area_codes_tell_what_a_place_lies_in():
    codes = area_codes(country="FR", region="Provence-Alpes-Côte d’Azur", department_code="13")

    assert codes == {"fr", "fr-provence-alpes-cote-d-azur", "fr-13"}
    assert area_codes(country="IT", region="", department_code="") == {"it"}


def test_areas_are_named_in_both_languages():
    named = {
        name: {code for area in areas_by_name()[name] for code in area.codes}
        for name in ("bretagne", "brittany", "touraine", "alsace", "italie", "italy", "la reunion")
    }

    assert named == {
        "bretagne": {"fr-bretagne"},
        "brittany": {"fr-bretagne"},
        "touraine": {"fr-37"},
        "alsace": {"fr-67", "fr-68"},
        "italie": {"it"},
        "italy": {"it"},
        "la reunion": {"fr-974", "fr-la-reunion"},
    }
    assert (area_labels("fr")["it"], area_labels("en")["fr-bretagne"]) == ("Italie", "Brittany")
