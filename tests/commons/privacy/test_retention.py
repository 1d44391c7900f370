"""Each class of data goes when its time has come: not before, and within a day of it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.models import User
from commons.conversations.actions import post_message
from commons.conversations.models import Message
from commons.notifications.models import Notice
from commons.organisations.models import Mandate, MandateInvitation
from commons.outbox.models import OutboxEntry
from commons.privacy.models import ArchiveImport, DataArchive
from commons.privacy.registries.retention import retention_rules
from config.celery import app
from hosting.cohosts.models import CoHost
from hosting.communities.models.announcements import Announcement
from hosting.enquiries.models import Enquiry
from hosting.network_imports.models import MemberInvitation, NetworkImport
from hosting.quotes.models import Quote
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Request
from tests.factories.accounts import NoticeFactory, OutboxEntryFactory, UserFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.enquiries import enquire
from tests.factories.hosting import (
    AgreementFactory,
    CommunityFactory,
    ConcernFactory,
    RequestFactory,
)
from tests.factories.itineraries import ItineraryFactory
from tests.factories.network_imports import MemberInvitationFactory, NetworkImportFactory
from tests.factories.organisations import MandateFactory, MandateInvitationFactory
from tests.factories.quotes import QuoteFactory
from tests.factories.stories import AuthorFactory, StoryFactory
from tests.factories.travel_stories import InvitationFactory, RegistrationFactory, TripFactory
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.stories.models.stories import Story
from travel_stories.trip_sign_ups.models import Registration
from travel_stories.trips.models.members import Invitation
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# Tested where the job is: what makes them due takes more than a row.
ELSEWHERE = {
    "audit.forget_security_events",  # tests/commons/audit/test_sealing.py
    "emergency.purge_closed",  # tests/emergency/retention/test_forgetting.py
    "hosting.erase_homes",  # tests/hosting/erasure/actions/test_host_data.py
    "hosting.forget_founding_requests",  # tests/hosting/communities/actions/test_founding.py
    "hosting.forget_sponsor_invitations",  # …/test_sponsor_invitations.py
    "hosting.sweep_photos",  # tests/hosting/offers/test_photos.py
    "moderation.forget_cases",  # tests/commons/moderation/actions/test_forgetting.py
    "privacy.close_inactive",  # test_inactivity.py
    "privacy.close_unconfirmed",  # test_inactivity.py
}


def now():
    return timezone.now()


def a_thread():
    ada = UserFactory()
    post_message(thread=ThreadFactory(people=[ada, UserFactory()]), body="Hello", by=ada)


def a_session():
    key, until = "k" * 32, now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.create(session_key=key, session_data="", expire_date=until)
    UserSession.objects.create(user=UserFactory(), ip="127.0.0.1", session_key=key, data={})


def an_announcement():
    fields = {"title": "Market", "words": "On Sunday.", "by": UserFactory()}
    Announcement.objects.create(community=CommunityFactory(), **fields)


def an_ended_agreement():
    agreement = AgreementFactory()
    Request.objects.filter(pk=agreement.request_id).update(state="completed", closed_at=now())


def an_ended_quote():
    quote = QuoteFactory()
    Mandate.objects.filter(person=quote.asked_by).delete()  # has a case of its own
    Request.objects.filter(pk=quote.request_id).update(state="completed", closed_at=now())


def an_ended_reason():
    Request.objects.filter(pk=RequestFactory(reason="health").pk).update(closed_at=now())


def contacts_of_an_agreement():
    agreement = AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(check_in=None, check_out=None, ends_at=now())


def an_author_invitation():
    author = AuthorFactory()
    AuthorInvitation.objects.create(
        story=author.story, by=author, role="writer", email="a@example.org", expires_at=now()
    )


# What makes it due at that moment, and what must be gone afterwards.
CASES = {
    ("accounts.forget_sessions", None): (a_session, UserSession.objects.all),
    ("conversations.forget_messages", None): (a_thread, Message.objects.all),
    ("hosting.erase_contacts", None): (contacts_of_an_agreement, AgreementContacts.objects.all),
    ("hosting.forget_announcements", None): (an_announcement, Announcement.objects.all),
    ("hosting.forget_co_hosts", None): (lambda: CoHostFactory(ended=True), CoHost.objects.all),
    ("hosting.forget_concerns", None): (
        lambda: ConcernFactory(settled_at=now(), settled_by=UserFactory(), outcome="Talked."),
        Concern.objects.all,
    ),
    ("hosting.forget_network_data", "network_imports.memberinvitation"): (
        lambda: MemberInvitationFactory(network_import__cleared_at=now()),
        MemberInvitation.objects.all,
    ),
    ("hosting.forget_network_data", "network_imports.networkimport"): (
        NetworkImportFactory,
        lambda: NetworkImport.objects.filter(cleared_at=None),
    ),
    ("hosting.forget_network_imports", None): (
        lambda: NetworkImportFactory(file_name="a-year-old.csv"),
        lambda: NetworkImport.objects.filter(file_name="a-year-old.csv"),
    ),
    ("hosting.forget_enquiries", None): (
        lambda: enquire(UserFactory(), host=UserFactory()),
        Enquiry.objects.all,
    ),
    ("hosting.forget_quotes", None): (
        an_ended_quote,
        lambda: Quote.objects.exclude(host_name="").exclude(request__closed_at=None),
    ),
    ("hosting.forget_reasons", None): (
        an_ended_reason,
        lambda: Request.objects.exclude(reason=""),
    ),
    ("hosting.forget_terms", None): (
        an_ended_agreement,
        lambda: Agreement.objects.exclude(host_name="…").exclude(request__closed_at=None),
    ),
    ("notifications.forget_notices", None): (NoticeFactory, Notice.objects.all),
    ("organisations.forget_mandates", None): (
        lambda: MandateFactory(ended=True),
        Mandate.objects.all,
    ),
    ("organisations.forget_invitations", None): (
        lambda: MandateInvitationFactory(expires_at=now()),
        MandateInvitation.objects.all,
    ),
    ("outbox.forget_given_up", None): (
        lambda: OutboxEntryFactory(dead_at=now()),
        OutboxEntry.objects.all,
    ),
    ("privacy.forget_archives", "privacy.dataarchive"): (
        lambda: DataArchive.objects.create(person=UserFactory(), asked_at=now()),
        DataArchive.objects.all,
    ),
    ("privacy.forget_archives", "privacy.archiveimport"): (
        lambda: ArchiveImport.objects.create(person=UserFactory(), source="a.example"),
        ArchiveImport.objects.all,
    ),
    ("travel_stories.forget_author_invitations", None): (
        an_author_invitation,
        AuthorInvitation.objects.all,
    ),
    ("travel_stories.forget_invitations", None): (
        lambda: InvitationFactory(expires_at=now(), email="a@example.org"),
        Invitation.objects.all,
    ),
    ("travel_stories.forget_itineraries", None): (
        lambda: ItineraryFactory(state="deleted", state_since=now()),
        Itinerary.objects.all,
    ),
    ("travel_stories.forget_registrations", None): (
        lambda: RegistrationFactory(sign_up__closes_on=timezone.localdate()),
        Registration.objects.all,
    ),
    ("travel_stories.forget_stories", None): (
        lambda: StoryFactory(state="deleted", state_since=now()),
        Story.objects.all,
    ),
    ("travel_stories.forget_trips", None): (
        lambda: TripFactory(state="deleted", state_since=now()),
        Trip.objects.all,
    ),
}


def rules_with_a_job():
    return [rule for rule in retention_rules() if rule.job and rule.job not in ELSEWHERE]


def test_every_rule_with_a_job_has_its_case():
    jobs = {rule.job for rule in retention_rules() if rule.job}

    assert jobs == {job for job, _model in CASES} | ELSEWHERE


def test_each_class_is_purged_within_a_day_of_its_time_and_none_early(time_machine):
    app.loader.import_default_modules()
    found = []
    for number, rule in enumerate(rules_with_a_job()):
        key = (rule.job, rule.models[0])
        make, left = CASES.get(key) or CASES[rule.job, None]
        time_machine.move_to(f"2027-{number % 9 + 1:02}-01 12:00 +0000", tick=False)
        make()
        due = now() + rule.period
        run = app.tasks[rule.job]
        for moment in (due - MINUTE, due + DAY):
            time_machine.move_to(moment, tick=False)
            run()
            found.append((rule.job, moment < due, left().exists()))
        User.objects.update(last_login=now())

    assert [one for one in found if one[1] != one[2]] == []
