"""Names of a register as people say them."""

import csv
import gzip

import pytest

from emergency.activations.management.commands.load_hospitals import LIST
from emergency.activations.models.hospital_names import everyday_name


@pytest.mark.parametrize(
    ("registered", "said"),
    [
        ("Centre Hospitalier Regional Universitaire Trousseau", "CHU Trousseau"),
        ("Centre Hospitalier Universitaire de Nantes", "CHU de Nantes"),
        ("Centre Hospitalier Inter-Communal Amboise", "CHI Amboise"),
        ("Centre Hospitalier General la Ciotat", "CH la Ciotat"),
        ("Centre Hospitalier Paul Martinais", "CH Paul Martinais"),
        ("CH de Luynes - et", "CH de Luynes"),
        ("NCT+ St Gatien Alliance - et", "NCT+ St Gatien Alliance"),
        ("Hopital de Jour Francois Rabelais", "Hôpital de Jour Francois Rabelais"),
        ("Pôle Santé Léonard de Vinci", "Pôle Santé Léonard de Vinci"),
        (
            "Maison de Cure Medicale pour Personnes Agees - Annexe Hopita",
            "Maison de Cure Médicale pour Personnes Âgées",
        ),
        ("Foyer de", "Foyer"),
        ("-", "-"),
        ("", ""),
    ],
    ids=lambda name: name[:15] or "empty",
)
def test_everyday_name(registered, said):
    assert everyday_name(registered) == said


def test_everyday_name_leaves_none_of_the_list_empty():
    with gzip.open(LIST, "rt", encoding="utf-8") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]

    assert [name for name in names if not everyday_name(name)] == []
    assert [
        name for name in names if everyday_name(everyday_name(name)) != everyday_name(name)
    ] == []
