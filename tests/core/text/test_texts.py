"""Names are compared as people read them."""

import pytest

from core.text.texts import folded_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tante Lou", "tante lou"),
        pytest.param("  TANTE\u00a0  LOÙ ", "tante lou", id="tante-lou"),
        ("Zoé", "zoe"),
        ("Zoe\u0301", "zoe"),
        ("Straße", "strasse"),
        ("", ""),
        ("李", "李"),
    ],
)
def test_folded_name_drops_capitals_accents_spaces(name, key):
    assert folded_name(name) == key
