"""What a mail program reads of a mail that was sent."""

from email import message_from_bytes
from email.policy import default

import pytest

from commons.mail.emails import EmailEnvelope, RenderedEmail, render_email, send_email


@pytest.mark.parametrize(
    "title",
    [
        "Camille vous a envoyé une demande\u00a0: La maison mesurée",
        "Un très long titre accentué, plié deux fois\u00a0: " + "été à Bléré, " * 12,
    ],
    ids=["accents", "long"],
)
def test_a_subject_is_read_as_it_was_written(mailoutbox, title):
    email = RenderedEmail(title=title.strip(), text="Bonjour\n", html="<p>Bonjour</p>")

    send_email(email, EmailEnvelope(to="ada@example.org", id="letter-1"), back_to=None)

    raw = mailoutbox[0].message().as_bytes()
    assert message_from_bytes(raw, policy=default)["Subject"] == title.strip()


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        pytest.param({}, "http://localhost:8000/fr/", id="its-own"),
        pytest.param({"link": "http://localhost:8000/x/"}, "http://localhost:8000/x/", id="given"),
        pytest.param({"link": ""}, None, id="none"),
    ],
)
def test_an_email_leads_where_its_template_says_unless_told(settings, given, leads_to):
    settings.BASE_URL = "http://localhost:8000"

    email = render_email("accounts/email/two_step_reset_done.txt", language="fr", data={}, **given)

    button = "Activer la connexion en deux étapes"
    assert (f"{button}\u00a0:\n{leads_to}" in email.text) is (leads_to is not None)
    assert ('class="way"' in email.html) is (leads_to is not None)
