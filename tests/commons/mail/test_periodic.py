"""Letters whose secret ran out."""

import pytest
from django.utils import timezone

from commons.mail import periodic
from commons.mail.models import Letter
from commons.mail.periodic import forget_letters
from tests.factories.accounts import LetterFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db


def test_forget_letters_takes_those_whose_secret_ran_out():
    LetterFactory(expires_at=timezone.now())
    good = LetterFactory()

    forget_letters()

    assert list(Letter.objects.all()) == [good]


def test_forget_letters_goes_on_after_a_row_that_fails(monkeypatch, failed_rows):
    letters = [LetterFactory(pk=pk, expires_at=timezone.now()) for pk in (1001, 1002)]
    tried, _done = poison(monkeypatch, periodic, "delete_row")

    failed = forget_letters()

    assert_one_failed(failed_rows, Letter, tried[0])
    assert failed == 1
    assert set(tried) == {letter.pk for letter in letters}
    assert [row.pk for row in Letter.objects.all()] == tried[:1]
