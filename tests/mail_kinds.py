"""Every kind of mail, and how it comes about: a template without its row here fails a test.

Each row calls what really sends the mail, so that the words see what they will see. Its reader
speaks one language and whoever causes it the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.utils import timezone, translation

from cms.pages import notifications as pages
from commons.accounts.actions import two_step, two_step_resets
from commons.accounts.models import User
from commons.accounts.views.adapter import AccountAdapter
from commons.conversations import notifications as conversations
from commons.conversations.actions import open_thread, post_message
from commons.conversations.errors import EmptyReplyError
from commons.moderation import notifications as moderation
from commons.notifications.emails import mail_digest
from commons.organisations import notifications as organisations
from commons.privacy import notifications as privacy
from commons.privacy.models import DataArchive, InactivityWarning
from core.permissions import SYSTEM
from core.values.dates import DateRange
from emergency.activations import notifications as activations
from emergency.activations.choices import Side
from emergency.activations.models.activations import Duty
from emergency.activations.models.switching import SwitchProposal
from emergency.desk.notifications import SOMETHING_WRONG
from emergency.figures.notifications import DAILY_REPORT
from emergency.housing import notifications as housing
from emergency.housing.actions.follow_on_requests import create_follow_on_request
from emergency.housing.states.proposals import ProposalState
from emergency.intake.notifications import FLOODED
from emergency.safety import notifications as safety
from emergency.standby import notifications as standby
from hosting.calendar_conflicts import notifications as calendar_conflicts
from hosting.cohosts import notifications as cohosts
from hosting.communities.models.announcements import Announcement
from hosting.communities.notifications import announcements, founding, local_rules, memberships
from hosting.network_imports import notifications as network_imports
from hosting.notes import notifications as notes
from hosting.offers.notifications import attestations, review
from hosting.offers.notifications import organisations as offer_organisations
from hosting.quotes import notifications as quotes
from hosting.requests.actions.agreements import cancel_agreement, report_no_show
from hosting.requests.notifications import concerns, request_sets, requests, unresponsive_hosts
from hosting.requests.states import RequestState
from search.saved.actions import record_check
from search.saved.tasks import settle_watch
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.calendar_conflicts import CalendarConflictFactory
from tests.factories.cms import make_content, make_home
from tests.factories.cohosts import CoHostFactory, CoHostInvitationFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.emergency import DutyFactory, placed
from tests.factories.emergency import reported_incident as an_incident
from tests.factories.hosting import (
    AgreementFactory,
    AttestationFactory,
    CommunityFactory,
    ConcernFactory,
    FoundingRequestFactory,
    LocalRuleFactory,
    MembershipFactory,
    NoteFactory,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.itineraries import ComposerFactory, ItineraryFactory
from tests.factories.moderation import decided, reported
from tests.factories.network_imports import (
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
)
from tests.factories.organisations import (
    MandateFactory,
    MandateInvitationFactory,
    OrganisationFactory,
)
from tests.factories.quotes import QuoteFactory
from tests.factories.search import SavedSearchFactory, StockWatchFactory
from tests.factories.stories import AuthorFactory, StoryFactory
from tests.factories.travel_stories import (
    InvitationFactory,
    RegistrationFactory,
    SeatFactory,
    TripFactory,
    a_poll,
)
from travel_stories.itineraries import notifications as itineraries
from travel_stories.stories import notifications as stories
from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.stories.models.consents import PersonShown
from travel_stories.trip_decisions import notifications as trip_decisions
from travel_stories.trip_requests import notifications as trip_requests
from travel_stories.trip_sign_ups import notifications as trip_sign_ups
from travel_stories.trips import notifications as trips

ROOT = Path(__file__).parent.parent
WORDS = "Marmelade, 07:15. Βροχή."  # of no language that a mail is written in
SECRET = "7 Canary Lane"  # the address of a place that is agreed on
TITLE = "Moulin 12"


@dataclass
class Cast:
    """Who reads, who writes, and rows that several mails of a package are about."""

    language: str
    other: str
    rows: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = UserFactory(
            display_name="Odile et Marc", email="odile@example.org", language=self.language
        )
        self.writer = UserFactory(
            display_name="Élise Aubert", email="elise@example.org", language=self.other
        )

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self.rows:
            self.rows[name] = make()
        return self.rows[name]

    # --- hosting
    @property
    def community(self) -> Any:
        return self.once("community", lambda: CommunityFactory(name="Cher"))

    @property
    def stay(self) -> Any:
        """Of the reader."""
        make = StayFactory
        return self.once(
            "stay",
            lambda: make(
                host=self.reader, community=self.community, title=TITLE, language=self.other
            ),
        )

    @property
    def asked(self) -> Any:
        """By the writer, of the reader."""
        return self._request(host=self.reader, guest=self.writer)

    @property
    def sent(self) -> Any:
        """By the reader, to the writer."""
        return self._request(host=self.writer, guest=self.reader)

    def _request(self, *, host: User, guest: User, **fields: Any) -> Any:
        unit = UnitFactory(
            stay__host=host,
            stay__community=self.community,
            stay__title=TITLE,
            stay__place__directions=WORDS,
        )
        words = f"{WORDS} {SECRET} 06 12 34 56 78"
        thread = open_thread(people=[guest, host], body=words, by=guest)
        days = {"check_in": in_days(30), "check_out": in_days(33)}
        return RequestFactory(unit=unit, guest=guest, thread=thread, **days, **fields)

    def agreement(self, *, is_over: bool = False, **fields: Any) -> Any:
        state = {"state": RequestState.AGREED}
        if is_over:
            state = {"state": RequestState.COMPLETED, "closed_at": timezone.now()}
        request = self._request(host=self.writer, guest=self.reader, **state)
        return AgreementFactory(request=request, **fields)

    @property
    def member(self) -> Any:
        return self.once(
            "member", lambda: MembershipFactory(person=self.reader, community=self.community)
        )

    @property
    def candidate(self) -> Any:
        return MembershipFactory(
            person=UserFactory(display_name="Élise Aubert", language=self.other),
            community=self.community,
            candidate=True,
            words=WORDS,
        )

    # --- travelling
    @property
    def trip(self) -> Any:
        """The writer organises, the reader comes along."""

        def make() -> Any:
            trip = TripFactory(title=TITLE, starts_on=in_days(30))
            SeatFactory(trip=trip, person=self.reader, name="Odile et Marc")
            return trip

        return self.once("trip", make)

    @property
    def organiser(self) -> Any:
        fields = {"person": self.writer, "name": "Élise Aubert", "organiser": True}
        return self.once("organiser", lambda: SeatFactory(trip=self.trip, **fields))

    @property
    def story(self) -> Any:
        return self.once("story", lambda: StoryFactory(title=TITLE, language=self.language))

    @property
    def lead(self) -> Any:
        fields = {"person": self.writer, "credit": "Élise Aubert", "lead": True}
        return self.once("lead", lambda: AuthorFactory(story=self.story, **fields))

    @property
    def author(self) -> Any:
        fields = {"person": self.reader, "credit": "Odile et Marc"}
        return self.once("author", lambda: AuthorFactory(story=self.story, **fields))

    # --- an emergency
    @property
    def placement(self) -> Any:
        """Both its sides read the reader's mails: they have an address and no account."""

        def make() -> Any:
            placement = placed()
            for contact in (placement.request.contact, placement.offer.contact):
                contact.language, contact.email = self.language, self.reader.email
                contact.save()
            submission = placement.request.submission
            submission.language = self.language
            submission.save()
            return placement

        return self.once("placement", make)

    @property
    def activation(self) -> Any:
        def make() -> Any:
            activation = self.placement.activation
            DutyFactory(activation=activation, person=self.reader, sees_safety=True)
            DutyFactory(activation=activation, person=self.writer)
            return activation

        return self.once("activation", make)


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


KINDS: dict[str, Callable[[Cast], Any]] = {}


def kind(*templates: str) -> Callable[[Callable[[Cast], Any]], Callable[[Cast], Any]]:
    """What makes mails of these templates leave for the reader."""

    def note(make: Callable[[Cast], Any]) -> Callable[[Cast], Any]:
        KINDS.update(dict.fromkeys(templates, make))
        return make

    return note


def row(template: str, make: Callable[[Cast], Any]) -> None:
    KINDS[template] = make


def all_templates() -> set[str]:
    """Of every mail that a package has, by the name under which it is sent."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("email/*.txt"))
    return {str(path).rpartition("/templates/")[2] for path in found}


PACKAGES = ("commons", "hosting", "search", "travel_stories", "emergency", "cms")


# --- accounts: by the adapter of allauth, in the language of the page where there is no account
def account(name: str, /, **context: str) -> None:
    def send(cast: Cast) -> None:
        known = name != "unknown_account"
        with translation.override(cast.other if known else cast.language):
            AccountAdapter().send_mail(
                f"account/email/{name}",
                cast.reader.email if known else "odile-et-marc@example.org",
                {"user": cast.reader, **context} if known else context,
            )

    row(f"accounts/email/{name}.txt", send)


LINK = "http://localhost:8000/x/"
account("account_already_exists", password_reset_url=LINK)
account("email_changed", from_email="a@example.org", to_email="b@example.org")
account("email_confirmation", activate_url=LINK)
account("email_confirmation_signup", activate_url=LINK)
account("email_deleted", deleted_email="a@example.org")
account("login_code", code="K7M3-9XQA")
account("password_changed")
for factor_mail in (
    *("totp_activated", "totp_deactivated", "recovery_codes_generated"),
    *("webauthn_added", "webauthn_removed"),
):
    account(factor_mail)
account("password_reset")
account("password_reset_key", password_reset_url=LINK)
account("password_set")
account("unknown_account", signup_url=LINK)


@kind(two_step.ASKED)
def ask_for_two_step(cast: Cast) -> None:
    User.objects.filter(pk=cast.reader.pk).update(two_step_due_at=None)
    two_step.begin_two_step_grace(person=cast.reader, by=SYSTEM)


def lose_factor(cast: Cast) -> Any:
    Authenticator.objects.create(user=cast.reader, type=Authenticator.Type.TOTP, data={})
    helper = UserFactory(display_name="Élise Aubert", is_superuser=True)
    asked = {"person": cast.reader, "reason": WORDS, "by": helper}
    return two_step_resets.ask_two_step_reset(**asked)


row(two_step_resets.RESET_ASKED, lose_factor)


@kind(two_step_resets.RESET_DONE)
def reset_factor(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.reader, type=Authenticator.Type.TOTP, data={})
    two_step_resets.reset_two_step(person=cast.reader, by=SYSTEM)


# --- conversations and the daily mail
@kind("conversations/email/message_posted.txt")
def post(cast: Cast) -> None:
    post_message(thread=cast.asked.thread, body=WORDS, by=cast.writer)


@kind("conversations/email/answer_refused.txt")
def refuse_answer(cast: Cast) -> None:
    conversations.email_refusal(
        ThreadFactory(people=[cast.reader]), EmptyReplyError(), to=cast.reader
    )


@kind("conversations/email/answer_without_files.txt")
def leave_files_out(cast: Cast) -> None:
    thread = ThreadFactory(people=[cast.reader])
    conversations.email_about_files(thread, ["a.pdf"], to=cast.reader)


@kind("notifications/email/digest.txt")
def send_digest(cast: Cast) -> None:
    mail_digest(cast.reader, [NoticeFactory(recipient=cast.reader)])


# --- moderation
def a_case(cast: Cast, **report: Any) -> Any:
    offer = StayFactory(title=TITLE, community=cast.community, host=UserFactory(language="en"))
    return reported("offer", offer, **report)


@kind("moderation/email/case_waits.txt")
def report_something(cast: Cast) -> None:
    MembershipFactory(person=cast.reader, community=cast.community, coordinator=True)
    a_case(cast, by=cast.writer)


@kind("moderation/email/case_appealed.txt")
def appeal(cast: Cast) -> None:
    cast.reader.is_superuser = True
    cast.reader.save()
    moderation.notify_others(a_case(cast, by=cast.writer).case)


@kind("moderation/email/report_received.txt")
def take_report(cast: Cast) -> None:
    with translation.override(cast.language):
        a_case(cast, email=cast.reader.email)


@kind("moderation/email/report_decided.txt")
def decide_report(cast: Cast) -> None:
    report = a_case(cast, by=cast.reader)
    moderation.notify_reporter(report, decided(report.case))


def statement(cast: Cast) -> Any:
    return decided(reported("offer", cast.stay, by=cast.writer).case)


row("moderation/email/statement.txt", statement)


@kind("moderation/email/statement_letter.txt")
def suspend_author(cast: Cast) -> None:
    decision = statement(cast)
    User.objects.filter(pk=cast.reader.pk).update(is_active=False)
    moderation.notify_authors(decision)
    User.objects.filter(pk=cast.reader.pk).update(is_active=True)


# --- one's own data
row(
    "privacy/email/archive_ready.txt",
    lambda cast: privacy.notify_of_archive(
        DataArchive.objects.create(person=cast.reader, asked_at=timezone.now())
    ),
)
row(
    "privacy/email/account_closes.txt",
    lambda cast: privacy.notify_of_closing(
        InactivityWarning.objects.create(
            person=cast.reader, closes_at=timezone.now() + timedelta(days=30)
        )
    ),
)


# --- pages
def a_page(cast: Cast) -> Any:
    return cast.once("page", lambda: make_content(make_home(), title=TITLE))


row(
    "pages/email/page_submitted.txt",
    lambda cast: pages.notify_reviewers(a_page(cast), [cast.reader], cast.writer),
)
row(
    "pages/email/page_published.txt",
    lambda cast: pages.notify_writer_of_publication(a_page(cast), cast.reader, cast.writer),
)


@kind("pages/email/page_sent_back.txt")
def send_page_back(cast: Cast) -> None:
    task = SimpleNamespace(comment=WORDS)
    handed_in = SimpleNamespace(
        requested_by=cast.reader, content_object=a_page(cast), current_task_state=task
    )
    pages.notify_writer_of_requested_changes(handed_in, cast.writer)


# --- communities
@kind("communities/email/announcement.txt")
def announce(cast: Cast) -> None:
    fields = {"community": cast.member.community, "title": TITLE, "words": WORDS}
    announcement = Announcement.objects.create(by=cast.writer, **fields)
    announcements.notify_members(announcement)


def to_coordinator(tell: Callable[[Any], Any]) -> Callable[[Cast], Any]:
    def make(cast: Cast) -> None:
        member = cast.member
        member.is_coordinator = True
        member.save()
        tell(cast.candidate)

    return make


row(
    "communities/email/candidate_applied.txt",
    to_coordinator(memberships.notify_coordinators_of_candidate),
)
row("communities/email/member_left.txt", to_coordinator(memberships.notify_coordinators_of_leave))
row(
    "communities/email/candidate_refused.txt",
    lambda cast: memberships.notify_candidate_of_refusal(cast.member, WORDS),
)
for name, tell in {
    "member_welcomed": memberships.notify_member_of_activation,
    "member_reinstated": memberships.notify_member_of_reinstatement,
    "charter_changed": memberships.notify_member_of_charter,
    "community_founded": memberships.notify_founder,
    "community_published": memberships.tell_founder_that_it_is_public,
    "coordinator_named": memberships.notify_coordinator_of_task,
}.items():
    row(f"communities/email/{name}.txt", lambda cast, tell=tell: tell(cast.member))
row(
    "communities/email/coordinator_dismissed.txt",
    lambda cast: memberships.notify_coordinator_of_dismissal(cast.member, cast.writer),
)
row(
    "communities/email/candidate_sponsored.txt",
    lambda cast: memberships.notify_candidate_of_sponsor(
        MembershipFactory(person=cast.reader, community__name="Loire", candidate=True), cast.writer
    ),
)
row(
    "communities/email/sponsor_invited.txt",
    lambda cast: memberships.notify_member_of_sponsor_invitation(cast.candidate, cast.reader),
)


def a_rule(cast: Cast) -> Any:
    return LocalRuleFactory(community=cast.member.community, set_by=cast.writer)


@kind("communities/email/rule_set.txt")
def set_rule(cast: Cast) -> None:
    local_rules.notify_members_of_rule(a_rule(cast), cast.writer)


@kind("communities/email/rule_ended.txt")
def end_rule(cast: Cast) -> None:
    rule = cast.once("rule", lambda: a_rule(cast))
    local_rules.notify_members_of_rule_end(rule, cast.writer)


def a_founding(cast: Cast, *, by: User, **fields: Any) -> Any:
    asked = {"asked_by": by, "name": "Vienne", "language": cast.other, "reason": WORDS}
    return FoundingRequestFactory(**asked, **fields)


@kind("communities/email/founder_named.txt")
def name_founder(cast: Cast) -> None:
    request = a_founding(cast, by=cast.writer, founders=[cast.reader.email])
    founding.invite_founder(request.founders.get())


@kind("network_imports/email/member_invited.txt")
def invite_member_of_network(cast: Cast) -> None:
    brought = {"community": cast.community, "by": cast.writer}
    made = NetworkImportFactory(**brought)
    invitation = MemberInvitationFactory(
        network_import=made, email=cast.reader.email, name=WORDS, language=cast.other
    )
    ImportedOfferFactory(invitation=invitation, title=WORDS)
    network_imports.invite_member(invitation)


def to_cooperative(tell: Callable[..., Any], **more: str) -> Callable[[Cast], Any]:
    def make(cast: Cast) -> None:
        User.objects.filter(pk=cast.reader.pk).update(is_superuser=True)
        details = {name: getattr(cast, value) for name, value in more.items()}
        tell(a_founding(cast, by=cast.writer), **details)

    return make


row(
    "communities/email/founding_asked.txt",
    to_cooperative(founding.notify_cooperative_of_request),
)
row(
    "communities/email/founding_signed.txt",
    to_cooperative(founding.tell_co_operative_of_signatures, but="writer"),
)
row(
    "communities/email/founder_confirmed.txt",
    lambda cast: founding.notify_requester_of_founder(
        a_founding(cast, by=cast.reader), cast.writer
    ),
)
row(
    "communities/email/founder_left.txt",
    lambda cast: founding.notify_requester_of_departure(a_founding(cast, by=cast.reader)),
)
row(
    "communities/email/founding_declined.txt",
    lambda cast: founding.notify_founders_of_refusal(a_founding(cast, by=cast.reader)),
)


# --- offers and notes
@kind("offers/email/offer_submitted.txt")
def submit_offer(cast: Cast) -> None:
    MembershipFactory(person=cast.reader, community=cast.community, coordinator=True)
    offer = StayFactory(host=cast.writer, community=cast.community, title=TITLE)
    review.notify_reviewers(offer)


row(
    "offers/email/offer_published.txt",
    lambda cast: review.notify_host_of_publication(cast.stay.offer_ptr, cast.writer),
)
row(
    "offers/email/offer_sent_back.txt",
    lambda cast: review.notify_host_of_requested_change(cast.stay.offer_ptr, cast.writer, WORDS),
)


def an_offer_of_organisation(cast: Cast, **fields: Any) -> Any:
    organisation = OrganisationFactory(name="Moulin 14")
    return StayFactory(title=TITLE, on_behalf_of=organisation, **fields).offer_ptr


@kind("offers/email/offer_left.txt")
def leave_offer(cast: Cast) -> None:
    offer = an_offer_of_organisation(cast, host=cast.writer)
    offer_organisations.notify_of_left_offer(offer, [cast.reader])


@kind("offers/email/offer_taken_over.txt")
def take_over_offer(cast: Cast) -> None:
    offer = an_offer_of_organisation(cast, host=cast.writer)
    offer_organisations.notify_of_take_over(offer, before=cast.reader, by=cast.writer)


@kind("offers/email/offer_paused.txt")
def pause_left_offer(cast: Cast) -> None:
    offer = an_offer_of_organisation(cast, host=cast.reader)
    offer_organisations.notify_of_left_offer(offer, [])


@kind("offers/email/organisation_hidden.txt")
def pause_offer_of_hidden(cast: Cast) -> None:
    offer = an_offer_of_organisation(cast, host=cast.reader)
    offer_organisations.notify_of_hidden_organisation(offer)


def an_attestation(cast: Cast) -> Any:
    fields = {"membership__person": cast.reader, "membership__community__name": "Indre"}
    return AttestationFactory(by=cast.writer, seen=WORDS, **fields)


row(
    "offers/email/attestation_given.txt",
    lambda cast: attestations.notify_member_of_attestation(an_attestation(cast)),
)
row(
    "offers/email/attestation_revoked.txt",
    lambda cast: attestations.notify_member_of_revocation(an_attestation(cast), cast.writer),
)
row(
    "offers/email/attestation_ends.txt",
    lambda cast: attestations.notify_of_expiry(an_attestation(cast)),
)


def a_note(cast: Cast) -> Any:
    agreement = AgreementFactory(
        request__guest=cast.writer,
        request__unit__stay__host=cast.reader,
        request__unit__stay__title=TITLE,
        request__state=RequestState.COMPLETED,
        request__closed_at=timezone.now(),
    )
    return NoteFactory(agreement=agreement, words=WORDS)


row("notes/email/note_left.txt", lambda cast: notes.notify_of_note(a_note(cast)))
row("notes/email/note_waiting.txt", lambda cast: notes.notify_of_waiting_note(a_note(cast)))


# --- quotes
def a_quote(cast: Cast, *, is_host: bool) -> Any:
    """The reader makes it for an organisation, or asks for it."""
    host, guest = (cast.reader, cast.writer) if is_host else (cast.writer, cast.reader)
    organisation = OrganisationFactory(name=TITLE)
    request = cast._request(host=host, guest=guest, on_behalf_of=organisation)
    proposal = ProposalFactory(request=request)
    return QuoteFactory(request=request, proposal=proposal, asked=is_host)


for name, tell in {
    "quote_asked": quotes.notify_host_of_question,
    "quote_reminder": quotes.remind_host,
}.items():
    row(f"quotes/email/{name}.txt", lambda cast, tell=tell: tell(a_quote(cast, is_host=True)))
for name, tell in {
    "quote_made": quotes.notify_guests_of_quote,
    "quote_withdrawn": quotes.notify_guests_of_withdrawal,
}.items():
    row(f"quotes/email/{name}.txt", lambda cast, tell=tell: tell(a_quote(cast, is_host=False)))


# --- requests
for name, tell in {
    "request_sent": requests.notify_host_of_request,
    "request_reminder": requests.remind_host,
    "request_withdrawn": lambda request: requests.notify_of_withdrawal(request, request.guest),
    "request_lapsed": requests.notify_host_of_expiry,
    "request_let_go": lambda request: request_sets.notify_hosts_of_release([request]),
}.items():
    row(f"requests/email/{name}.txt", lambda cast, tell=tell: tell(cast.asked))
for name, tell in {
    "request_considered": requests.notify_guest_of_consideration,
    "request_declined": requests.notify_guest_of_refusal,
    "request_expired": requests.notify_guest_of_expiry,
    "offer_hidden": requests.notify_guest_of_hidden_offer,
    "set_let_go": request_sets.notify_guest_of_release,
}.items():
    row(f"requests/email/{name}.txt", lambda cast, tell=tell: tell(cast.sent))


@kind("requests/email/host_changed.txt")
def change_host(cast: Cast) -> None:
    fields = {"host_organisation": OrganisationFactory(name="Moulin 14")}
    fields["state"] = RequestState.TENTATIVE
    requests.notify_of_new_host(cast._request(host=cast.writer, guest=cast.reader, **fields))


@kind("requests/email/host_left.txt")
def lose_host(cast: Cast) -> None:
    """Of an open request, and of an agreement."""
    organisation = OrganisationFactory(name="Moulin 14")
    for state in (RequestState.TENTATIVE, RequestState.AGREED):
        fields = {"host_organisation": organisation, "state": state}
        requests.notify_guest_of_left_host(
            cast._request(host=cast.writer, guest=cast.reader, **fields)
        )


def a_proposal(cast: Cast) -> Any:
    words = {"conditions": f"{WORDS} 06 12 34 56 78", "cancellation": WORDS}
    return ProposalFactory(request=cast.asked, by=cast.writer, **words)


row(
    "requests/email/proposal_made.txt",
    lambda cast: requests.notify_other_of_proposal(a_proposal(cast)),
)


@kind("requests/email/request_held.txt")
def hold_one_of_several(cast: Cast) -> None:
    proposal = a_proposal(cast)
    request_sets.notify_other_of_hold(proposal.request, proposal, cast.writer)


@kind("requests/email/set_late.txt")
def let_set_pass(cast: Cast) -> None:
    together = RequestSetFactory(guest=cast.reader)
    request = cast.sent
    request.request_set = together
    request.save()
    request_sets.notify_guest_of_deadline(together)


row(
    "requests/email/agreement_made.txt",
    lambda cast: requests.notify_both_of_agreement(
        cast.agreement(conditions=WORDS, cancellation=WORDS)
    ),
)
row(
    "requests/email/agreement_cancelled.txt",
    lambda cast: cancel_agreement(agreement=cast.agreement(), by=cast.writer),
)
row(
    "requests/email/agreement_completed.txt",
    lambda cast: requests.invite_notes(cast.agreement(is_over=True)),
)


@kind("requests/email/agreement_in_your_name.txt")
def bind_organisation(cast: Cast) -> None:
    council = MandateFactory(
        person=cast.reader, manager=True, organisation__name=TITLE
    ).organisation
    colleague = MandateFactory(person=UserFactory(), organisation=council).person
    request = cast._request(
        host=cast.writer, guest=colleague, state=RequestState.AGREED, on_behalf_of=council
    )
    agreement = AgreementFactory(
        request=request,
        on_behalf_of=council,
        organisation_name=TITLE,
        represented_by="Élise Aubert",
    )
    requests.notify_both_of_agreement(agreement)


@kind("requests/email/agreement_no_show.txt")
def miss_guest(cast: Cast) -> None:
    agreement = cast.agreement()
    agreement.check_in = in_days(0)
    agreement.save()
    report_no_show(agreement=agreement, by=cast.writer)


row(
    "requests/email/host_nudged.txt",
    lambda cast: unresponsive_hosts.remind_host(cast.member, cast.writer),
)
row(
    "requests/email/host_parked.txt",
    lambda cast: unresponsive_hosts.notify_host_of_pause(cast.member, WORDS, cast.writer),
)


@kind("requests/email/concern_told.txt")
def tell_concern(cast: Cast) -> None:
    MembershipFactory(person=cast.reader, community=cast.community, coordinator=True)
    request = cast._request(host=UserFactory(), guest=cast.writer)
    concerns.notify_concern_readers(ConcernFactory(request=request, words="Canary."))


@kind("requests/email/concern_settled.txt")
def settle_concern(cast: Cast) -> None:
    concerns.notify_of_outcome(ConcernFactory(request=cast.sent, words="Canary."))


# --- searches
@kind("saved_searches/email/new_offers.txt")
def find_news(cast: Cast) -> None:
    record_check(saved=SavedSearchFactory(owner=cast.reader, name=TITLE), titles=[TITLE])


@kind("saved_searches/email/stock_back.txt")
def find_stock(cast: Cast) -> None:
    settle_watch(StockWatchFactory(owner=cast.reader, product__stock=3, product__title=TITLE))


# --- itineraries
def composed(cast: Cast) -> Any:
    def make() -> Any:
        itinerary = ItineraryFactory(title=TITLE, community=cast.community)
        ComposerFactory(itinerary=itinerary, member__person=cast.reader)
        return itinerary

    return cast.once("itinerary", make)


@kind("itineraries/email/itinerary_submitted.txt")
def submit_itinerary(cast: Cast) -> None:
    MembershipFactory(person=cast.reader, community=cast.community, coordinator=True)
    itinerary = ItineraryFactory(title=TITLE, community=cast.community)
    itineraries.notify_itinerary_reviewers(itinerary, by=cast.writer)


for name, words in {"itinerary_published": {}, "itinerary_sent_back": {"reason": WORDS}}.items():
    template = f"itineraries/email/{name}.txt"
    row(
        template,
        lambda cast, template=template, words=words: itineraries.notify_composers(
            composed(cast), template, **words
        ),
    )


# --- organisations
@kind("organisations/email/mandate_invited.txt")
def invite_representative(cast: Cast) -> None:
    invitation = MandateInvitationFactory(
        by=cast.writer, email="odile-et-marc@example.org", organisation__name=TITLE
    )
    organisations.mail_invitation(invitation, language=cast.language, keep_for=timedelta(days=1))


@kind("organisations/email/mandate_begun.txt")
def begin_mandate(cast: Cast) -> None:
    managed = MandateFactory(person=cast.reader, manager=True, organisation__name=TITLE)
    mandate = MandateFactory(person=cast.writer, organisation=managed.organisation)
    organisations.notify_managers_of_mandate(mandate)


@kind("organisations/email/mandate_ended.txt")
def finish_mandate(cast: Cast) -> None:
    mandate = MandateFactory(person=cast.reader, ended=True, organisation__name=TITLE)
    organisations.notify_person_of_end(mandate, cast.writer)


@kind("organisations/email/organisation_unmanaged.txt")
def leave_alone(cast: Cast) -> None:
    User.objects.filter(pk=cast.reader.pk).update(is_superuser=True)
    organisations.notify_co_operative(OrganisationFactory(name=TITLE), but=cast.writer)


# --- calendars
@kind("calendar_conflicts/email/conflict_found.txt")
def take_twice(cast: Cast) -> None:
    request = cast._request(host=cast.reader, guest=cast.writer, state=RequestState.AGREED)
    conflict = CalendarConflictFactory(
        agreement=AgreementFactory(request=request), check_in=in_days(30), check_out=in_days(33)
    )
    calendar_conflicts.notify_host_of_conflicts(cast.reader, [conflict, conflict])


# --- co-hosts
@kind("cohosts/email/co_host_invited.txt")
def invite_co_host(cast: Cast) -> None:
    offer = {"offer__host": cast.writer, "offer__title": TITLE}
    cohosts.notify_of_invitation(CoHostInvitationFactory(**offer), cast.reader)


@kind("cohosts/email/co_host_accepted.txt")
def accept_co_hosting(cast: Cast) -> None:
    cohosts.notify_host_of_acceptance(CoHostFactory(offer=cast.stay, person=cast.writer))


@kind("cohosts/email/co_host_ended.txt")
def end_co_hosting(cast: Cast) -> None:
    offer = {"offer__host": cast.writer, "offer__title": TITLE}
    cohosts.notify_of_end(CoHostFactory(person=cast.reader, **offer), cast.writer)


@kind("cohosts/email/co_host_changed.txt")
def change_scopes_of_co_host(cast: Cast) -> None:
    offer = {"offer__host": cast.writer, "offer__title": TITLE}
    cohosts.notify_of_scopes(CoHostFactory(person=cast.reader, **offer))


@kind("cohosts/email/co_host_left.txt")
def leave_co_hosting(cast: Cast) -> None:
    cohosts.notify_of_end(CoHostFactory(offer=cast.stay, person=cast.writer), cast.writer)


# --- registrations
def a_registration(cast: Cast) -> Any:
    trip = {"sign_up__trip__title": TITLE}
    return RegistrationFactory(person=cast.reader, **trip)


@kind("trip_sign_ups/email/registered.txt")
def register_employee(cast: Cast) -> None:
    trip_sign_ups.notify_of_registration(a_registration(cast))


@kind("trip_sign_ups/email/registrations_changed.txt")
def change_registrations(cast: Cast) -> None:
    sign_up = RegistrationFactory(person=cast.writer, sign_up__trip__title=TITLE).sign_up
    SeatFactory(trip=sign_up.trip, person=cast.reader, organiser=True)
    trip_sign_ups.notify_organisers(sign_up)


@kind("trip_sign_ups/email/trip_called_off.txt")
def call_trip_off(cast: Cast) -> None:
    trip_sign_ups.notify_registered_people(a_registration(cast).sign_up.trip)


# --- stories
@kind("stories/email/author_invited.txt")
def invite_author(cast: Cast) -> None:
    invitation = _author_invitation(cast, email="odile-et-marc@example.org")
    stories.mail_author_invitation(invitation, language=cast.language, keep_for=timedelta(days=1))


@kind("stories/email/author_proposed.txt")
def propose_author(cast: Cast) -> None:
    stories.notify_invited_author(_author_invitation(cast, person=cast.reader))


def _author_invitation(cast: Cast, **to: Any) -> Any:
    expires = timezone.now() + timedelta(days=1)
    fields = {"story": cast.story, "by": cast.lead, "role": "writer", "expires_at": expires}
    return AuthorInvitation.objects.create(**fields, **to)


@kind("stories/email/author_joined.txt")
def join_story(cast: Cast) -> None:
    AuthorFactory(story=cast.story, person=cast.reader, lead=True)
    stories.notify_leads(cast.story, stories.AUTHOR_JOINED, by=cast.lead)


row(
    "stories/email/author_removed.txt",
    lambda cast: stories.notify_removed_author(cast.author, by=cast.lead),
)


@kind("stories/email/story_commented.txt")
def comment_on_story(cast: Cast) -> None:
    assert cast.author
    stories.notify_of_comment(cast.story, WORDS, by=cast.lead)


def to_authors(template: str, **data: Any) -> Callable[[Cast], Any]:
    def make(cast: Cast) -> None:
        assert cast.author
        stories.notify_authors(cast.story, template, **data)

    return make


for template, data in {
    stories.STORY_PUBLISHED: {},
    stories.STORY_SENT_BACK: {"words": {"reason": WORDS}},
    stories.CONSENT_ANSWERED: {"who": "Élise Aubert"},
    stories.CONSENT_WITHDRAWN: {"who": "Élise Aubert"},
}.items():
    row(template, to_authors(template, **data))


def shown(cast: Cast, **fields: Any) -> Any:
    who = {"story": cast.story, "name": "Odile et Marc", "added_by": cast.writer}
    return PersonShown.objects.create(**who, **fields)


@kind("stories/email/consent_asked.txt")
def ask_consent(cast: Cast) -> None:
    person = shown(cast, email="odile-et-marc@example.org")
    stories.send_consent_request(person, by=cast.lead, keep_for=timedelta(days=1))


@kind("stories/email/shown_in_public.txt")
def show_in_public(cast: Cast) -> None:
    story = StoryFactory(title=TITLE)
    fields = {"story": story, "name": "Odile et Marc", "added_by": cast.writer}
    PersonShown.objects.create(person=cast.reader, **fields)
    stories.notify_named_people(story)


@kind("stories/email/story_submitted.txt")
def submit_story(cast: Cast) -> None:
    right = Permission.objects.get(codename="read_any_story")
    cast.reader.user_permissions.add(right)
    stories.notify_reviewers(StoryFactory(title=TITLE), by=cast.lead)


# --- trips
@kind("trips/email/invited.txt")
def invite_to_trip(cast: Cast) -> None:
    to = {"email": "odile-et-marc@example.org", "trip": cast.trip, "by": cast.organiser}
    invitation = InvitationFactory(**to)
    trips.mail_invitation(invitation, language=cast.language, keep_for=timedelta(days=1))


@kind("trips/email/personal_link.txt")
def mail_pass(cast: Cast) -> None:
    guest = SeatFactory(trip=cast.trip, guest=True, name="Odile et Marc")
    with translation.override(cast.language):  # the guest's own page
        trips.mail_pass(guest, address="odile-et-marc@example.org")


@kind("trips/email/member_joined.txt")
def join_trip(cast: Cast) -> None:
    SeatFactory(trip=(trip := TripFactory(title=TITLE)), person=cast.reader, organiser=True)
    newcomer = SeatFactory(trip=trip, person=cast.writer, name="Élise Aubert")
    trips.notify_organisers(trip, trips.MEMBER_JOINED, by=newcomer)


row(
    trips.BLOCKED_PERSON_ON_TRIP,
    lambda cast: trips.notify_of_block(cast.reader, cast.trip, name="Élise Aubert"),
)
for template in (
    *(trips.MEMBER_REMOVED, trips.TRIP_CANCELLED, trips.TRIP_DELETED, trips.TRIP_TRAVELLED),
):
    row(
        template,
        lambda cast, template=template: trips.notify_members(
            cast.trip, template, by=cast.organiser
        ),
    )


@kind("trip_decisions/email/poll_opened.txt")
def open_poll(cast: Cast) -> None:
    assert cast.trip
    a_poll(cast.organiser, "Moulin", "Mairie", title=TITLE)


@kind("trip_decisions/email/poll_closed.txt")
def close_poll(cast: Cast) -> None:
    poll = cast.once("poll", lambda: a_poll(cast.organiser, "Moulin", "Mairie", title=TITLE))
    trip_decisions.notify_of_poll(poll, trip_decisions.POLL_CLOSED)


def a_trip_request(cast: Cast, state: str) -> Any:
    request = cast._request(host=UserFactory(), guest=cast.writer, state=state)
    return SimpleNamespace(request=request, by=cast.organiser)


@kind("trip_requests/email/host_asked.txt")
def ask_host(cast: Cast) -> None:
    asked = a_trip_request(cast, RequestState.SENT)
    trip_requests.notify_of_requests(cast.trip, [asked], by=cast.organiser)


@kind("trip_requests/email/host_agreed.txt")
def host_agrees(cast: Cast) -> None:
    trip_requests.notify_of_answer(cast.trip, a_trip_request(cast, RequestState.AGREED))


@kind("trip_requests/email/host_lost.txt")
def host_declines(cast: Cast) -> None:
    for state in (RequestState.DECLINED, RequestState.CANCELLED, RequestState.NO_SHOW):
        trip_requests.notify_of_answer(cast.trip, a_trip_request(cast, state))


# --- an emergency: coordinators have accounts, hosts and those housed have an address
def to_duty(template: str, **data: Any) -> None:
    row(template, lambda cast: activations.notify_coordinators(cast.activation, template, **data))


to_duty(activations.ACTIVATION_MOVED, stays=2)
to_duty(SOMETHING_WRONG, found="I8 a stay without both signatures: 2")
to_duty(DAILY_REPORT, day="2027-05-03", asked=3, housed=1, waiting=2, over_limit=1)
to_duty(FLOODED, came=640)
to_duty(housing.CODES_ASKED)
to_duty(housing.APPEAL_MADE, reference="F729-GR9G", until="2027-04-04T16:00:00+02:00")
to_duty(housing.APPEAL_WAITS, reference="F729-GR9G")
to_duty(housing.CLOCKS_RAN_OUT, late=2)
to_duty(housing.WRONG_CODES, wrong=31)
to_duty(housing.ROSTER_ADDED, who="Nadia", lines=412, roster="22222222")
to_duty(safety.SAFETY_WAITS)
to_duty(safety.SAFETY_NOBODY)


@kind(activations.PUT_ON_DUTY)
def put_on_duty(cast: Cast) -> None:
    duty = cast.activation.duties.get(person=cast.reader)
    activations.tell_coordinator(duty, activations.PUT_ON_DUTY)


@kind(activations.PUT_THEMSELVES_ON_DUTY)
def put_themselves_on_duty(cast: Cast) -> None:
    duty = Duty(activation=cast.activation, person=cast.writer)
    for rulers in ([cast.reader], []):
        activations.tell_of_own_duty(duty, rulers)


def of_switch(template: str) -> None:
    def make(cast: Cast) -> None:
        soon = timezone.now() + timedelta(hours=4)
        proposal = SwitchProposal(activation=cast.activation, change="end", expires_at=soon)
        activations.tell_of_switch(proposal, template, but=cast.writer)

    row(template, make)


of_switch(activations.SWITCH_PROPOSED)
of_switch(activations.SWITCH_CALLED_OFF)
of_switch(activations.SWITCH_LAPSED)
row(housing.ROOF_TONIGHT, lambda cast: cast.activation and tonight(cast))


def tonight(cast: Cast) -> None:
    housing.tell_of_tonight(cast.placement.request)


@kind(housing.CARD_WAITS)
def check_card(cast: Cast) -> None:
    assert cast.activation
    housing.tell_second_witnesses(cast.placement.request, first=cast.writer)


@kind(safety.SAFETY_REPORTED)
def tell_incident(cast: Cast) -> None:
    incident = an_incident()
    DutyFactory(activation=incident.activation, person=cast.reader, sees_safety=True)
    safety.notify_safety_readers(incident)


def to_host(*templates: str, **data: Any) -> None:
    for template in templates:
        row(
            template,
            lambda cast, template=template: housing.mail_host(
                cast.placement.proposal, template, **data
            ),
        )


def to_housed(*templates: str, **data: Any) -> None:
    for template in templates:
        row(
            template,
            lambda cast, template=template: housing.mail_requester(
                cast.placement.proposal, template, **data
            ),
        )


to_host(housing.STILL_FREE, housing.FREE_TOMORROW, housing.DAYS_OVER, housing.DAYS_OVER_UNSEEN)
to_host(housing.DAYS_OVER_SUSPENDED, housing.HOST_ASKED, housing.ENTRY_MISSING, housing.ASK_ENDED)
to_host(housing.STAY_ENDED, housing.APPEAL_DECIDED, standby.LEND_AGAIN)
to_host(housing.AGREED_HOST, lacks_entry=True, is_near=False)
to_host(housing.SUSPENDED, reason=WORDS)
to_host(housing.LONGER_AGREED)
to_housed(housing.RECEIPT, housing.HOME_OFFERED, housing.HOME_GONE, housing.STAY_OFF)
to_housed(housing.STAY_OVER, housing.HOW_IT_GOES, housing.WHERE_TO)
to_housed(housing.MORE_ASKED, housing.INELIGIBLE, housing.UNMET)
to_housed(housing.REFERRED, until="2027-04-02")
to_housed(housing.AGREED, housing.ENTRY_WRITTEN, is_near=True)
to_housed(safety.WE_HAVE_IT, safety.LOOKED_AT)


@kind(housing.ENDING)
def end_emergency(cast: Cast) -> None:
    """To those who are housed, to their hosts, and to those without a stay."""
    proposal = cast.placement.proposal
    for has_stay in (True, False):
        housing.mail_requester(proposal, housing.ENDING, is_home=False, has_stay=has_stay)
        housing.mail_host(proposal, housing.ENDING, is_home=True, has_stay=has_stay)


@kind(housing.LONGER_ASKED)
def ask_longer(cast: Cast) -> None:
    asked = {"until": "2027-05-20", "answer_by": "2027-05-02T18:00:00+02:00"}
    proposal = cast.placement.proposal
    housing.mail_host(proposal, housing.LONGER_ASKED, by_host=False, **asked)
    housing.mail_requester(proposal, housing.LONGER_ASKED, by_host=True, **asked)


@kind(housing.LONGER_REFUSED)
def refuse_longer(cast: Cast) -> None:
    placement = cast.placement
    dates = DateRange(placement.check_out, placement.check_out + timedelta(days=3))
    anew = create_follow_on_request(request=placement.request, dates=dates, by=SYSTEM)
    housing.mail_longer_refused(placement.proposal, anew=anew)
    housing.mail_host(placement.proposal, housing.LONGER_REFUSED)


@kind(housing.WORD_FOR_YOU)
def write_message(cast: Cast) -> None:
    """Before both have signed, after it, and from the desk."""
    proposal = cast.placement.proposal
    for proposal.state in (ProposalState.OFFERED, ProposalState.ACCEPTED):
        housing.mail_message(proposal, to=Side.HOST, writers={Side.REQUESTER})
        housing.mail_message(proposal, to=Side.REQUESTER, writers={Side.HOST})
    housing.mail_message(proposal, to=Side.HOST, writers={Side.COORDINATOR})


@kind(housing.WITHDRAWN)
def withdraw_home(cast: Cast) -> None:
    offer = cast.placement.offer
    housing.mail_withdrawn(offer.submission, offer.contact)


@kind(housing.WORK_CODE)
def send_work_code(cast: Cast) -> None:
    request, keep_for = cast.placement.request, timedelta(minutes=30)
    housing.mail_work_code(request, cast.reader.email, "482 913", keep_for=keep_for)


@kind(standby.STANDBY_CALLED)
def call_standby(cast: Cast) -> None:
    standby.call_standby(cast.reader, cast.activation)
