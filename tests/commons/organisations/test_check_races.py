"""Two organisations with one number are checked at the same moment."""

import pytest

from commons.organisations.actions import check_organisation
from commons.organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.rivals import outcomes_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_of_two_organisations_with_one_number_one_is_checked():
    staff = UserFactory(is_superuser=True)
    twins = [OrganisationFactory(siret="55210055400013") for _ in range(2)]

    outcomes = outcomes_at_once(
        *(lambda one=one: check_organisation(organisation=one, by=staff) for one in twins)
    )

    assert sorted(outcomes) == ["CheckedTwinError", "done"]
    assert Organisation.objects.filter(checked_at__isnull=False).count() == 1
