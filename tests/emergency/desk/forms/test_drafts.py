"""Which drafts a coordinator means: the one of a button, or those that are ticked."""

import pytest

from emergency.desk.forms.drafts import DraftsForm
from emergency.housing.models.drafts import Draft
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    looking,
    weighed,
)

pytestmark = pytest.mark.django_db
GONE = "This suggested match has been updated. Check it again before you ask the host."


@pytest.fixture
def drafts():
    """Two people who wait, each with a home that was found."""
    activation = ActivationFactory()
    for _pair in range(2):
        looking(activation=activation)
        HousingOfferFactory(activation=activation)
    weighed(activation, DutyFactory(activation=activation).person)
    assert Draft.objects.count() == 2
    return list(Draft.objects.order_by("pk"))


def form_with(**data):
    return DraftsForm(data, drafts=Draft.objects.all())


def test_drafts_form_takes_those_that_are_ticked(drafts):
    form = form_with(draft=[draft.public_id for draft in drafts])

    assert form.is_valid()
    assert sorted(form.cleaned_data["drafts"], key=lambda draft: draft.pk) == drafts


def test_drafts_form_takes_the_one_of_a_button_before_what_is_ticked(drafts):
    first, second = drafts

    form = form_with(one=second.public_id, draft=[first.public_id])

    assert form.is_valid()
    assert form.cleaned_data == {"drafts": [second]}


def test_drafts_form_refuses_nothing_ticked(drafts):
    assert form_with().errors == {"__all__": ["Select at least one suggested match."]}


@pytest.mark.parametrize("name", ["one", "draft"])
def test_drafts_form_says_that_a_draft_was_weighed_anew(drafts, name):
    form = form_with(**{name: "zzzzzzzz" if name == "one" else ["zzzzzzzz"]})

    assert form.errors == {name: [GONE]}


def test_drafts_form_knows_no_draft_of_another_emergency(drafts):
    form = DraftsForm({"one": drafts[0].public_id}, drafts=Draft.objects.none())

    assert form.errors == {"one": [GONE]}
