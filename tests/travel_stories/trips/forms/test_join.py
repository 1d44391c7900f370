"""The name under which somebody joins a trip without an account."""

import pytest

from travel_stories.trips.forms.trips import JoinForm


@pytest.mark.parametrize(
    "name", ["Ada\nBcc: ben@example.org", "Ada\u202eneB", "A\u2028da", "A\x07da"]
)
def test_join_form_refuses_what_a_name_hides(name):
    form = JoinForm({"name": name})

    assert not form.is_valid()
    assert list(form.errors) == ["name"]


@pytest.mark.parametrize("name", ["Ada", "  Zoé d’Amboise-Martin ", "محمد", "Ada 🐦"])
def test_join_form_takes_names(name):
    form = JoinForm({"name": name})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == name.strip()
