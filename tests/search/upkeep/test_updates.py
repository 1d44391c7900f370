"""Changes reach the index once, in order, and none is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_nights, hold_seats, release_hold
from hosting.offers.models.offers import Offer
from search.engines.engine_selection import engine
from search.index.documents.builder import documents_of
from search.index.models import Change, IndexState
from search.query.errors import IndexBusyError, SearchDownError
from search.query.offer_query import OfferQuery, Starts
from search.upkeep import index_rebuild, updates
from search.upkeep.actions import note_changes
from search.upkeep.index_rebuild import differences, rebuild, sweep
from search.upkeep.tasks import write_changes
from search.upkeep.updates import bring_up_to_date, catch_up
from tests.factories.hosting import SessionFactory, StayFactory, UnitFactory
from tests.poison import read_log

pytestmark = pytest.mark.django_db


def found(**criteria):
    query = OfferQuery(today=timezone.localdate(), **criteria)
    return [hit.pk for hit in engine().search(query).hits]


def test_bring_up_to_date_writes_what_waits():
    stay = UnitFactory().stay
    note_changes([stay.pk])

    written = bring_up_to_date()

    assert (written, found(), Change.objects.count()) == (1, [stay.pk], 0)


def test_bring_up_to_date_takes_out_what_is_gone():
    stay = UnitFactory().stay
    rebuild()
    Offer.objects.filter(pk=stay.pk).update(live=False)
    note_changes([stay.pk])

    bring_up_to_date()

    assert found() == []


def test_a_change_is_written_right_after_its_commit(committed):
    stay = UnitFactory().stay

    with committed():
        note_changes([stay.pk])
        before = found()

    assert (before, found()) == ([], [stay.pk])


def test_nights_that_are_taken_are_not_found_any_more(committed):
    unit = UnitFactory()
    rebuild()
    first = timezone.localdate() + timedelta(days=30)
    dates = DateRange(first, first + timedelta(days=3))
    wish = (Starts.exactly(dates),)
    before = found(dates=wish)

    with committed():
        hold = hold_nights(unit=unit, dates=dates)
    while_held = found(dates=wish)
    with committed():
        release_hold(hold=hold)

    assert (before, while_held, found(dates=wish)) == ([unit.stay_id], [], [unit.stay_id])


def test_seats_that_are_taken_are_not_found_any_more(committed):
    session = SessionFactory(seats=2, starts_at=timezone.now() + timedelta(days=3))
    rebuild()
    day = timezone.localdate(session.starts_at)
    wish = {"dates": (Starts(day, day, 1),), "adults": 1}
    before = found(**wish)

    with committed():
        hold_seats(session=session, seats=2)

    assert (before, found(**wish)) == ([session.activity_id], [])


def test_bring_up_to_date_leaves_it_to_whoever_writes_already():
    note_changes([UnitFactory().stay_id])
    IndexState.objects.take_lease()

    assert bring_up_to_date() == 0
    assert Change.objects.count() == 1


def test_a_lease_that_nobody_gave_back_runs_out(time_machine):
    note_changes([UnitFactory().stay_id])
    IndexState.objects.take_lease()
    time_machine.move_to(timezone.now() + timedelta(minutes=3))

    assert bring_up_to_date() == 1


def test_whoever_lost_the_lease_writes_no_more(monkeypatch):
    note_changes([UnitFactory().stay_id])
    monkeypatch.setattr(IndexState.objects.__class__, "next_version", lambda self, lease: None)

    assert updates.write_all(IndexState.objects.take_lease()) == 0
    assert Change.objects.count() == 1


class Broken:
    """The engine in force, which can't be written for a while."""

    name = "broken"

    def write(self, batch):
        raise SearchDownError


def test_nothing_is_lost_while_the_engine_is_down(monkeypatch):
    stay = UnitFactory().stay
    note_changes([stay.pk])
    with monkeypatch.context() as patched:
        patched.setattr(updates, "engine", Broken)
        with pytest.raises(SearchDownError):
            bring_up_to_date()
        write_changes()  # too early: it waits

    state = IndexState.objects.current()
    assert (state.failures, state.is_waiting, Change.objects.count()) == (1, True, 1)
    assert bring_up_to_date() == 0
    assert catch_up() == 1
    assert found() == [stay.pk]
    assert IndexState.objects.current().last_error == ""


def test_a_stand_by_hears_of_everything_while_the_first_is_away(monkeypatch):
    pks = [UnitFactory().stay_id for _number in range(3)]
    note_changes(pks)
    heard = []

    class Half(Broken):
        def write(self, batch):
            heard.append([document.pk for document in batch.documents])
            super().write(batch)

    monkeypatch.setattr(updates, "engine", Half)
    monkeypatch.setattr(updates, "indices", lambda: (Half(), Half()))
    monkeypatch.setattr(updates, "BATCH", 1)
    with pytest.raises(SearchDownError):
        bring_up_to_date()

    assert heard == [[pk] for pk in pks]
    assert Change.objects.count() == 3


def test_the_pause_grows_and_has_an_end(monkeypatch, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    state = IndexState.objects.current()
    pauses = []
    for _number in range(12):
        state.note_failure(SearchDownError())
        pauses.append((state.retry_at - timezone.now()).total_seconds())

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_rebuild_holds_everything_public():
    shown = [UnitFactory().stay_id for _number in range(3)]
    StayFactory(draft=True)

    assert rebuild() == 3
    assert sorted(found()) == shown


def test_rebuild_refuses_while_another_process_writes_for_minutes(monkeypatch):
    monkeypatch.setattr("search.upkeep.index_rebuild.PATIENCE", timedelta(0))
    UnitFactory()
    rebuild()
    UnitFactory()
    IndexState.objects.take_lease()

    with pytest.raises(IndexBusyError):
        rebuild()
    assert len(found()) == 1


def test_sweep_writes_whatever_differs_anew():
    stale, surplus = UnitFactory(), UnitFactory()
    rebuild()
    missing = UnitFactory()
    Offer.objects.filter(pk=stale.stay_id).update(title="In other words")
    Offer.objects.filter(pk=surplus.stay_id).update(live=False)

    seen = differences()
    sweep()

    assert seen.missing == (missing.stay_id,)
    assert seen.stale == (stale.stay_id,)
    assert seen.surplus == (surplus.stay_id,)
    assert differences().pks == []
    assert IndexState.objects.current().checked_at is not None


@pytest.fixture
def poison_document(monkeypatch):
    """`poison_document(pk)`: this offer raises whenever its document is made."""

    def poison(pk):
        def fail_for_poisoned(pks):
            pks = list(pks)
            if pk in pks:
                raise ValueError("This offer can't be read.")
            return documents_of(pks)

        for module in (updates, index_rebuild):
            monkeypatch.setattr(module, "documents_of", fail_for_poisoned)

    return poison


def test_bring_up_to_date_goes_on_after_an_offer_that_fails(poison_document, failed_rows):
    broken, gone, changed = (UnitFactory().stay for _number in range(3))
    rebuild()
    Offer.objects.filter(pk=gone.pk).update(live=False)
    new = UnitFactory().stay
    note_changes([broken.pk, gone.pk, changed.pk, new.pk])
    poison_document(broken.pk)

    written = bring_up_to_date()

    assert read_log(failed_rows) == [
        f"failed for offer {broken.pk} with ValueError",
        "failed for 1 of 4 rows",
    ]
    assert (written, Change.objects.count()) == (4, 0)
    assert sorted(found()) == [broken.pk, changed.pk, new.pk]


def test_sweep_and_rebuild_go_on_after_an_offer_that_fails(poison_document, failed_rows):
    broken, stale = UnitFactory().stay, UnitFactory().stay
    rebuild()
    Offer.objects.filter(pk=stale.pk).update(title="In other words")
    poison_document(broken.pk)

    seen = sweep()
    after_sweep = sorted(found())
    count = rebuild()

    assert (
        read_log(failed_rows)
        == [
            f"failed for offer {broken.pk} with ValueError",
            "failed for 1 of 2 rows",
        ]
        * 2
    )
    assert seen.pks == [stale.pk]
    assert after_sweep == [broken.pk, stale.pk]
    assert (count, found()) == (1, [stale.pk])
