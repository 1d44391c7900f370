"""Words left afterwards: each in full, the oldest as near as the newest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hosting.notes import presenters
from hosting.notes.models import Note
from hosting.notes.presenters import all_notes_of_offer, default_order, notes_about_host
from tests.factories.hosting import NoteFactory, UnitFactory

pytestmark = pytest.mark.django_db


def left(count):
    """So many notes at one place, a day apart, told from the first to the last."""
    unit = UnitFactory()
    made = [
        NoteFactory(agreement__request__unit=unit, agreement__hold=None, words=f"Note {number}")
        for number in range(count)
    ]
    for number, note in enumerate(made):
        at = timezone.now() - timedelta(days=count - number)
        Note.objects.filter(pk=note.pk).update(at=at)
    return unit.stay


def test_a_page_shows_both_ends_in_turn(monkeypatch):
    monkeypatch.setattr(presenters, "MAX_NOTES", 4)
    stay = left(6)

    shown = [line.words for line in notes_about_host(stay)]

    assert shown == ["Note 5", "Note 0", "Note 4", "Note 1"]


def test_all_notes_turn_in_either_order_and_leave_out_none(monkeypatch):
    monkeypatch.setattr(presenters, "PAGE_SIZE", 2)
    stay = left(5)

    read = {}
    for order in ("oldest", "newest"):
        words, mark = [], ""
        while mark is not None:
            page = all_notes_of_offer(stay, order=order, mark=mark)
            words += [line.words for line in page.lines]
            mark = page.after or None
        read[order] = words

    assert read["oldest"] == [f"Note {number}" for number in range(5)]
    assert read["newest"] == read["oldest"][::-1]


def test_the_order_of_one_day_is_turned_on_the_next(time_machine):
    found = []
    for day in ("2027-05-03", "2027-05-04", "2027-05-05"):
        time_machine.move_to(f"{day} 12:00")
        found.append(default_order())

    assert found[0] != found[1]
    assert found[0] == found[2]


def test_what_is_not_shown_yet_or_was_withdrawn_is_on_no_page():
    stay = left(1)
    unit = stay.units.get()
    NoteFactory(agreement__request__unit=unit, agreement__hold=None, shown_at=None)
    NoteFactory(agreement__request__unit=unit, agreement__hold=None, withdrawn_at=timezone.now())

    page = all_notes_of_offer(stay, order="", mark="")

    assert [line.words for line in page.lines] == ["Note 0"]
