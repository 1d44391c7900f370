"""Two yeses for the same nights or seats, at once. The controls show what lock and key are for."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from core.states import IllegalTransitionError
from core.values.half_days import HalfDay
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.errors import (
    HalfDaysTakenError,
    NightsClosedSinceError,
    NightsHeldError,
    NightsTakenError,
    SeatsTakenError,
)
from hosting.calendars.models import CalendarPeriod, Hold, NightHold, SeatHold
from hosting.calendars.selectors.availability import free_desks, free_units
from hosting.calendars.states import DayPart, DayState
from hosting.notes.actions.notes import leave_note
from hosting.notes.errors import NoteAlreadyLeftError
from hosting.notes.models import Note
from hosting.offers.errors import NoneLeftSinceError
from hosting.offers.models.goods import Product
from hosting.offers.models.stays import Unit
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.saved_replies import add_saved_reply
from hosting.requests.errors import TooManySavedRepliesError
from hosting.requests.models.agreements import Agreement
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    HALF_DAYS,
    MAY,
    AgreementFactory,
    DeskFactory,
    DeskRequestFactory,
    GoodsRequestFactory,
    ProductFactory,
    ProposalFactory,
    SessionFactory,
    SessionRequestFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

RIVALS = 4
REFUSALS = (
    HalfDaysTakenError,
    NightsTakenError,
    NightsClosedSinceError,
    NightsHeldError,
    SeatsTakenError,
    NoneLeftSinceError,
    NoteAlreadyLeftError,
    TooManySavedRepliesError,
    IllegalTransitionError,
    IntegrityError,
)


def at_once(action):
    """Run `action` in as many threads as there are rivals; count what came of it."""
    start = Barrier(RIVALS)

    def run(number):
        try:
            start.wait(timeout=10)
            action(number)
        except REFUSALS as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(RIVALS) as pool:
        return Counter(pool.map(run, range(RIVALS)))


def naively(unit):
    """Check, then insert: no lock, and everybody has looked before anybody writes."""
    looked = Barrier(RIVALS)

    def hold(number):
        is_free = free_units(Unit.objects.filter(pk=unit.pk), MAY).exists()
        looked.wait(timeout=10)
        if not is_free:
            raise NightsTakenError
        made = Hold.objects.create(unit=unit)
        NightHold.objects.create(hold=made, unit=unit, night=MAY.check_in)

    return hold


@pytest.fixture
def without_key(monkeypatch):
    key, *others = NightHold._meta.constraints
    monkeypatch.setattr(NightHold._meta, "constraints", others)
    with connection.schema_editor() as editor:
        editor.remove_constraint(NightHold, key)
    yield
    NightHold.objects.all().delete()
    monkeypatch.undo()
    with connection.schema_editor() as editor:
        editor.add_constraint(NightHold, key)


def test_of_several_agreements_for_the_same_nights_exactly_one_wins():
    unit = UnitFactory()
    proposals = ProposalFactory.create_batch(RIVALS, request__unit=unit)

    outcomes = at_once(
        lambda number: agree_to_proposal(
            proposal=proposals[number], by=proposals[number].request.guest
        )
    )

    assert outcomes == {"won": 1, NightsTakenError: RIVALS - 1}
    assert NightHold.objects.filter(unit=unit).nights() == MAY.nights


def half_day_proposals(unit, *codes):
    """One for each list of codes, each by a guest of its own."""
    asked = [
        DeskRequestFactory(unit=unit, half_days=list(some), state=RequestState.TENTATIVE)
        for some in codes
    ]
    return [ProposalFactory(request=one) for one in asked]


def test_of_several_agreements_for_the_same_half_days_one_wins():
    unit = DeskFactory()
    proposals = half_day_proposals(unit, *[HALF_DAYS] * RIVALS)

    outcomes = at_once(
        lambda number: agree_to_proposal(
            proposal=proposals[number], by=proposals[number].request.guest
        )
    )

    assert outcomes == {"won": 1, HalfDaysTakenError: RIVALS - 1}
    assert taken_of(unit) == HALF_DAYS


def test_a_whole_day_wins_or_its_two_halves_do():
    unit, (morning, afternoon, _tuesday) = DeskFactory(), HALF_DAYS
    day = [morning, afternoon]
    proposals = half_day_proposals(unit, [morning], [afternoon], day, day)

    outcomes = at_once(
        lambda number: agree_to_proposal(
            proposal=proposals[number], by=proposals[number].request.guest
        )
    )

    assert outcomes in ({"won": 1, HalfDaysTakenError: 3}, {"won": 2, HalfDaysTakenError: 2})
    assert Hold.objects.count() == outcomes["won"]
    assert taken_of(unit) == day


def taken_of(unit):
    rows = unit.night_holds.order_by("night", "part").values_list("night", "part")
    return [f"{night}.{part}" for night, part in rows]


def half_day_naively(unit):
    """Look, then insert: no lock, and everybody has looked before anybody writes."""
    looked, morning = Barrier(RIVALS), HalfDay.parse(HALF_DAYS[0])

    def hold(number):
        is_free = free_desks(Unit.objects.filter(pk=unit.pk), [morning]).exists()
        looked.wait(timeout=10)
        if not is_free:
            raise HalfDaysTakenError
        made = Hold.objects.create(unit=unit)
        NightHold.objects.create(hold=made, unit=unit, night=morning.day, part=DayPart.MORNING)

    return hold


def test_control_without_lock_the_key_stops_all_half_days_but_one():
    unit = DeskFactory()

    outcomes = at_once(half_day_naively(unit))

    assert outcomes == {"won": 1, IntegrityError: RIVALS - 1}


@pytest.mark.usefixtures("without_key")
def test_control_without_lock_and_key_everybody_takes_the_half_day():
    unit = DeskFactory()

    outcomes = at_once(half_day_naively(unit))

    assert outcomes == {"won": RIVALS}
    assert taken_of(unit) == HALF_DAYS[:1] * RIVALS


def test_of_several_agreements_for_the_last_seats_as_many_win_as_fit():
    session = SessionFactory(seats=5)  # two for each of the first two rivals, one left over
    asked = SessionRequestFactory.create_batch(
        RIVALS, session=session, state=RequestState.TENTATIVE
    )
    proposals = [ProposalFactory(request=one) for one in asked]

    outcomes = at_once(
        lambda number: agree_to_proposal(proposal=proposals[number], by=asked[number].guest)
    )

    assert outcomes == {"won": 2, SeatsTakenError: 2}
    assert sorted(SeatHold.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def asked_for_a_jar(product):
    """One proposal of each rival, for one jar."""
    return [
        ProposalFactory(
            request=GoodsRequestFactory(product=product, quantity=1, state=RequestState.TENTATIVE)
        )
        for _rival in range(RIVALS)
    ]


def test_of_the_last_three_of_five_jars_asked_by_four_three_are_agreed_on():
    product = ProductFactory(stock=5)
    AgreementFactory(request=GoodsRequestFactory(product=product, state=RequestState.AGREED))
    proposals = asked_for_a_jar(product)

    outcomes = at_once(
        lambda number: agree_to_proposal(
            proposal=proposals[number], by=proposals[number].request.guest
        )
    )

    product.refresh_from_db()
    assert outcomes == {"won": 3, NoneLeftSinceError: 1}
    assert (product.stock, sum(Hold.objects.values_list("quantity", flat=True))) == (0, 5)


def test_jars_given_back_at_once_are_all_back_in_stock():
    product = ProductFactory(stock=RIVALS)
    agreements = [
        AgreementFactory(
            request=GoodsRequestFactory(product=product, quantity=1, state=RequestState.AGREED)
        )
        for _rival in range(RIVALS)
    ]

    outcomes = at_once(
        lambda number: cancel_agreement(agreement=agreements[number], by=agreements[number].guest)
    )

    product.refresh_from_db()
    assert (outcomes, product.stock) == ({"won": RIVALS}, RIVALS)


def test_control_without_lock_four_take_the_last_three_jars():
    product, looked = ProductFactory(stock=3), Barrier(RIVALS)

    def look_then_write(number):
        left = Product.objects.get(pk=product.pk).stock
        looked.wait(timeout=10)
        if left < 1:
            raise NoneLeftSinceError
        Product.objects.filter(pk=product.pk).update(stock=left - 1)
        Hold.objects.create(product=product, quantity=1)

    assert at_once(look_then_write) == {"won": RIVALS}
    assert Hold.objects.filter(product=product).count() == RIVALS


def test_nights_are_agreed_on_or_closed_and_never_both():
    proposal = ProposalFactory()
    unit, host, guest = proposal.unit, proposal.request.host, proposal.request.guest

    def agree_or_close(number):
        if number == 0:
            agree_to_proposal(proposal=proposal, by=guest)
        else:
            set_nights(unit=unit, dates=MAY, state=DayState.CLOSED, by=host)

    outcomes = at_once(agree_or_close)

    agreed = {"won": 1, NightsHeldError: RIVALS - 1}
    closed = {"won": RIVALS - 1, NightsClosedSinceError: 1}
    assert outcomes in (agreed, closed)
    assert unit.periods.closed_during(MAY).exists() == (outcomes == closed)
    assert unit.night_holds.nights() == (MAY.nights if outcomes == agreed else [])


def test_control_without_lock_nights_are_both_agreed_on_and_closed():
    unit, looked = UnitFactory(), Barrier(RIVALS)

    def look_then_write(number):
        is_closed = unit.periods.closed_during(MAY).exists()
        is_held = unit.night_holds.during(MAY).exists()
        looked.wait(timeout=10)
        if number == 0 and not is_closed:
            made = Hold.objects.create(unit=unit)
            NightHold.objects.create(hold=made, unit=unit, night=MAY.check_in)
        elif number == 1 and not is_held:
            days = {"check_in": MAY.check_in, "check_out": MAY.check_out}
            CalendarPeriod.objects.create(unit=unit, state=DayState.CLOSED, **days)

    assert at_once(look_then_write) == {"won": RIVALS}
    assert unit.night_holds.nights() == [MAY.check_in]
    assert unit.periods.closed_during(MAY).exists()


def test_a_double_click_on_agree_makes_one_agreement():
    proposal = ProposalFactory()

    outcomes = at_once(
        lambda number: agree_to_proposal(proposal=proposal, by=proposal.request.guest)
    )

    assert outcomes == {"won": 1, IllegalTransitionError: RIVALS - 1}
    assert Agreement.objects.count() == 1


def test_a_double_click_on_a_note_leaves_one_note():
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)

    outcomes = at_once(
        lambda number: leave_note(agreement=agreement, words="Thank you.", by=agreement.guest)
    )

    assert outcomes == {"won": 1, NoteAlreadyLeftError: RIVALS - 1}
    assert Note.objects.count() == 1


def test_two_notes_at_once_both_appear():
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    people = (agreement.guest, agreement.host)

    outcomes = at_once(
        lambda number: leave_note(agreement=agreement, words="Thank you.", by=people[number % 2])
    )

    assert outcomes == {"won": 2, NoteAlreadyLeftError: RIVALS - 2}
    assert Note.objects.shown().count() == 2


def test_control_without_lock_the_key_stops_all_but_one():
    unit = UnitFactory()

    outcomes = at_once(naively(unit))

    assert outcomes == {"won": 1, IntegrityError: RIVALS - 1}


@pytest.mark.usefixtures("without_key")
def test_control_without_lock_and_key_everybody_wins():
    unit = UnitFactory()

    outcomes = at_once(naively(unit))

    assert outcomes == {"won": RIVALS}
    assert NightHold.objects.filter(unit=unit).nights() == [MAY.check_in] * RIVALS


def test_replies_saved_at_once_keep_the_limit(settings):
    settings.HOSTING_SAVED_REPLIES_LIMIT = 1
    host = UserFactory()

    outcomes = at_once(lambda number: add_saved_reply(title=f"Reply {number}", body="…", by=host))

    assert outcomes == {"won": 1, TooManySavedRepliesError: RIVALS - 1}
    assert host.saved_replies.count() == 1
