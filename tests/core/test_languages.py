"""Words of a language carry its code, and the direction in which it is written."""

import pytest
from django.template import engines


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        pytest.param("ar", 'lang="ar" dir="rtl"', id="ar"),
        pytest.param("he", 'lang="he" dir="rtl"', id="he"),
        pytest.param("fa-IR", 'lang="fa-IR" dir="rtl"', id="fa-ir"),
        ("fr", 'lang="fr"'),
        ("lsf", 'lang="lsf"'),
        ("", 'lang=""'),
        pytest.param('x"><b>', 'lang="x&quot;&gt;&lt;b&gt;"', id="markup"),
    ],
)
def test_written_in_says_the_language_and_its_direction(language, attributes):
    template = engines["django"].from_string("<p {% written_in language %}>")

    assert template.render({"language": language}) == f"<p {attributes}>"
