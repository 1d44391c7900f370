"""What was paid, as somebody writes it: what is understood, and what is refused."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories.travel_stories import ExpenseFactory, SeatFactory
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.forms import (
    ExpenseForm,
    HeadsForm,
    RepaymentForm,
    TransferForm,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 5, 5))]


@pytest.fixture
def two():
    """Zoé, who writes, and Samir, who stands for three."""
    zoe = SeatFactory(name="Zoé")
    return zoe, SeatFactory(trip=zoe.trip, name="Samir", heads=3)


def typed(payer, /, *seats, **changes):
    words = {
        "key": str(uuid4()),
        "based_on": "0",
        "title": "Mill",
        "kind": "lodging",
        "spent_on": "2027-05-04",
        "payer": payer.public_id,
        "amount": "12,50",
        "currency": "EUR",
        "split": "equal",
    }
    return words | {f"for-{seat.public_id}": "on" for seat in seats} | changes


def parts(*pairs):
    return {f"part-{seat.public_id}": text for seat, text in pairs}


def expense_form(me, data=None, **options):
    return ExpenseForm(data, trip=me.trip, me=me, **options)


def shares_of(me, data):
    form = expense_form(me, data)
    assert form.errors == {}
    return form.words()["shares"]


def test_expense_form_begins_with_whoever_writes_today_for_everybody(two):
    zoe, samir = two

    form = expense_form(zoe)

    assert {name: form[name].value() for name in ("payer", "currency", "spent_on", "split")} == {
        "payer": zoe.public_id,
        "currency": "EUR",
        "spent_on": date(2027, 5, 5),
        "split": Split.PEOPLE,  # Samir stands for three
    }
    assert [(line.seat, line.tick.value()) for line in form.lines] == [(zoe, True), (samir, True)]


def test_expense_form_splits_equally_where_everybody_stands_for_one():
    assert expense_form(SeatFactory())["split"].value() == Split.EQUAL


@pytest.mark.time_machine(date(2027, 6, 1))
def test_expense_form_begins_on_the_last_day_of_a_trip_that_is_over(two):
    assert expense_form(two[0])["spent_on"].value() == date(2027, 5, 7)


def test_expense_form_asks_nothing_for_who_left_before_the_expense(two):
    zoe, samir = two
    SeatFactory(trip=zoe.trip, name="Nour", left=True)

    assert [line.seat for line in expense_form(zoe).lines] == [zoe, samir]


def test_expense_form_keeps_the_share_of_somebody_who_left_since(two):
    zoe, _samir = two
    nour = SeatFactory(trip=zoe.trip, name="Nour", left=True)
    expense = ExpenseFactory(payer=zoe, of=[zoe, nour])

    lines = expense_form(zoe, expense=expense).lines

    assert [(line.seat.name, line.tick.value()) for line in lines] == [
        ("Zoé", True),
        ("Samir", False),
        ("Nour", True),
    ]


def test_expense_form_counts_cents(two):
    zoe, samir = two

    form = expense_form(zoe, typed(zoe, samir))

    assert form.is_valid()
    words = form.words()
    assert (words["amount"], words["payer"], words["rate"]) == (1250, zoe, None)


@pytest.mark.parametrize(
    ("split", "written", "weights"),
    [
        (Split.EQUAL, ("7", ""), (1, 1)),
        (Split.PEOPLE, ("", ""), (1, 3)),
        (Split.PEOPLE, ("2", "0"), (2, None)),
        (Split.PARTS, ("", "1,5"), (100, 150)),
        (Split.PARTS, ("0", "1"), (None, 100)),
        (Split.EXACT, ("2,50", "10"), (250, 1000)),
        (Split.EXACT, ("", "12,50"), (None, 1250)),
    ],
)
def test_expense_form_reads_numbers_by_the_split(two, split, written, weights):
    data = typed(two[0], *two, split=split, **parts(*zip(two, written, strict=True)))

    shares = shares_of(two[0], data)

    expected = {str(seat.pk): weight for seat, weight in zip(two, weights, strict=True) if weight}
    assert shares == expected


def test_expense_form_passes_over_the_number_of_who_is_not_ticked(two):
    zoe, samir = two
    data = typed(zoe, zoe, split=Split.PARTS, **parts((zoe, "2"), (samir, "5")))

    assert shares_of(zoe, data) == {str(zoe.pk): 200}


@pytest.mark.parametrize(
    ("split", "part", "refusal"),
    [
        pytest.param(
            Split.PEOPLE,
            "1,5",
            "Zoé: This number has too many decimals. Enter a whole number of "
            "people, or up to two decimals for a share.",
            id="people",
        ),
        pytest.param(
            Split.PARTS,
            "0,001",
            "Zoé: This number has too many decimals. Enter a whole number of "
            "people, or up to two decimals for a share.",
            id="parts",
        ),
        pytest.param(
            Split.EXACT,
            "0,001",
            "Zoé: EUR amounts can have up to 2 decimals. Check the amount.",
            id="exact",
        ),
    ],
)
def test_expense_form_refuses_a_part_that_is_too_fine(two, split, part, refusal):
    form = expense_form(two[0], typed(two[0], *two, split=split, **parts((two[0], part))))

    assert form.errors == {"__all__": [refusal]}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"amount": "twelve"}, {"amount": ["Enter a number, for example 12.50."]}),
        (
            {"amount": "1,001"},
            {"amount": ["EUR amounts can have up to 2 decimals. Check the amount."]},
        ),
        (
            {"amount": "1,5", "currency": "JPY", "rate": "0,006"},
            {"amount": ["JPY has no decimals. Enter a whole number."]},
        ),
        (
            {"payer": "stranger"},
            {"payer": ["Choose who paid."]},
        ),
        (
            {"kind": "repayment"},
            {"kind": ["Select a valid choice. repayment is not one of the available choices."]},
        ),
        (
            {"spent_on": "1999-12-31"},
            {"spent_on": ["Ensure this value is greater than or equal to 2000-01-01."]},
        ),
        (
            {"title": "x" * 121},
            {"title": ["Ensure this value has at most 120 characters (it has 121)."]},
        ),
    ],
)
def test_expense_form_refuses_what_is_not_understood(two, changes, errors):
    form = expense_form(two[0], typed(two[0], *two, **changes))

    assert form.errors == errors


def test_expense_form_refuses_a_currency_that_there_is_not(two):
    form = expense_form(two[0], typed(two[0], *two, currency="XXY"))

    assert list(form.errors) == ["currency"]


def test_expense_form_forgets_a_rate_for_the_currency_of_the_trip(two):
    form = expense_form(two[0], typed(two[0], *two, rate="2", rate_source="ECB"))

    assert form.is_valid()
    assert (form.words()["rate"], form.words()["rate_source"]) == (None, "")


def test_expense_form_keeps_nine_decimals_of_a_rate(two):
    data = typed(two[0], *two, amount="12", currency="JPY", rate="0,0061234567891")

    form = expense_form(two[0], data)

    assert form.is_valid()
    assert form.words()["rate"] == Decimal("0.006123457")


@pytest.mark.parametrize(
    ("changes", "is_foreign"),
    [({}, False), ({"currency": "JPY"}, True), ({"rate": "much"}, True)],
)
def test_expense_form_opens_the_rate_where_it_is_filled(two, changes, is_foreign):
    form = expense_form(two[0], typed(two[0], *two, **changes))

    form.is_valid()

    assert form.is_foreign is is_foreign


@pytest.mark.parametrize(
    ("split", "weight", "written"),
    [
        (Split.EQUAL, 1, ""),
        (Split.PEOPLE, 3, "3"),
        (Split.PARTS, 150, "1.5"),
        (Split.EXACT, 3000, "30.00"),
    ],
)
def test_expense_form_shows_a_share_as_it_was_written(two, split, weight, written):
    zoe, samir = two
    expense = ExpenseFactory(payer=zoe, split=split, shares={str(zoe.pk): weight})

    lines = expense_form(zoe, expense=expense).lines

    assert [(line.seat, line.tick.value(), line.part.value()) for line in lines] == [
        (zoe, True, written),
        (samir, False, ""),
    ]


def test_repayment_form_is_one_share_of_whoever_got_it(two):
    zoe, samir = two
    data = typed(zoe, receiver=samir.public_id)

    form = RepaymentForm(data, trip=zoe.trip, me=zoe)

    assert form.is_valid()
    assert {
        name: form.words()[name] for name in ("payer", "amount", "kind", "split", "shares")
    } == {
        "payer": zoe,
        "amount": 1250,
        "kind": ExpenseKind.REPAYMENT,
        "split": Split.EQUAL,
        "shares": {str(samir.pk): 1},
    }


def test_repayment_form_shows_who_got_it(two):
    zoe, samir = two
    repaid = ExpenseFactory(payer=zoe, of=[samir], kind=ExpenseKind.REPAYMENT)

    form = RepaymentForm(trip=zoe.trip, me=zoe, expense=repaid)

    assert (form["payer"].value(), form["receiver"].value()) == (zoe.public_id, samir.public_id)


def test_repayment_form_refuses_a_stranger(two):
    form = RepaymentForm(
        typed(two[0], receiver=SeatFactory().public_id), trip=two[0].trip, me=two[0]
    )

    assert list(form.errors) == ["receiver"]


def transfer(me, **changes):
    return TransferForm({"key": str(uuid4()), "based_on": "0"} | changes, trip=me.trip)


def test_transfer_form_finds_both_seats(two):
    zoe, samir = two

    form = transfer(zoe, payer=zoe.public_id, receiver=samir.public_id, cents="250")

    assert form.is_valid()
    assert form.words() == {"payer": zoe, "receiver": samir, "cents": 250}


def test_transfer_form_refuses_a_seat_of_another_trip(two):
    zoe, _samir = two

    form = transfer(zoe, payer=zoe.public_id, receiver=SeatFactory().public_id, cents="250")

    assert form.errors == {
        "receiver": ["Someone you chose isn’t part of this trip. Choose someone else."]
    }


@pytest.mark.parametrize("cents", ["0", "-1", "1.5", ""])
def test_transfer_form_refuses_what_is_no_money(two, cents):
    form = transfer(two[0], payer=two[0].public_id, receiver=two[1].public_id, cents=cents)

    assert list(form.errors) == ["cents"]


@pytest.mark.parametrize(("heads", "is_valid"), [("1", True), ("0", False), ("1000", False)])
def test_heads_form_keeps_within_the_range_of_a_trip(heads, is_valid):
    assert HeadsForm({"heads": heads}).is_valid() is is_valid


def test_expense_form_offers_no_currency_without_a_name(two):
    zoe, _samir = two

    offered = ExpenseForm(trip=zoe.trip, me=zoe).fields["currency"].choices

    assert [label for code, label in offered if label == f"{code} – {code}"] == []
    assert "EUR" in dict(offered)
