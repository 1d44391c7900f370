"""What a refusal says."""

import pytest
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.errors import DomainError


class FullError(DomainError):
    message = ngettext_lazy("%(left)s place left.", "%(left)s places left.", "left")


class LateError(DomainError):
    message = gettext_lazy("Too late: %(day)s.")


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (FullError(left=1), "1 place left."),
        pytest.param(FullError(left=2), "2 places left.", id="fullerror-left-2"),
        pytest.param(LateError(day="4 May"), "Too late: 4 May.", id="lateerror-day-4-may"),
        (DomainError(), ""),
    ],
)
def test_a_refusal_names_its_facts_and_counts_them(refusal, words):
    assert str(refusal) == words
