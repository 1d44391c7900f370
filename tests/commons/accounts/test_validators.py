"""What fits into a name, and which languages there are."""

import pytest
from django.core.exceptions import ValidationError

from commons.accounts.validators import (
    validate_single_line,
    validate_site_language,
    validate_spoken_languages,
)


@pytest.mark.parametrize(
    "name",
    ["Ada", "Odile et Marc", pytest.param("Éloïse d’Été", id="eloise-d-ete"), "李", "<b>Ada</b>"],
)
def test_validate_single_line_takes_readable_names(name):
    validate_single_line(name)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Ada\nBcc: all@example.org", id="ada-bcc-all-example"),
        "A\u202eda",
        "A\x00da",
        "A\u2028b",
    ],
)
def test_validate_single_line_refuses_invisible_signs(name):
    with pytest.raises(ValidationError):
        validate_single_line(name)


def test_validate_site_language_knows_the_languages_of_the_site():
    validate_site_language("fr")

    with pytest.raises(ValidationError):
        validate_site_language("tlh")


@pytest.mark.parametrize("codes", [[], ["fr"], ["br", "lsf"]])
def test_validate_spoken_languages_takes_codes_from_the_list(codes):
    validate_spoken_languages(codes)


@pytest.mark.parametrize("codes", ["fr", {"fr": 1}, ["fr", "fr"], ["tlh"], [1], [["fr"]], None])
def test_validate_spoken_languages_refuses_everything_else(codes):
    with pytest.raises(ValidationError):
        validate_spoken_languages(codes)
