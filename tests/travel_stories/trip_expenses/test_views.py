"""Pages of money: who sees and writes what, and how a slip is answered."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.error_summaries import is_in_page_order, summary_of
from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import ExpenseFactory, SeatFactory, TripFactory
from travel_stories.collaboration.choices import Outcome
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.models import Expense
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args), sent)


@pytest.fixture
def two(client):
    """Zoé, who is logged in, and Samir."""
    zoe = SeatFactory(name="Zoé")
    client.force_login(zoe.person)
    return zoe, SeatFactory(trip=zoe.trip, name="Samir")


def bill(payer, *seats, **changes):
    said = {
        "title": "Mill",
        "kind": "lodging",
        "spent_on": "2027-05-04",
        "payer": payer.public_id,
        "amount": "12,50",
        "currency": "EUR",
        "split": "equal",
    }
    return said | {f"for-{seat.public_id}": "on" for seat in seats} | changes


def money_page(client, seat):
    return client.get(url_of("money", seat.trip.address))


def test_an_expense_is_noted_with_a_comma_and_seen(client, two):
    zoe, samir = two

    press(client, "expense-add", zoe.trip.address, **bill(zoe, zoe, samir))
    page = money_page(client, zoe).text

    expense = Expense.objects.get()
    assert (expense.cents, expense.owed) == (1250, {str(zoe.pk): 625, str(samir.pk): 625})
    for words in ("You’re owed €6.25.", "Zoé, for Zoé and Samir", "owes €6.25"):
        assert words in page


@pytest.mark.parametrize(
    ("split", "numbers", "shares"),
    [
        pytest.param(Split.PEOPLE, ["", "3"], [2, 3], id="people"),
        pytest.param(Split.PARTS, ["", "0,5"], [100, 50], id="parts"),
        pytest.param(Split.EXACT, ["12,5", ""], [1250, None], id="exact"),
    ],
)
def test_a_number_beside_a_name_means_what_the_split_says(client, two, split, numbers, shares):
    zoe, _samir = two
    TripMember.objects.filter(pk=zoe.pk).update(heads=2)
    parts = {f"part-{seat.public_id}": number for seat, number in zip(two, numbers, strict=True)}

    press(client, "expense-add", zoe.trip.address, **bill(zoe, *two, split=split, **parts))

    kept = Expense.objects.get().shares
    assert [kept.get(str(seat.pk)) for seat in two] == shares


BAD = {
    "a word for an amount": ({"amount": "ten"}, "Enter a number, for example 12.50"),
    "no amount": ({"amount": ""}, "Enter the amount."),
    "nothing": ({"amount": "0"}, "Enter an amount greater than 0"),
    "less than nothing": ({"amount": "-3"}, "Enter an amount greater than 0"),
    "a huge amount": ({"amount": "99999999999"}, "Enter an amount greater than 0"),
    "too many decimals": ({"amount": "1.005"}, "EUR amounts can have up to 2 decimals"),
    "half a yen": ({"amount": "1.5", "currency": "JPY"}, "JPY has no decimals"),
    "an unknown currency": ({"currency": "XYZ"}, "Enter a currency code such as EUR."),
    "no rate": ({"currency": "CHF"}, "Enter how much 1 CHF is worth in EUR"),
    "a rate of nothing": ({"currency": "CHF", "rate": "0"}, "At this rate"),
    "a stranger who paid": ({"payer": "xxxxxxxx"}, "Choose who paid."),
    "a day of the future": ({"spent_on": "2999-01-01"}, "Choose 1 January 2100 or an earlier"),
    "a repayment": ({"kind": "repayment"}, "Choose one of the answers shown for “Type”."),
    "no amount for anybody": ({"split": "exact"}, "Choose at least one person the expense was for"),
    "no way to split": ({"split": "dice"}, "Choose how to split the expense."),
    "no title": ({"title": ""}, "Say what the expense was for."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_slip_is_said_and_keeps_what_was_typed(client, two, name):
    zoe, samir = two
    changes, refusal = BAD[name]

    said = bill(zoe, zoe, samir) | {"rate_source": "A canary"} | changes
    response = press(client, "expense-add", zoe.trip.address, **said)

    assert response.status_code == 422
    assert refusal in response.text
    assert "A canary" in response.text
    assert not Expense.objects.exists()


def test_an_empty_bill_says_what_to_do_in_the_order_of_its_page(client, two):
    zoe, _samir = two

    page = press(client, "expense-add", zoe.trip.address, currency="CHF", rate="x").text

    assert [words for _anchor, words in summary_of(page)] == [
        "Say what the expense was for.",
        "Enter the amount.",
        "Choose who paid.",
        "Choose the day of the payment.",
        "Choose an answer for “Type”.",
        "Value in EUR of 1 unit of the currency paid: Enter a number, for example 12.50.",
        "Choose how to split the expense.",
    ]
    assert is_in_page_order(page)
    assert "<title>Error: " in page


@pytest.mark.parametrize(
    ("part", "refusal"),
    [("x", "Enter a number, for example 12.50"), ("1.5", "This number has too many decimals")],
    ids=["no-number", "too-fine"],
)
def test_a_share_that_is_none_is_named(client, two, part, refusal):
    zoe, samir = two
    said = bill(zoe, zoe, samir, split="people") | {f"part-{samir.public_id}": part}

    response = press(client, "expense-add", zoe.trip.address, **said)

    assert refusal in response.text
    assert not Expense.objects.exists()


def test_amounts_that_don_t_add_up_say_both_sums(client, two):
    zoe, _samir = two
    said = bill(zoe, zoe, split="exact") | {f"part-{zoe.public_id}": "10"}

    response = press(client, "expense-add", zoe.trip.address, **said)

    assert (
        "The shares add up to €10.00, but the expense is €12.50. Change "
        "the shares so that they match." in response.text
    )


def test_nobody_is_no_share(client, two):
    response = press(client, "expense-add", two[0].trip.address, **bill(two[0]))

    assert "Choose at least one person the expense was for" in response.text


@pytest.mark.parametrize("split", Split)
def test_a_bill_comes_back_into_its_form_as_it_was_written(client, two, split):
    zoe, samir = two
    weights = {Split.EQUAL: 1, Split.PEOPLE: 2, Split.PARTS: 150, Split.EXACT: 1500}
    shares = {str(seat.pk): weights[split] for seat in two}
    expense = ExpenseFactory(payer=samir, of=two, split=split, shares=shares)
    address = url_of("expense-change", zoe.trip.address, expense.public_id)

    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    ticked = {name: "on" for name, value in sent.items() if value is True}
    client.post(address, sent | ticked)

    assert Expense.objects.get().snapshot() == expense.snapshot()
    assert Change.objects.count() == 2


def test_a_conflict_shows_both_bills_in_words(client, two):
    zoe, samir = two
    expense = ExpenseFactory(payer=zoe, of=[zoe, samir], title="Mill")
    where = (zoe.trip.address, expense.public_id)
    press(client, "expense-change", *where, based_on=1, **bill(zoe, zoe, amount="20"))
    client.force_login(samir.person)

    conflict = press(
        client, "expense-change", *where, based_on=1, **bill(samir, zoe, samir, amount="25")
    )

    assert conflict.status_code == 409
    for words in (
        "Zoé made changes here while you were editing.",
        "€20.00",
        "€25.00",
        "Zoé, Samir",
    ):
        assert words in conflict.text
    assert Change.objects.get(outcome=Outcome.CONFLICT).after["amount"] == 2500


def test_the_history_says_what_became_of_a_bill_and_brings_it_back(client, two):
    zoe, samir = two
    expense = ExpenseFactory(payer=zoe, of=[zoe], title="Mill")
    where = (zoe.trip.address, expense.public_id)
    press(client, "expense-change", *where, based_on=1, **bill(zoe, zoe, samir, amount="20"))
    press(client, "expense-remove", *where, based_on=2)

    page = client.get(url_of("history", zoe.trip.address)).text
    for words in ("amount: €30.00 → €20.00", "who it’s for: Zoé → Zoé, Samir", "Restore"):
        assert words in page
    back = press(client, "part-restore", zoe.trip.address, 3, based_on=3)

    assert back.url == url_of("money", zoe.trip.address)
    assert Expense.objects.present().get().cents == 2000


def test_a_repayment_is_noted_and_changed(client, two):
    zoe, samir = two
    said = bill(zoe, amount="20") | {"receiver": samir.public_id}

    press(client, "repayment-add", zoe.trip.address, **said)
    made = Expense.objects.get()
    where = (zoe.trip.address, made.public_id)
    page = client.get(url_of("expense-change", *where))
    press(client, "expense-change", *where, based_on=1, **(said | {"amount": "25"}))
    itself = press(
        client, "repayment-add", zoe.trip.address, **(said | {"receiver": zoe.public_id})
    )

    assert (made.kind, made.owed) == (ExpenseKind.REPAYMENT, {str(samir.pk): 2000})
    assert page.context["form"]["receiver"].value() == samir.public_id
    assert Expense.objects.get().cents == 2500
    assert "Choose two different people for a repayment" in itself.text


def test_one_press_notes_that_a_transfer_was_made_and_a_second_one_nothing(client, two):
    zoe, samir = two
    ExpenseFactory(payer=zoe, of=[zoe, samir])
    due = {"payer": samir.public_id, "receiver": zoe.public_id, "cents": 1500}

    press(client, "transfer-record", zoe.trip.address, based_on=1, **due)
    quits = money_page(client, zoe).text
    again = client.post(
        url_of("transfer-record", zoe.trip.address),
        due | {"key": str(uuid4()), "based_on": 1},
        follow=True,
    )

    assert "No one owes anyone anything." in quits
    assert "The balances have changed since you opened this page." in again.text
    assert Expense.objects.count() == 2


@pytest.mark.parametrize("change", [{"payer": "xxxxxxxx"}, {"cents": "-4"}, {"cents": "x"}])
def test_a_transfer_that_can_t_be_read_is_none(client, two, change):
    zoe, samir = two
    due = {"payer": samir.public_id, "receiver": zoe.public_id, "cents": 1500} | change

    press(client, "transfer-record", zoe.trip.address, **due)

    assert not Expense.objects.exists()


def test_heads_are_counted(client, two):
    zoe, samir = two
    address = url_of("heads-count", zoe.trip.address, samir.public_id)

    client.post(address, {"heads": "3"})
    for heads in ("0", "x", "1000"):
        client.post(address, {"heads": heads})

    samir.refresh_from_db()
    assert samir.heads == 3
    assert "counts as 3 people" in money_page(client, zoe).text


def test_nobody_sees_a_control_that_would_be_refused(client):
    expense = ExpenseFactory()
    trip = expense.trip
    names = ("expense-add", "repayment-add", "transfer-record", "heads-count", "undo")
    seen = {}
    for role in MemberRole:
        seat = SeatFactory(trip=trip, role=role)
        ExpenseFactory(payer=expense.payer, of=[seat, expense.payer])
        client.force_login(seat.person)
        page = money_page(client, seat).text.partition("<main")[2]
        args = {"heads-count": (trip.address, seat.public_id)}
        seen[role] = [url_of(name, *args.get(name, (trip.address,))) in page for name in names]
        seen[role].append(url_of("expense-change", trip.address, expense.public_id) in page)

    writes = [True, True, True, True, False, True]
    assert seen == {
        "organiser": writes,
        "companion": writes,
        "chaperone": writes,
        "payer": writes,
        "observer": [False] * 6,
    }


def test_an_observer_reads_and_writes_nothing(client):
    expense = ExpenseFactory()
    trip = expense.trip
    onlooker = SeatFactory(trip=trip, observer=True)
    client.force_login(onlooker.person)
    bill_of_mine = bill(onlooker, onlooker)

    assert money_page(client, onlooker).status_code == 200
    assert client.get(url_of("expense-sheet", trip.address)).status_code == 200
    assert client.get(url_of("expense-add", trip.address)).status_code == 403
    for name, args in (
        ("expense-add", ()),
        ("expense-change", (expense.public_id,)),
        ("expense-remove", (expense.public_id,)),
        ("transfer-record", ()),
        ("heads-count", (onlooker.public_id,)),
    ):
        due = {"receiver": expense.payer.public_id, "cents": 5, "heads": 2}
        response = press(client, name, trip.address, *args, based_on=9, **(bill_of_mine | due))
        assert response.status_code == 403, name

    assert Expense.objects.get().snapshot() == expense.snapshot()


def test_the_accounts_are_for_members(client):
    expense = ExpenseFactory()
    client.force_login(UserFactory())

    for name in ("money", "expense-sheet", "expense-add"):
        assert client.get(url_of(name, expense.trip.address)).status_code == 404


def test_a_bill_of_another_trip_is_not_found(client, two):
    other = ExpenseFactory()

    response = press(client, "expense-remove", two[0].trip.address, other.public_id)

    assert response.status_code == 404
    assert Expense.objects.get().is_present


def test_money_is_written_after_the_trip_and_the_plan_is_not(client):
    camille = SeatFactory(trip=TripFactory(state=TripState.TRAVELLED), organiser=True)
    client.force_login(camille.person)

    press(client, "expense-add", camille.trip.address, **bill(camille, camille))
    page = money_page(client, camille).text

    assert Expense.objects.count() == 1
    assert url_of("expense-add", camille.trip.address) in page
    assert url_of("undo", camille.trip.address) in page


def test_an_empty_account_says_how_it_begins(client, two):
    assert "No expenses yet" in money_page(client, two[0]).text


def test_scripts_in_a_bill_are_words(client, two):
    script = "<script>alert(1)</script>"
    zoe, samir = two
    TripMember.objects.filter(pk=samir.pk).update(name=script)
    expense = ExpenseFactory(payer=zoe, of=two, title=script, rate_source=script)

    for name, args in (
        ("money", ()),
        ("expense-add", ()),
        ("expense-change", (expense.public_id,)),
    ):
        assert script not in client.get(url_of(name, zoe.trip.address, *args)).text


def test_the_page_asks_as_often_for_one_bill_as_for_many(client, two, count_queries):
    zoe, samir = two
    ExpenseFactory(payer=zoe, of=two)
    address = url_of("money", zoe.trip.address)
    client.get(address)  # what the process remembers from then on
    few = count_queries(lambda: client.get(address))
    for number in range(60):
        seat = SeatFactory(trip=zoe.trip) if number < 38 else samir
        ExpenseFactory(payer=seat, of=[zoe, seat], spent_on=date(2027, 5, 1 + number % 20))

    many = count_queries(lambda: client.get(address))

    assert many == few
    assert many <= 15


def test_the_bills_are_paged(client, two):
    for number in range(51):
        ExpenseFactory(payer=two[0], spent_on=date(2027, 5, 3), title=f"Bill {number}.")

    first = client.get(url_of("money", two[0].trip.address)).text
    second = client.get(url_of("money", two[0].trip.address), {"page": "2"}).text

    assert ("Bill 0." in first, "Bill 0." in second) == (False, True)
    assert "Older" in first


def test_the_currency_of_the_trip_is_no_longer_asked_for_lightly(client):
    camille = SeatFactory(organiser=True)
    ExpenseFactory(payer=camille)
    client.force_login(camille.person)
    frame = {
        "kind": "friends",
        "title": "Along",
        "starts_on": "2027-05-12",
        "last_day": "2027-05-17",
        "adults": "4",
        "children": "0",
        "currency": "CHF",
        "visibility": "members",
    }

    response = press(client, "trip-change", camille.trip.address, **frame)

    assert response.status_code == 422
    assert "Expenses have already been added in EUR" in response.text
    assert Trip.objects.get().currency == "EUR"
