"""Words of a language carry its code, and the direction in which it is written."""

import pytest
from django.template import engines


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("he", 'lang="he" dir="rtl"'),
        ("fa-IR", 'lang="fa-IR" dir="rtl"'),
        ("fr", 'lang="fr"'),
        ("lsf", 'lang="lsf"'),
        ("", 'lang=""'),
        ('x"><b>', 'lang="x&quot;&gt;&lt;b&gt;"'),
    ],
)
def test_written_in_says_the_language_and_its_direction(language, attributes):
    template = engines["django"].from_string("<p {% written_in language %}>")

    assert template.render({"language": language}) == f"<p {attributes}>"
