"""Mails as they are read."""

import pytest

from commons.accounts.notifications import write
from tests.factories.travel_stories import InvitationFactory

pytestmark = pytest.mark.django_db


def test_the_subject_is_one_line_and_keeps_the_spaces_that_must_not_break():
    invitation = InvitationFactory(by__name="Camille", trip__title="Au\nfil")

    written = write("travel_stories/email/invited.txt", language="fr", subject=invitation)

    assert written.title == "Camille vous invite\u00a0: «\u00a0Au fil\u00a0»"
