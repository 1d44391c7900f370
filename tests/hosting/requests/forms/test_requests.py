"""What a guest fills in, as it stands on the page."""

import pytest
from django.utils.html import escape

from hosting.requests.forms.requests import StayRequestForm
from tests.factories.hosting import RateFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_request_form_marks_names_of_rates_with_the_language_of_the_offer():
    stay = StayFactory(language="fr")
    RateFactory(offer=stay, label="La chambre <bleue>")

    page = str(StayRequestForm(offer=stay)["rate"])

    assert f'<span lang="fr">{escape("La chambre <bleue>")}</span>' in page
