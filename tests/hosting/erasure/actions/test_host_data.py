"""Whoever leaves takes the home along: the whole database is searched for what is left of it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.media.models import Photo
from commons.privacy.personal_data import declared_fields
from core.permissions import SYSTEM
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.memberships import refuse_candidate
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.erasure.actions.host_data import erase_offer
from hosting.erasure.periodic import erase_left_offers
from hosting.offers.actions.drafts import save_draft
from hosting.offers.actions.photos import add_offer_photo
from hosting.offers.actions.review import submit_for_review
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay
from hosting.offers.periodic import delete_unused_photos
from hosting.offers.states import OfferState
from hosting.requests.models.agreements import AgreementContacts
from hosting.requests.models.requests import Request
from hosting.requests.periodic import complete_agreements, erase_expired_contacts
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    AttestationFactory,
    MembershipFactory,
    OfferTranslationFactory,
    OpeningHoursFactory,
    PlaceFactory,
    RateFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

CANARY = "Canarybird"
NAMES_OF_THAT_DAY = {
    "requests.agreement.host_name",  # GDPR, article 17.3: what the other side agreed to
    "requests.agreement.offer_title",
    "requests.agreement.unit_name",
}


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000")


def columns_with(word):
    """Every column of text of every table, `app.model.field`, in which the word stands."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, (CharField, TextField, JSONField))
        and model._base_manager.filter(**{f"{field.name}__icontains": word}).exists()
    }


def home_of(host, **fields):
    """A stay with all that a host writes about it, with the canary in each word."""
    place = PlaceFactory(
        host=host, address=f"7 {CANARY} Lane", directions=f"Ask for {CANARY}.", latitude=47.3
    )
    words = dict.fromkeys(
        ("title", "words", "without_car", "station_name", "by_car", "source", "house_rules"), CANARY
    )
    stay = StayFactory(host=host, place=place, registration_number=CANARY, **words | fields)
    OfferTranslationFactory(offer=stay, title=CANARY, words=CANARY, language="en")
    RateFactory(offer=stay, own_name=CANARY, explanation=CANARY, audience=CANARY, details=CANARY)
    OpeningHoursFactory(offer=stay, note=CANARY)
    OfferPhoto.objects.create(offer=stay, photo=PhotoFactory(), caption=CANARY)
    stay.access_surveys.create(details=CANARY)
    membership = Membership.objects.get(person=host)
    membership.words = CANARY
    membership.save()
    AttestationFactory(membership=membership, offer=stay, seen=CANARY)
    stay = Stay.objects.get(pk=stay.pk)
    save_draft(stay, verb="offer.revised", by=host)
    return UnitFactory(stay=stay, name=CANARY)


def canary_host():
    return UserFactory(full_name=CANARY, display_name=CANARY, words=CANARY)


def test_close_account_leaves_the_home_in_no_column_of_the_database():
    host = canary_host()
    unit = home_of(host)
    submit_for_review(offer=unit.stay, by=host)
    AgreementFactory(request__unit=unit, request__state=RequestState.COMPLETED, unit_name=CANARY)
    before = columns_with(CANARY)

    close_account(person=host, by=host)

    assert {"offers.place.address", "offers.offer.words", "wagtailcore.revision.content"} < before
    assert columns_with(CANARY) == NAMES_OF_THAT_DAY
    assert list(Place.objects.all()) == []
    assert list(AgreementContacts.objects.all()) == []


def test_close_account_leaves_the_words_of_other_members():
    host = canary_host()
    home_of(host)
    mine = Membership.objects.get(person=host)
    other = MembershipFactory(community=mine.community, words="I keep bees.")

    close_account(person=host, by=host)

    words = dict(Membership.objects.values_list("pk", "words"))
    assert words == {mine.pk: "", other.pk: "I keep bees."}


def test_close_account_leaves_nothing_behind_a_declared_field():
    host = canary_host()
    unit = home_of(host)
    AgreementFactory(request__unit=unit, request__state=RequestState.COMPLETED, unit_name=CANARY)

    close_account(person=host, by=host)

    found = set()
    for declared in declared_fields():
        label, _, name = declared.rpartition(".")
        if label.count(".") != 1:
            continue
        model = apps.get_model(label)
        if not model._meta.get_field(name).related_model:  # the subject of a log entry
            name = f"{name}_id"
        for row in model._base_manager.filter(**{name: host.pk}):
            found |= {
                f"{label}.{field.name}"
                for field in row._meta.concrete_fields
                if CANARY in str(field.value_from_object(row))
            }
    assert found == NAMES_OF_THAT_DAY


def test_a_home_stays_while_an_agreement_stands_and_goes_after_it(time_machine):
    agreement = AgreementFactory(request__unit=home_of(canary_host()), unit_name=CANARY)
    time_machine.move_to("2027-05-04 12:00 +0000")

    close_account(person=agreement.host, by=agreement.host)
    erase_left_offers()
    erase_expired_contacts()
    during = (Place.objects.count(), AgreementContacts.objects.count())
    time_machine.move_to("2027-05-06 12:00 +0000")
    complete_agreements()
    erase_left_offers()
    erase_expired_contacts()

    assert during == (1, 1)
    assert (Place.objects.count(), AgreementContacts.objects.count()) == (0, 0)
    assert columns_with(CANARY) == NAMES_OF_THAT_DAY


def test_leave_community_erases_what_was_offered_there_and_nothing_else():
    host = canary_host()
    left = home_of(host).stay
    elsewhere = StayFactory(host=host, title="Elsewhere")
    membership = Membership.objects.get(person=host, community=left.community)

    leave_community(membership=membership, by=host)

    left.refresh_from_db()
    assert (left.title, left.words, left.state, left.live) == ("…", "", OfferState.WITHDRAWN, False)
    assert left.place is None
    assert list(left.revisions) == []
    assert list(Place.objects.all()) == [elsewhere.place]
    assert list(Offer.objects.public()) == [elsewhere.offer_ptr]
    assert left.get_absolute_url().endswith(f"-{left.public_id}/")


def test_leave_community_keeps_a_place_that_another_offer_needs():
    host = canary_host()
    left = home_of(host).stay
    shared = StayFactory(host=host, place=left.place)
    membership = Membership.objects.get(person=host, community=left.community)

    leave_community(membership=membership, by=host)

    shared.refresh_from_db()
    assert list(Place.objects.all()) == [shared.place]


def test_leave_community_waits_for_whoever_has_asked():
    host = canary_host()
    asked = RequestFactory(unit=home_of(host))

    leave_community(membership=Membership.objects.get(person=host), by=host)
    waiting = Stay.objects.get().title
    Request.objects.filter(pk=asked.pk).update(state=RequestState.DECLINED)
    erase_left_offers()

    assert waiting == CANARY
    assert Stay.objects.get().title == "…"


def test_erase_homes_leaves_hosts_alone_who_stay():
    home_of(canary_host(), state=OfferState.WITHDRAWN)

    erase_left_offers()

    assert Stay.objects.get().title == CANARY


def test_erase_homes_keeps_the_draft_of_a_candidate_who_was_refused():
    host = canary_host()
    home_of(host)
    membership = Membership.objects.get(person=host)
    Membership.objects.filter(pk=membership.pk).update(state=MembershipState.CANDIDATE)

    refuse_candidate(membership=membership, reason="Come and meet us first.", by=SYSTEM)
    erase_left_offers()

    assert Stay.objects.get().title == CANARY


def test_erase_offer_is_refused_to_the_host():
    stay = StayFactory()

    with pytest.raises(PermissionDenied):
        erase_offer(offer=stay, by=stay.host)

    assert Stay.objects.get().erased_at is None


def test_close_account_leaves_home_photographs_to_the_next_sweep(
    django_capture_on_commit_callbacks,
):
    stay = StayFactory()
    add_offer_photo(
        offer=stay, file=ContentFile(picture_bytes(), name="dscf1234.jpg"), by=stay.host
    )
    settled = timezone.now() - settings.MEDIA_SWEEP_AFTER - timedelta(hours=1)
    Photo.objects.update(created_at=settled)
    file = Photo.objects.get().file

    delete_unused_photos()
    while_it_is_shown = Photo.objects.count()
    close_account(person=stay.host, by=stay.host)
    with django_capture_on_commit_callbacks(execute=True):
        delete_unused_photos()

    assert (while_it_is_shown, Photo.objects.count()) == (1, 0)
    assert not file.storage.exists(file.name)
