"""Units and their beds: what one party has to itself."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from hosting.offers.actions.units import add_unit, change_unit, remove_unit
from hosting.offers.errors import (
    LastUnitError,
    NameTakenError,
    TooManyUnitsError,
    UnitHeldError,
    WithdrawnOfferError,
)
from hosting.offers.models.stays import Unit
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    ProposalFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

BLUE = {"name": "The blue room", "sleeps": 3, "bathroom": "private"}
BEDS = {"double": 1, "cot": 1, "sofa": 0}


def beds_of(unit):
    return dict(unit.beds.order_by("kind").values_list("kind", "count"))


def test_add_unit_counts_at_once(heard):
    stay = StayFactory()

    unit = add_unit(stay=stay, beds=BEDS, by=stay.host, **BLUE)

    assert (unit.name, unit.sleeps, unit.bathroom) == ("The blue room", 3, "private")
    assert beds_of(unit) == {"cot": 1, "double": 1}
    assert heard == [("changed", stay.pk)]
    assert AuditEntry.objects.get().verb == "unit.added"


def test_add_unit_pressed_twice_adds_one():
    stay = StayFactory()

    units = [add_unit(stay=stay, beds=BEDS, by=stay.host, **BLUE) for _press in range(2)]

    assert units == [*stay.units.all()] * 2


def test_add_unit_wants_names_that_can_be_told_apart():
    stay = StayFactory()
    add_unit(stay=stay, beds=BEDS, by=stay.host, **BLUE)

    with pytest.raises(NameTakenError):
        add_unit(stay=stay, beds=BEDS, by=stay.host, **(BLUE | {"sleeps": 9}))

    assert stay.units.count() == 1


def test_add_unit_has_an_end(settings):
    settings.HOSTING_UNITS_LIMIT = 2
    stay = StayFactory()
    UnitFactory.create_batch(2, stay=stay)

    with pytest.raises(TooManyUnitsError) as refusal:
        add_unit(stay=stay, beds={}, by=stay.host, **BLUE)

    assert str(refusal.value) == "You’ve reached the limit of 2 units. Remove one to add another."
    assert stay.units.count() == 2


def test_change_unit_makes_its_beds_anew():
    unit = UnitFactory()
    host = unit.stay.host
    change_unit(unit=unit, beds={"single": 2}, by=host, **BLUE)

    change_unit(unit=unit, beds={"bunk": 4}, by=host, **BLUE)

    unit.refresh_from_db()
    assert (unit.name, beds_of(unit)) == ("The blue room", {"bunk": 4})


def test_remove_unit_takes_it_away():
    unit = UnitFactory(stay=StayFactory(draft=True))

    remove_unit(unit=unit, by=unit.stay.host)

    assert Unit.objects.count() == 0


@pytest.mark.parametrize("factory", [RequestFactory, ProposalFactory, AgreementFactory])
def test_remove_unit_keeps_what_somebody_asked_for(factory):
    unit = factory().unit
    UnitFactory(stay=unit.stay)

    with pytest.raises(UnitHeldError):
        remove_unit(unit=unit, by=unit.stay.host)

    assert Unit.objects.filter(pk=unit.pk).exists()
    assert AuditEntry.objects.count() == 0


def test_remove_unit_leaves_one_to_a_published_stay():
    unit = UnitFactory()

    with pytest.raises(LastUnitError):
        remove_unit(unit=unit, by=unit.stay.host)

    assert list(Unit.objects.all()) == [unit]


@pytest.mark.parametrize("deed", ["add", "change", "remove"])
def test_units_are_the_hosts_own(deed):
    unit = UnitFactory()
    by = UserFactory()

    with pytest.raises(PermissionDenied):
        {
            "add": lambda: add_unit(stay=unit.stay, beds={}, by=by, **BLUE),
            "change": lambda: change_unit(unit=unit, beds={}, by=by, **BLUE),
            "remove": lambda: remove_unit(unit=unit, by=by),
        }[deed]()

    assert list(Unit.objects.values_list("name", flat=True)) == ["The whole house"]


def test_a_withdrawn_stay_gets_no_units():
    stay = StayFactory(state=OfferState.WITHDRAWN)

    with pytest.raises(WithdrawnOfferError):
        add_unit(stay=stay, beds={}, by=stay.host, **BLUE)
