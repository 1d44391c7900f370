"""Nothing of a person is left once they have closed their account, but what is told to stay.

A row is made behind every declared field, with a word of its own in each column and file that may
hold somebody's words, and so is a row of each table that belongs to it. Afterwards the whole
database is searched, with its revisions, search index, outbox and letters.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit import actions as audit
from commons.mail.models import Letter
from commons.media.models import Photo, Rendition
from commons.outbox.models import OutboxEntry
from commons.privacy.personal_data import declared_fields
from commons.privacy.registries.retention import kept_columns
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.periodic import delete_unused_photos
from tests.commons.privacy.rows import CANARY, RowMaker, columns_with, words_left
from tests.factories.accounts import LetterFactory, UserFactory

pytestmark = pytest.mark.django_db

OURS = ("commons.", "emergency.", "hosting.", "search.", "travel_stories.")
OF_ANOTHER = {
    "offers.stay.locked_by",  # who reads the offer of somebody else just now
    "offers.stay.first_host",  # who brought it to an organisation, for which others host now
}
UNMADE = {
    *("trip_decisions.comment", "emergency_housing.draft"),  # have rules that words alone break
    "emergency_housing.blockedpair",  # has codes and no words
}


def fields_by_model():
    """Models that point to people, each with the names of these fields."""
    found = {}
    for declared in sorted(declared_fields()):
        label, _dot, name = declared.rpartition(".")
        model = apps.get_model(label)
        found.setdefault(Stay if model is Offer else model, []).append(name)
    return found


def children_of(model):
    """Tables whose rows go with a row of this model and name nobody themselves, with their key."""
    declared = set(fields_by_model())
    for relation in model._meta.related_objects:
        child = relation.related_model
        if model is Photo and child is not Rendition:
            continue  # what shows a photograph keeps it
        if child in declared or not child.__module__.startswith(OURS) or relation.many_to_many:
            continue
        goes_along = relation.on_delete.__name__ == "CASCADE" and not relation.parent_link
        if goes_along and child._meta.label_lower not in UNMADE:
            yield child, relation.field.name


def rows_of_everything(maker):
    """A row for each declared field, and its children: the field of each word."""
    words = {}
    for model, names in fields_by_model().items():
        for name in names:
            label = f"{model._meta.label_lower}.{name}"
            word = f"{CANARY}{len(words):02}"
            if label not in OF_ANOTHER:
                words[word] = label
                row = maker.make(model, mine=(name,), word=word)
                for child, key in children_of(model):
                    maker.make(child, word=word, **{key: row})
                if model is Photo:
                    audit.record(maker.person, "photo.added", row)  # as every upload is
                if model is Stay:
                    row.save_revision(user=maker.person, clean=False)
    return words


@pytest.fixture
def ada():
    return UserFactory(
        display_name=CANARY, full_name=CANARY, words=CANARY, email="canarybird@example.org"
    )


def test_close_account_leaves_no_word_in_any_column_file_or_job(ada, committed, time_machine):
    maker = RowMaker(ada, UserFactory())
    words = rows_of_everything(maker)
    letter = LetterFactory(address=ada.email.upper(), text=CANARY)
    before = columns_with(CANARY)

    with committed():
        close_account(person=ada, by=ada)
    time_machine.move_to(timezone.now() + settings.MEDIA_SWEEP_AFTER + timedelta(hours=1))
    with committed():
        delete_unused_photos()

    left = {words[word]: columns for word, columns in words_left().items()}
    of_emergencies = {name for name in left if name.startswith("emergency_")}
    others = set().union(*(left[name] for name in left.keys() - of_emergencies))
    assert others == kept_columns()
    # An emergency forgets everybody on one day: what somebody did for others in it, until then.
    assert "emergency_housing.housingoffer.host" not in left
    elsewhere = set().union(*(left[name] for name in of_emergencies))
    assert {name for name in elsewhere if not name.startswith("emergency_")} == set()
    assert [name for storage, name in maker.files if storage.exists(name)] == []
    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert not OutboxEntry.objects.filter(arguments__icontains=CANARY).exists()
    assert {"wagtailcore.revision.content", "accounts.user.words"} <= before
    assert len(before) > 160
