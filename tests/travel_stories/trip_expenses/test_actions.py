"""Bills are noted, changed, taken out and brought back; what doesn't add up is refused."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.travel_stories import ExpenseFactory, SeatFactory, TripFactory, an_edit
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trip_expenses import actions, errors
from travel_stories.trip_expenses.actions import (
    add_expense,
    change_expense,
    count_heads,
    import_expenses,
    record_transfer,
    remove_expense,
    restore_expense,
)
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.selectors.accounts import accounts_of
from travel_stories.trip_expenses.validators import MOST_UNITS
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.trips import change_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.trips import CurrencyFixedError, TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db
TODAY = date(2027, 5, 4)


@pytest.fixture
def four():
    """Zoé, Samir, Jeanne and Camille, in one trip."""
    zoe = SeatFactory(name="Zoé")
    return [
        zoe,
        *(SeatFactory(trip=zoe.trip, name=name) for name in ("Samir", "Jeanne", "Camille")),
    ]


def words(payer, seats, **changes):
    return {
        "title": "Mill",
        "kind": ExpenseKind.LODGING,
        "spent_on": TODAY,
        "payer": payer,
        "amount": 10_000,
        "currency": "EUR",
        "split": Split.EQUAL,
        "shares": {str(seat.pk): 1 for seat in seats},
    } | changes


def add(payer, seats, **changes):
    by = changes.pop("by", payer)
    said = words(payer, seats, **changes)
    return add_expense(trip=payer.trip, words=said, edit=an_edit(by))


def parts_of(expense, seats):
    return [expense.owed.get(str(seat.pk)) for seat in seats]


def test_add_expense_splits_the_odd_cents_among_the_first(four):
    expense = add(four[0], four[:3])

    assert parts_of(expense, four) == [3334, 3333, 3333, None]
    assert expense.version == Change.objects.get().number


@pytest.mark.parametrize(
    ("split", "weights", "parts"),
    [
        (Split.PEOPLE, [3, 1, 1], [6000, 2000, 2000]),
        (Split.PARTS, [150, 100, 50], [5000, 3333, 1667]),
        (Split.EXACT, [9_000, 999, 1], [9000, 999, 1]),
    ],
)
def test_add_expense_splits_as_it_was_asked(four, split, weights, parts):
    shares = {str(seat.pk): weight for seat, weight in zip(four, weights, strict=False)}

    expense = add(four[0], (), split=split, shares=shares)

    assert parts_of(expense, four[:3]) == parts


def test_add_expense_freezes_the_rate_that_somebody_wrote(four):
    expense = add(
        four[0], four, amount=4000, currency="CHF", rate=Decimal("1.0625"), rate_source="Bank"
    )

    assert (expense.cents, parts_of(expense, four)) == (4250, [1063, 1063, 1062, 1062])
    assert (expense.amount, expense.rate, expense.rate_source) == (4000, Decimal("1.0625"), "Bank")


def test_add_expense_keeps_no_rate_where_it_says_nothing(four):
    expense = add(four[0], four, rate=Decimal(2), rate_source="Bank")

    assert (expense.rate, expense.rate_source, expense.cents) == (None, "", 10_000)


REFUSED = {
    "an unknown currency": ({"currency": "XYZ"}, errors.CurrencyUnknownError),
    "a currency of the past": ({"currency": "FRF"}, errors.CurrencyUnknownError),
    "nothing": ({"amount": 0}, errors.AmountError),
    "less than nothing": ({"amount": -5}, errors.AmountError),
    "a huge amount": ({"amount": MOST_UNITS + 1}, errors.AmountError),
    "no rate": ({"currency": "CHF"}, errors.RateMissingError),
    "a rate of nothing": ({"currency": "CHF", "rate": Decimal(0)}, errors.RateOutOfRangeError),
    "a rate below": ({"currency": "CHF", "rate": Decimal(-1)}, errors.RateOutOfRangeError),
    "a rate too small": ({"currency": "CHF", "rate": Decimal("1e-7")}, errors.RateOutOfRangeError),
    "a huge rate": ({"currency": "CHF", "rate": Decimal("1e40")}, errors.RateOutOfRangeError),
    "nobody": ({"shares": {}}, errors.NobodyChosenError),
    "a stranger": ({"shares": {"999999": 1}}, errors.StrangerInAccountsError),
    "no person at all": ({"shares": {"x": 1}}, errors.StrangerInAccountsError),
}


@pytest.mark.parametrize("name", REFUSED)
def test_add_expense_refuses(four, name):
    changes, refusal = REFUSED[name]

    with pytest.raises(refusal):
        add(four[0], four, **changes)

    assert not Expense.objects.exists()


@pytest.mark.parametrize("weight", [0, -1, 10**9, 1.5, "2", True])
def test_add_expense_refuses_a_share_that_is_none(four, weight):
    with pytest.raises(errors.ShareError):
        add(four[0], (), split=Split.PARTS, shares={str(four[0].pk): weight})


def test_add_expense_says_by_how_much_shares_don_t_add_up(four):
    shares = {str(seat.pk): 2_000 for seat in four}

    with pytest.raises(errors.SharesDontAddUpError) as refusal:
        add(four[0], (), split=Split.EXACT, shares=shares)

    assert refusal.value.facts == {"shares": "€80.00", "bill": "€100.00"}


def test_add_expense_takes_people_of_another_trip_for_strangers(four):
    stranger = SeatFactory()

    for payer, seats in ((four[0], [stranger]), (stranger, four)):
        said = words(payer, seats)
        with pytest.raises(errors.StrangerInAccountsError):
            add_expense(trip=four[0].trip, words=said, edit=an_edit(four[0]))


def test_add_expense_is_one_however_often_it_is_sent(four):
    edit = an_edit(four[0])

    twice = [add_expense(trip=four[0].trip, words=words(four[0], four), edit=edit) for _ in "ab"]

    assert twice[0] == twice[1]
    assert Expense.objects.count() == Change.objects.count() == 1


def test_add_expense_is_for_those_who_decide(four):
    trip = four[0].trip
    onlooker, payer = SeatFactory(trip=trip, observer=True), SeatFactory(trip=trip, payer=True)

    add(four[0], four, by=payer)
    for seat in (onlooker, SeatFactory(), SeatFactory(trip=trip, left=True)):
        with pytest.raises(PermissionDenied):
            add_expense(trip=trip, words=words(four[0], four), edit=an_edit(seat))

    assert Expense.objects.count() == 1


@pytest.mark.parametrize("state", [TripState.TRAVELLED, TripState.CANCELLED])
def test_money_is_still_noted_and_undone_when_the_trip_is_over(four, state):
    Trip.objects.update(state=state)

    add(four[0], four)
    undo_last(trip=four[0].trip, key=uuid4(), by=four[0])

    assert not Expense.objects.present().exists()


def test_a_deleted_trip_has_no_accounts(four):
    Trip.objects.update(state=TripState.DELETED)

    with pytest.raises(TripOverError):
        add(four[0], four)


def test_change_expense_reckons_anew_and_keeps_both_in_the_history(four):
    zoe = four[0]
    expense = ExpenseFactory(payer=zoe, of=four)

    changed = change_expense(
        expense=expense, words=words(zoe, four[:2], amount=5000), edit=an_edit(zoe, expense)
    )

    kept = Change.objects.latest("number")
    assert parts_of(changed, four) == [2500, 2500, None, None]
    assert (kept.before["amount"], kept.after["amount"]) == (3000, 5000)
    assert changed.version == kept.number


def test_change_expense_refuses_what_was_written_on_an_older_one(four):
    expense = ExpenseFactory(payer=four[0], of=four)
    change_expense(expense=expense, words={"title": "A"}, edit=an_edit(four[0], expense))

    with pytest.raises(ChangedMeanwhileError):
        change_expense(expense=expense, words={"title": "B"}, edit=an_edit(four[1], expense))

    assert Expense.objects.get().title == "A"


def test_remove_and_restore_leave_the_accounts_as_they_were(four):
    expense = ExpenseFactory(payer=four[0], of=four)
    before = accounts_of(four[0].trip).dues

    gone = remove_expense(expense=expense, edit=an_edit(four[1], expense))
    with pytest.raises(PartGoneError):
        change_expense(expense=gone, words={"title": "B"}, edit=an_edit(four[0], gone))
    without = accounts_of(four[0].trip).dues
    restore_expense(expense=gone, edit=an_edit(four[2], gone))

    assert (without, accounts_of(four[0].trip).dues) == ([], before)


def test_undo_last_brings_back_the_shares(four):
    expense = ExpenseFactory(payer=four[0], of=four)
    changed = words(four[1], four[1:3], split=Split.PARTS, amount=9999)
    change_expense(expense=expense, words=changed, edit=an_edit(four[1], expense))

    undo_last(trip=expense.trip, key=uuid4(), by=four[1])

    now = Expense.objects.get()
    assert (now.snapshot(), now.owed, now.cents) == (expense.snapshot(), expense.owed, 3000)


def test_record_transfer_settles_what_the_accounts_asked_for(four):
    ExpenseFactory(payer=four[0], of=four[:2])
    accounts = accounts_of(four[0].trip)
    (due,) = accounts.dues

    made = record_transfer(
        trip=four[0].trip,
        payer=due.payer,
        receiver=due.receiver,
        cents=due.cents,
        on=TODAY,
        edit=an_edit(four[1], based_on=accounts.number),
    )

    after = accounts_of(four[0].trip)
    assert (made.title, made.is_repayment, after.dues) == ("Repayment", True, [])
    assert after.total == accounts.total


def test_record_transfer_refuses_once_the_accounts_have_moved(four):
    ExpenseFactory(payer=four[0], of=four[:2])
    number = accounts_of(four[0].trip).number
    asked = {"trip": four[0].trip, "payer": four[1], "receiver": four[0], "cents": 1500}
    record_transfer(**asked, on=TODAY, edit=an_edit(four[1], based_on=number))

    with pytest.raises(errors.AccountsMovedError):
        record_transfer(**asked, on=TODAY, edit=an_edit(four[0], based_on=number))

    assert accounts_of(four[0].trip).dues == []


def test_record_transfer_goes_from_one_to_another(four):
    with pytest.raises(errors.SamePersonError):
        record_transfer(
            trip=four[0].trip,
            payer=four[0],
            receiver=four[0],
            cents=5,
            on=TODAY,
            edit=an_edit(four[0]),
        )


def test_count_heads_is_for_bills_to_come(four):
    zoe = four[0]
    expense = ExpenseFactory(payer=zoe, of=four)

    count_heads(member=zoe, heads=4, by=four[1])
    zoe.refresh_from_db()

    assert zoe.heads == 4
    assert Expense.objects.get().owed == expense.owed
    for heads in (0, 100):
        with pytest.raises(errors.ShareError):
            count_heads(member=zoe, heads=heads, by=zoe)
    with pytest.raises(PermissionDenied):
        count_heads(member=zoe, heads=2, by=SeatFactory(trip=zoe.trip, observer=True))


def test_the_currency_of_a_trip_stays_under_its_expenses():
    camille = SeatFactory(organiser=True)
    expense = ExpenseFactory(payer=camille)

    with pytest.raises(CurrencyFixedError):
        change_trip(
            trip=camille.trip, words={"currency": "CHF"}, edit=an_edit(camille, camille.trip)
        )
    gone = remove_expense(expense=expense, edit=an_edit(camille, expense))
    change_trip(trip=camille.trip, words={"currency": "CHF"}, edit=an_edit(camille, camille.trip))
    with pytest.raises(errors.CurrencyChangedError):
        restore_expense(expense=gone, edit=an_edit(camille, gone))

    assert not Expense.objects.present().exists()


def test_an_undone_currency_doesn_t_come_back_under_expenses():
    camille = SeatFactory(organiser=True, trip=TripFactory(currency="EUR"))
    change_trip(trip=camille.trip, words={"currency": "CHF"}, edit=an_edit(camille, camille.trip))
    camille.trip.refresh_from_db()
    ExpenseFactory(payer=SeatFactory(trip=camille.trip), currency="CHF")

    undo_last(trip=camille.trip, key=uuid4(), by=camille)

    assert Trip.objects.get().currency == "CHF"


def test_an_expense_pressed_twice_changes_once(four):
    zoe = four[0]
    expense = add(zoe, four)
    edits = [an_edit(zoe, expense)]

    for _press in range(2):
        expense = change_expense(expense=expense, words={"title": "Ferry"}, edit=edits[0])
    edits.append(an_edit(zoe, expense))
    for _press in range(2):
        expense = remove_expense(expense=expense, edit=edits[1])
    edits.append(an_edit(zoe, expense))
    for _press in range(2):
        expense = restore_expense(expense=expense, edit=edits[2])

    assert Expense.objects.present().get().title == "Ferry"
    assert Change.objects.filter(key__in=[edit.key for edit in edits]).count() == 3


def test_a_transfer_pressed_twice_is_noted_once(four):
    zoe, samir = four[:2]
    add(zoe, [zoe, samir])
    zoe.trip.refresh_from_db()
    edit = an_edit(samir, based_on=zoe.trip.last_number)
    transfer = {"trip": zoe.trip, "payer": samir, "receiver": zoe, "cents": 5000, "on": TODAY}

    noted = [record_transfer(**transfer, edit=edit) for _press in range(2)]

    assert noted[0] == noted[1]
    assert Expense.objects.filter(kind=ExpenseKind.REPAYMENT).count() == 1


def test_add_expense_knows_an_end(four, monkeypatch):
    monkeypatch.setattr(actions, "MOST_EXPENSES", 1)
    add(four[0], four)

    with pytest.raises(errors.TooManyExpensesError):
        add(four[0], four)

    assert Expense.objects.count() == 1


def test_import_expenses_brings_none_of_too_many(four, monkeypatch):
    monkeypatch.setattr(actions, "MOST_EXPENSES", 1)
    bills = [words(four[0], four) for _bill in range(2)]

    with pytest.raises(errors.TooManyExpensesError):
        import_expenses(trip=four[0].trip, bills=bills, by=four[0])

    assert not Expense.objects.exists()
