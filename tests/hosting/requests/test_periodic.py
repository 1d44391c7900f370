"""What the clock does, and what it leaves alone."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Revision

from commons.accounts.models import User
from commons.media.models import Photo
from hosting.communities.models.announcements import Announcement
from hosting.communities.states import FoundingState, MembershipState
from hosting.offers.actions.photos import add_offer_photo, remove_offer_photo
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Request
from hosting.requests.periodic import (
    complete_agreements,
    delete_old_reasons,
    expire_silent_requests,
    remind_hosts,
)
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    AgreementFactory,
    AttestationFactory,
    CommunityFactory,
    ConcernFactory,
    FoundingRequestFactory,
    NeedFactory,
    NoteFactory,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    SessionFactory,
    SessionRequestFactory,
    SponsorInvitationFactory,
    StayFactory,
)
from tests.factories.media import picture_bytes
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)
MODULES = [
    import_module(name)
    for name in (
        "hosting.communities.periodic",
        "hosting.offers.periodic",
        "hosting.requests.periodic",
        "hosting.erasure.periodic",
        "hosting.notes.periodic",
    )
]
JOBS = {
    name: module
    for module in MODULES
    for name, job in vars(module).items()
    if hasattr(job, "delay")
}


def states():
    return list(Request.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.time_machine(NOW, tick=False)
def test_silence_expires_a_request_and_an_answer_does_not():
    RequestFactory(answer_by=NOW)
    RequestFactory(answer_by=NOW, state=RequestState.TENTATIVE)
    RequestFactory(answer_by=NOW + timedelta(seconds=1))

    expire_silent_requests()

    assert states() == [RequestState.EXPIRED, RequestState.TENTATIVE, RequestState.SENT]


@pytest.mark.time_machine(datetime(2027, 5, 4, 13, tzinfo=UTC))
def test_a_day_that_has_come_ends_what_was_still_open():
    RequestFactory(state=RequestState.TENTATIVE)
    SessionRequestFactory(state=RequestState.TENTATIVE)
    SessionRequestFactory(
        state=RequestState.TENTATIVE,
        session=SessionFactory(
            starts_at=timezone.now() + timedelta(hours=1),
            ends_at=timezone.now() + timedelta(hours=2),
        ),
    )

    expire_silent_requests()

    assert states() == [RequestState.EXPIRED, RequestState.EXPIRED, RequestState.TENTATIVE]


@pytest.mark.time_machine(datetime(2027, 5, 4, 13, tzinfo=UTC))
def test_a_proposal_for_days_ahead_keeps_a_request_open():
    later, same = RequestFactory.create_batch(2, state=RequestState.TENTATIVE)
    ProposalFactory(request=later, check_in=date(2027, 5, 10), check_out=date(2027, 5, 12))
    ProposalFactory(request=same)

    expire_silent_requests()

    assert states() == [RequestState.TENTATIVE, RequestState.EXPIRED]


@pytest.mark.time_machine(NOW)
def test_a_host_is_reminded_once_when_it_is_time(committed, mailoutbox):
    near = RequestFactory(remind_at=NOW)
    RequestFactory(remind_at=NOW + timedelta(minutes=1))
    RequestFactory(remind_at=None)

    with committed():
        remind_hosts()
        remind_hosts()

    assert [mail.to for mail in mailoutbox] == [[near.host.email]]


@pytest.mark.time_machine(datetime(2027, 5, 6, 9, tzinfo=UTC))
def test_an_agreement_is_over_on_the_day_of_departure():
    AgreementFactory()
    AgreementFactory(check_out=MAY.check_out + timedelta(days=1))
    AgreementFactory(request__state=RequestState.CANCELLED)

    complete_agreements()

    assert states() == [RequestState.COMPLETED, RequestState.AGREED, RequestState.CANCELLED]


@pytest.mark.time_machine(NOW)
def test_a_reason_is_forgotten_some_time_after_the_end():
    long_ago = NOW - settings.HOSTING_FORGET_REASON_AFTER
    RequestFactory(reason="health", closed_at=long_ago, state=RequestState.DECLINED)
    RequestFactory(reason="work", closed_at=long_ago + timedelta(hours=1))
    RequestFactory(reason="family")

    delete_old_reasons()

    reasons = list(Request.objects.order_by("pk").values_list("reason", flat=True))
    assert reasons == ["", "work", "family"]


@pytest.mark.time_machine(NOW)
def test_group_and_needs_are_forgotten_with_or_without_a_reason():
    over = {
        "closed_at": NOW - settings.HOSTING_FORGET_REASON_AFTER,
        "state": RequestState.COMPLETED,
    }
    RequestFactory(group_kind="other", group_words="a choir", **over)
    RequestFactory(**over).needs.add(NeedFactory())
    RequestFactory(group_kind="family")

    delete_old_reasons()

    left = [
        (one.group_kind, one.group_words, one.needs.count())
        for one in Request.objects.order_by("pk")
    ]
    assert left == [("", "", 0), ("", "", 0), ("family", "", 0)]


def make_forgotten_request():
    long_ago = NOW - settings.HOSTING_FORGET_REASON_AFTER
    return RequestFactory(reason="health", closed_at=long_ago, state=RequestState.DECLINED)


def make_lonely_note():
    past = timezone.now() - settings.HOSTING_NOTES_WITHIN - timedelta(days=1)
    note = NoteFactory(shown_at=None)
    Request.objects.filter(pk=note.agreement.request_id).update(closed_at=past)
    return note


def make_settled_concern():
    past = timezone.now() - settings.HOSTING_CONCERN_KEPT - timedelta(minutes=1)
    return ConcernFactory(settled_at=past)


def make_photo_taken_out():
    stay = StayFactory(draft=True)
    file = ContentFile(picture_bytes(), name="dscf1234.jpg")
    add_offer_photo(offer=stay, file=file, by=stay.host)
    photo = Photo.objects.latest("pk")
    remove_offer_photo(offer=stay, photo=photo.public_id, by=stay.host)
    long_ago = timezone.now() - settings.MEDIA_SWEEP_AFTER - timedelta(hours=1)
    Photo.objects.filter(pk=photo.pk).update(created_at=long_ago)
    Revision.objects.update(created_at=long_ago)
    return photo


def make_expired_contacts():
    return AgreementFactory(request__state=RequestState.CANCELLED).contacts


def make_home_of_somebody_who_closed_their_account():
    stay = StayFactory(draft=True)
    User.objects.filter(pk=stay.host_id).update(closed_at=NOW)
    return Offer.objects.get(pk=stay.pk)


def make_old_announcement():
    written = Announcement.objects.create(
        community=CommunityFactory(), by=UserFactory(), title="Saturday", words="We meet at nine."
    )
    written.sent_at = NOW - settings.HOSTING_ANNOUNCEMENTS_KEPT
    written.save()
    return written


def make_old_terms():
    request = RequestFactory(state=RequestState.COMPLETED)
    Request.objects.filter(pk=request.pk).update(closed_at=NOW - settings.HOSTING_AGREEMENTS_KEPT)
    return request


CASES = {
    "forget_old_terms": ("forget_terms", make_old_terms),
    "erase_expired_contacts": ("erase_contacts", make_expired_contacts),
    "erase_left_offers": ("erase_offer", make_home_of_somebody_who_closed_their_account),
    "expire_silent_requests": ("expire_request", lambda: RequestFactory(answer_by=NOW)),
    "expire_request_sets": ("expire_request_set", lambda: RequestSetFactory(closes_at=NOW)),
    "remind_hosts": ("remind_of_request", lambda: RequestFactory(remind_at=NOW)),
    "publish_due_notes": ("publish_note", make_lonely_note),
    "notify_of_expiring_attestations": (
        "notify_of_expiry",
        lambda: AttestationFactory(until=NOW.date() + timedelta(days=1)),
    ),
    "delete_settled_concerns": ("delete_concern", make_settled_concern),
    "delete_founding_requests": (
        "delete_founding_request",
        lambda: FoundingRequestFactory(
            state=FoundingState.DECLINED, decided_at=NOW - timedelta(days=365)
        ),
    ),
    "delete_sponsor_invitations": (
        "delete_sponsor_invitation",
        lambda: SponsorInvitationFactory(
            at=NOW - timedelta(days=90), membership__state=MembershipState.ACTIVE
        ),
    ),
    "delete_announcements": ("delete_announcement", make_old_announcement),
    "delete_old_reasons": ("delete_reason", make_forgotten_request),
    "delete_unused_photos": ("delete_photo", make_photo_taken_out),
}


@pytest.mark.time_machine(NOW)
@pytest.mark.parametrize("job", CASES)
def test_each_job_survives_a_failed_row(job, monkeypatch, failed_rows):
    action, make = CASES[job]
    rows = [make(), make()]
    keys = {row.pk for row in rows}
    tried, done = poison(monkeypatch, JOBS[job], action)

    failed = getattr(JOBS[job], job)()

    assert_one_failed(failed_rows, type(rows[0]), tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]


@pytest.mark.time_machine(datetime(2027, 5, 6, 9, tzinfo=UTC))
def test_complete_agreements_goes_on_after_one_that_fails(monkeypatch, failed_rows):
    agreements = {made.pk: made for made in (AgreementFactory(), AgreementFactory())}
    tried, done = poison(monkeypatch, JOBS["complete_agreements"], "complete_agreement")

    failed = complete_agreements()

    assert_one_failed(failed_rows, Request, agreements[tried[0]].request_id)
    assert failed == 1
    assert set(tried) == agreements.keys()
    assert done == tried[1:]
    assert sorted(states()) == [RequestState.AGREED, RequestState.COMPLETED]


def test_each_job_of_hosting_is_among_the_cases():
    assert JOBS.keys() == {*CASES, "complete_agreements"}
