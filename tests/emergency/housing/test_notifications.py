"""In which language each side is written to, and how they reach us."""

from datetime import time

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from commons.mail.models import Letter
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.intake.models.contacts import Contact
from tests.factories.emergency import ActivationFactory, host_of, pair, requester_of

NUMBER = "02\u00a047\u00a000\u00a000\u00a000"


@pytest.mark.django_db
def test_each_side_reads_its_own_language_whoever_acts():
    request, offer, by = pair()
    Contact.objects.filter(pk=request.contact_id).update(language="fr", email="g@example.org")
    Contact.objects.filter(pk=offer.contact_id).update(language="en", email="h@example.org")
    request.refresh_from_db()
    offer.refresh_from_db()
    Letter.objects.all().delete()

    with translation.override("de"):
        proposal = ask_host(request=request, offer=offer, by=by)
        accept_as_host(proposal=proposal, full_name="D. Canary", by=host_of(offer))
        proposal.refresh_from_db()
        accept_as_requester(proposal=proposal, full_name="C. Canary", by=requester_of(request))

    letters = Letter.objects.order_by("pk").values_list("address", "title")
    assert [(address, title.split()[0]) for address, title in letters] == [
        ("h@example.org", "Someone"),  # needs your home
        ("g@example.org", "Nous"),  # avons un logement pour vous
        ("h@example.org", "Stay"),  # agreed
        ("g@example.org", "Séjour"),  # convenu
    ]


@pytest.mark.parametrize(
    ("language", "opens", "closes", "line"),
    [
        pytest.param(
            "en", time(8), time(22, 30), f"{NUMBER}, every day from 08:00 to 22:30.", id="en"
        ),
        pytest.param(
            "fr",
            time(8),
            time(22, 30),
            f"{NUMBER}, tous les jours de 8\u00a0h à 22\u00a0h\u00a030.",
            id="fr",
        ),
        pytest.param("en", time(0), time(23, 59), f"{NUMBER}, day and night.", id="en-always"),
        pytest.param("fr", time(0), time(23, 59), f"{NUMBER}, jour et nuit.", id="fr-always"),
        pytest.param(
            "en", time(0), time(23, 58), f"{NUMBER}, every day from 00:00 to 23:58.", id="almost"
        ),
    ],
)
def test_phone_line_has_its_hours_or_says_day_and_night(language, opens, closes, line):
    activation = ActivationFactory.build(phone="+33247000000", opens=opens, closes=closes)

    with translation.override(language):
        words = render_to_string(
            "emergency_activations/email/parts/phone.txt", {"activation": activation}
        )

    assert words.partition(": ")[2] == line
