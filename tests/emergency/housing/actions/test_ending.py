"""An emergency ends: everybody whom it concerns gets one email that says what happens now."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied

from commons.mail.models import Letter
from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.housing.actions.ending import tell_of_end
from emergency.housing.periodic import tell_all_of_end
from emergency.housing.selectors.submissions import submissions_to_tell_of_end
from emergency.intake.models.submissions import Submission
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    HelperFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    housed,
    switch,
)

pytestmark = pytest.mark.django_db


def letters_to(row):
    return list(Letter.objects.filter(address=row.contact.email))


def ending():
    return ActivationFactory(ending=True)


@pytest.mark.parametrize(
    ("make", "language", "title", "words"),
    [
        pytest.param(
            HousingRequestFactory,
            "en",
            "Indre-et-Loire: the emergency is ending",
            "Yours stays open until a coordinator has settled it with you.",
            id="request-en",
        ),
        pytest.param(
            HousingRequestFactory,
            "fr",
            "Indre-et-Loire\u00a0: l’urgence prend fin",
            "La vôtre reste ouverte jusqu’à ce que la coordination l’ait réglée avec vous.",
            id="request-fr",
        ),
        pytest.param(
            HousingOfferFactory,
            "en",
            "Indre-et-Loire: the emergency is ending",
            "No stay is agreed for your home, so you can use it again.",
            id="offer-en",
        ),
        pytest.param(
            HousingOfferFactory,
            "fr",
            "Indre-et-Loire\u00a0: l’urgence prend fin",
            "vous pouvez de nouveau disposer de votre logement. Merci",
            id="offer-fr",
        ),
    ],
)
def test_tell_all_of_end_writes_once_in_each_language(make, language, title, words):
    row = make(activation=ending(), contact__language=language)

    tell_all_of_end()
    tell_all_of_end()

    (letter,) = letters_to(row)
    assert letter.title == title
    assert words in letter.text
    assert row.submission.token in letter.text


def test_both_sides_of_a_stay_read_that_it_goes_on():
    placement = housed()
    Activation.objects.update(state="winding_down")

    tell_all_of_end()

    guest, host = letters_to(placement.request)[-1], letters_to(placement.offer)[-1]
    assert guest.title == "Indre-et-Loire: the emergency is ending, your stay goes on"
    assert host.title == "Indre-et-Loire: the emergency is ending, your guest’s stay goes on"
    assert "Your stay goes on as agreed" in guest.text
    assert "Your guest’s stay goes on as agreed" in host.text


def test_nobody_is_told_for_whom_it_changes_nothing():
    over = ending()
    HousingRequestFactory(activation=over, state="withdrawn")
    HousingOfferFactory(activation=over, state="ended")
    HelperFactory(activation=over)
    HousingRequestFactory(activation=ActivationFactory())

    failed = tell_all_of_end()

    assert failed == 0
    assert not Letter.objects.exists()
    assert not Submission.objects.exclude(end_notified_at=None).exists()


def test_somebody_who_lends_two_homes_gets_one_email():
    over = ending()
    first = HousingOfferFactory(activation=over)
    same = {"phone_digest": first.phone_digest, "email_digest": first.email_digest}
    HousingOfferFactory(activation=over, contact__email=first.contact.email, **same)

    tell_all_of_end()

    assert len(letters_to(first)) == 1


def test_at_night_it_waits():
    over = ActivationFactory(ending=True, quiet_from=time(0), quiet_until=time.max)
    row = HousingRequestFactory(activation=over)

    sent = tell_of_end(submission=row.submission, by=SYSTEM)

    assert sent is False
    assert letters_to(row) == []
    assert list(submissions_to_tell_of_end()) == [row.submission]


def test_a_second_end_after_a_reopening_is_told_anew():
    over, ruler = ending(), UserFactory(is_superuser=True)
    row = HousingRequestFactory(activation=over)
    tell_all_of_end()

    switch(over, "reopen", by=ruler, review_on=over.review_on)
    while_open = tell_all_of_end()
    Activation.objects.update(state="winding_down")
    tell_all_of_end()

    assert while_open == 0
    assert len(letters_to(row)) == 2


def test_tell_of_end_is_left_to_the_clock():
    row = HousingRequestFactory(activation=ending())

    with pytest.raises(PermissionDenied):
        tell_of_end(submission=row.submission, by=UserFactory())

    assert not Letter.objects.exists()
