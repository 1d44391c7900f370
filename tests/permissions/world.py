"""One community, trip, story, itinerary and emergency, with everybody there is in a role to them.

What is private carries the canary, so that any answer can be searched for one word.
"""

from __future__ import annotations

from hashlib import sha256
from time import time
from typing import Any, Final
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as METHODS_USER_KEY,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS_KEY
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from commons.accounts.models import User
from commons.blocking.actions import block_person
from commons.conversations.actions import post_message
from commons.conversations.choices import FileKind
from commons.conversations.models import Attachment, Message
from commons.media.choices import Licence
from commons.moderation.states import Measure
from commons.notifications.unsubscribe_links import unsubscribe_link
from commons.privacy.models import ArchiveImport, DataArchive
from core.cache.caching import delete_cached
from core.permissions import SYSTEM
from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.selectors.open_emergencies import KEY
from emergency.activations.states.switching import SwitchChange
from emergency.figures.actions import keep_figures
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.placements import accept_as_requester, check_in
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.rosters import upload_roster
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingAddress
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.states.offers import OfferState
from emergency.housing.states.texts import TextState
from emergency.intake.models.contacts import Contact
from emergency.safety.actions.incidents import report_incident
from emergency.safety.models import Incident, IncidentReport
from hosting.communities.actions.announcements import send_announcement
from hosting.communities.actions.coordinators import name_coordinator
from hosting.communities.models.communities import Sponsorship
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.states import CommunityState, MembershipState
from hosting.favourites.actions import share_list
from hosting.offers.actions.review import submit_for_review
from hosting.offers.choices.lists import LodgingKind
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.requests.actions.saved_replies import add_saved_reply
from hosting.requests.models.concerns import Concern
from hosting.requests.states import RequestState
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.calendar_conflicts import CalendarConflictFactory
from tests.factories.calendar_feeds import CalendarFeedFactory
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.cms import (
    RecordingFactory,
    make_content_page,
    make_destination,
    make_home,
    make_index,
)
from tests.factories.cohosts import CoHostInvitationFactory
from tests.factories.emergency import (
    ActivationFactory,
    ContactFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    StandbyFactory,
    host_of,
    in_days,
    looking,
    requester_of,
)
from tests.factories.enquiries import enquire
from tests.factories.hosting import (
    SUMMER,
    ActivityFactory,
    AgreementFactory,
    AttestationFactory,
    CommunityFactory,
    ConcernFactory,
    DeskFactory,
    FavouriteFactory,
    FavouriteListFactory,
    FoundingRequestFactory,
    LocalRuleFactory,
    MembershipFactory,
    NoteFactory,
    OpeningHoursFactory,
    PlaceFactory,
    ProductFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    SponsorInvitationFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
    WorkspaceFactory,
)
from tests.factories.itineraries import ComposerFactory, ItineraryFactory, a_stage
from tests.factories.itineraries import published as published_itinerary
from tests.factories.media import PhotoFactory
from tests.factories.moderation import decided, reported
from tests.factories.network_imports import (
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
)
from tests.factories.organisations import MandateFactory, MandateInvitationFactory
from tests.factories.push_messages import PushSubscriptionFactory
from tests.factories.quotes import QuoteFactory, council_request, with_file
from tests.factories.search import SavedSearchFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.factories.stories import published as published_story
from tests.factories.travel_stories import (
    ChecklistFactory,
    ExpenseFactory,
    InvitationFactory,
    ItemFactory,
    RegistrationFactory,
    SeatFactory,
    SignUpFactory,
    StepFactory,
    TripFactory,
    a_document,
    a_poll,
    an_edit,
    an_idea,
)
from tests.permissions.roles import WITHOUT_ACCOUNT, Role
from travel_stories.itineraries.actions.publication import submit_itinerary
from travel_stories.stories.actions.authors import invite_author
from travel_stories.stories.actions.comments import add_comment as comment_on_block
from travel_stories.stories.actions.consents import ask_person, name_person
from travel_stories.stories.actions.links import make_story_link
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import AuthorRole, BlockKind
from travel_stories.stories.models.attachments import Sound
from travel_stories.stories.models.authors import AuthorInvitationData
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trips.actions.links import make_link
from travel_stories.trips.choices import LinkKind, TripKind, Visibility
from travel_stories.trips.models.trips import Trip

CANARY: Final = "Qzcanary7"
NO_TOKEN: Final = "a-token-of-nobody"

PRIVATE: Final[dict[Any, tuple[str, ...]]] = {
    User: ("full_name",),
    Place: ("address", "directions"),
    Message: ("body",),
    Concern: ("words",),
    FoundingRequest: ("why",),
    Contact: ("name", "full_name"),
    HousingAddress: ("address", "directions", "access_code"),
    RelayMessage: ("body",),
    Incident: ("words",),
}
"""Columns that the factories fill with something else."""


def a_passkey() -> dict[str, Any]:
    """What a browser answers that made one."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), CANARY.encode(), key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, credential)
    made = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    name = websafe_encode(CANARY.encode())
    answer = {
        "clientDataJSON": websafe_encode(made),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    return {"id": name, "rawId": name, "type": "public-key", "response": answer}


class World:
    """One object of each kind, and a browser for each role."""

    def __init__(self) -> None:
        self.people = {
            role: UserFactory(display_name=role.replace("-", " ").capitalize())
            for role in Role
            if role not in WITHOUT_ACCOUNT
        }
        self.community = CommunityFactory()
        self.elsewhere = CommunityFactory()
        self._give_roles()
        self._offer()
        self._request()
        self._move_in()
        self._represent()
        self._share_hosting()
        self._keep()
        self._secure()
        self._moderate()
        self._plan()
        self._tell()
        self._compose()
        self._publish_pages()
        self._house()
        self._let_canaries_sing()
        delete_cached(KEY)  # as the action does that declares an emergency

    def clients(self) -> dict[Role, Client]:
        """A browser of each role, logged in where it has an account."""
        clients = {role: Client() for role in Role}
        for role, person in self.people.items():
            clients[role].force_login(person)
        self._confirm_identity(clients[Role.OTHER_HOST])
        clients[Role.PASS].get(reverse("travel_stories:guest-pass", args=[self.guest.token]))
        return clients

    def _confirm_identity(self, client: Client) -> None:
        """As after a code of the app; whoever has no factor confirmed it by logging in."""
        session = client.session
        record = {"method": "mfa", "at": time(), "reauthenticated": True}
        session[METHODS_KEY] = [record]
        session[METHODS_USER_KEY] = user_id_to_str(self.people[Role.OTHER_HOST])
        session.save()

    def _give_roles(self) -> None:
        people, here = self.people, {"community": self.community}
        people[Role.UNCONFIRMED].email_verified_at = None
        people[Role.UNCONFIRMED].save()
        self.membership = MembershipFactory(**here, person=people[Role.MEMBER])
        self.hosts_membership = MembershipFactory(**here, person=people[Role.HOST])
        self.candidacy = MembershipFactory(**here, person=people[Role.CANDIDATE], candidate=True)
        SponsorInvitationFactory(membership=self.candidacy, member=people[Role.MEMBER])
        suspended = {"state": MembershipState.SUSPENDED}
        self.suspended = MembershipFactory(**here, person=people[Role.REVOKED], **suspended)
        Sponsorship.objects.create(membership=self.candidacy, sponsor=people[Role.HOST])
        MembershipFactory(community=self.elsewhere, person=people[Role.OTHER_HOST])
        for role, community in (
            (Role.COORDINATOR, self.community),
            (Role.OTHER_COORDINATOR, self.elsewhere),
        ):
            seat = MembershipFactory(community=community, person=people[role])
            name_coordinator(membership=seat, by=SYSTEM)
        for role, group in (
            (Role.MODERATOR, "Moderation"),
            (Role.EDITOR, "Editors"),
            (Role.STAFF, "Co-operative"),
        ):
            people[role].groups.add(Group.objects.get(name=group))
        rights = Permission.objects.filter(codename="change_activation")
        people[Role.STAFF].user_permissions.set(rights)
        rights = Permission.objects.filter(codename="read_concerns")
        people[Role.SAFETY].user_permissions.set(rights)
        people[Role.SUPERUSER].is_superuser = people[Role.SUPERUSER].is_staff = True
        people[Role.SUPERUSER].save()

    def _offer(self) -> None:
        host = self.people[Role.HOST]
        self.place = PlaceFactory(host=host)
        mine = {"host": host, "community": self.community, "place": self.place}
        self.stay = StayFactory(**mine, title="The mill", lodging_kind=LodgingKind.FURNISHED)
        self.unit = UnitFactory(stay=self.stay)
        RateFactory(offer=self.stay, sort_order=1, seasons=[SUMMER.to_json()])
        self.photo = PhotoFactory(uploaded_by_user=host)
        OfferPhoto.objects.create(offer_id=self.stay.pk, photo=self.photo)
        self.activity = ActivityFactory(**mine)
        self.session = SessionFactory(activity=self.activity)
        self.workspace = WorkspaceFactory(**mine)
        self.desk = DeskFactory(workspace=self.workspace)
        self.product = ProductFactory(**mine)
        OpeningHoursFactory(offer=self.product)
        self.tip = TipFactory(**mine)
        waiting = StayFactory(**mine, draft=True, title="To be read", words=f"A room. {CANARY}")
        UnitFactory(stay=waiting)
        self.waiting_offer = submit_for_review(offer=waiting, by=host)
        self.rule = LocalRuleFactory(community=self.community)
        self.attestation = AttestationFactory(membership=self.hosts_membership, offer=self.stay)
        self.announcement = send_announcement(
            community=self.community, title=CANARY, words=CANARY, by=self.people[Role.COORDINATOR]
        )
        StayFactory(
            host=self.people[Role.OTHER_HOST],
            community=self.elsewhere,
            place__host=self.people[Role.OTHER_HOST],
        )
        self.founding = FoundingRequestFactory(
            asked_by=self.people[Role.OTHER_HOST],
            founders=[self.people[Role.CANDIDATE].email],
            community=CommunityFactory(state=CommunityState.DRAFT),
        )

    def _request(self) -> None:
        """The organiser asks the host: once open, once agreed, once over."""
        guest = self.people[Role.ORGANISER]
        self.proposal = ProposalFactory(request__unit=self.unit, request__guest=guest)
        self.request = self.proposal.request
        for person in (guest, self.people[Role.HOST]):
            message = post_message(thread=self.request.thread, body=CANARY, by=person)
        self.attachment = Attachment(message=message, name=CANARY, kind=FileKind.PDF, weight=6)
        self.attachment.file.save("", ContentFile(CANARY.encode()))
        self.enquiry = enquire(self.people[Role.MEMBER], community=self.community, words=CANARY)
        unit = UnitFactory(stay=self.stay)
        self.agreed = AgreementFactory(request__unit=unit, request__guest=guest).request
        unit = UnitFactory(stay=self.stay)
        over = {"request__unit": unit, "request__state": RequestState.COMPLETED}
        self.note = NoteFactory(agreement=AgreementFactory(**over, request__guest=guest))
        self.concern = ConcernFactory(request=self.request, goes_to_safety=True, is_safety=True)
        self.loose_request = RequestFactory(unit=UnitFactory(stay=self.stay), guest=guest)
        self.reply = add_saved_reply(title=CANARY, body=CANARY, by=self.people[Role.HOST])

    def _move_in(self) -> None:
        """A table of an old network was imported; one of its people hasn't answered."""
        self.network_import = NetworkImportFactory(
            community=self.community, by=self.people[Role.COORDINATOR], file_name=f"{CANARY}.csv"
        )
        self.member_invitation = MemberInvitationFactory(
            network_import=self.network_import, name=CANARY
        )
        ImportedOfferFactory(invitation=self.member_invitation, title=CANARY, words=CANARY)

    def _represent(self) -> None:
        """The organiser manages an organisation, the companion acts for it, a member may."""
        manager = MandateFactory(person=self.people[Role.ORGANISER], manager=True)
        self.organisation = manager.organisation
        self.mandate = MandateFactory(
            organisation=self.organisation, person=self.people[Role.COMPANION]
        )
        self.mandate_invitation = MandateInvitationFactory(
            organisation=self.organisation,
            by=manager.person,
            email=self.people[Role.MEMBER].email,
        )
        unit = UnitFactory(stay=self.stay)
        request = council_request(mandate=manager, unit=unit)
        self.quote = with_file(QuoteFactory(request=request, conditions=CANARY))

    def _share_hosting(self) -> None:
        """The host asks a member to help with the stay."""
        self.co_host_invitation = CoHostInvitationFactory(
            offer=self.stay.offer_ptr, email=self.people[Role.MEMBER].email
        )

    def _keep(self) -> None:
        self.other_calendar = CalendarFeedFactory(unit=self.unit)
        agreement = self.agreed.agreement
        self.conflict = CalendarConflictFactory(
            agreement=agreement, feed=CalendarFeedFactory(unit=agreement.unit)
        )
        self.host_calendar = CalendarLinkFactory(unit=self.unit, host=self.people[Role.HOST])
        owner = self.people[Role.MEMBER]
        self.list = FavouriteListFactory(owner=owner, name=CANARY)
        FavouriteFactory(list=self.list, offer=self.stay)
        self.list = share_list(favourite_list=self.list, by=owner)
        self.search = SavedSearchFactory(owner=owner, name=CANARY)
        self.notice = NoticeFactory(recipient=owner)
        self.push_subscription = PushSubscriptionFactory(person=owner)
        self.stop_token = unsubscribe_link(owner).rstrip("/").rsplit("/", 1)[-1]
        self.reset_key = default_token_generator.make_token(owner)
        unconfirmed = self.people[Role.UNCONFIRMED]
        address = EmailAddress.objects.create(user=unconfirmed, email=unconfirmed.email)
        self.confirmation_key = EmailConfirmationHMAC(address).key

    def _secure(self) -> None:
        """The other host has every kind of second factor; a member took data along, and blocks."""
        owner, other = self.people[Role.MEMBER], self.people[Role.OTHER_HOST]
        TOTP.activate(other, generate_totp_secret())
        RecoveryCodes.activate(other)
        self.passkey = WebAuthn.add(other, CANARY, a_passkey()).instance
        self.block_made = block_person(person=other, by=owner)
        now = timezone.now()
        archive = DataArchive.objects.create(person=owner, asked_at=now, made_at=now)
        archive.file.save("archive.zip", ContentFile(CANARY.encode()))
        plan = {"trips": [{"title": CANARY, "outcome": "new", "reason": ""}]}
        self.archive_import = ArchiveImport.objects.create(
            person=owner, source="elsewhere.example.org", plan=plan
        )

    def _moderate(self) -> None:
        reporter = self.people[Role.MEMBER]
        self.report = reported("offer", self.stay, by=reporter, words=CANARY)
        other = reported("offer", self.tip, by=UserFactory(), words=CANARY)
        by = self.people[Role.COORDINATOR]
        self.hidden = other.case
        self.decision = decided(other.case, by=by, facts=CANARY)
        self.dismissed = reported("offer", self.product, by=reporter, words=CANARY)
        decided(self.dismissed.case, by=by, measure=Measure.NONE, facts=CANARY)

    def _plan(self) -> None:
        people = self.people
        self.trip = trip = TripFactory(
            title=f"To the mill {CANARY}", visibility=Visibility.LINK, kind=TripKind.WORKS_COUNCIL
        )
        self.organiser = SeatFactory(trip=trip, organiser=True, person=people[Role.ORGANISER])
        self.companion = companion = SeatFactory(trip=trip, person=people[Role.COMPANION])
        self.guest = SeatFactory(trip=trip, guest=True, name=f"Guest {CANARY}")
        self.step = StepFactory(trip=trip, title=CANARY, by=self.organiser)
        self.offer_step = StepFactory(
            trip=trip, kind="offer", offer=self.stay, nights=2, title="", by=self.organiser
        )
        self.document = a_document(companion, title=CANARY)
        self.idea = an_idea(companion, title=CANARY)
        self.poll = a_poll(companion, "A bench", "A boat", title=CANARY)
        self.comment = add_comment(about=self.idea, words=CANARY, edit=an_edit(companion))
        self.checklist = ChecklistFactory(trip=trip, title=CANARY, by=companion)
        self.item = ItemFactory(checklist=self.checklist, title=CANARY, by=companion)
        papers = ChecklistFactory(trip=trip, kind=ChecklistKind.PAPERS, by=companion)
        self.paper = ItemFactory(checklist=papers, title=CANARY, by=companion)
        self.expense = ExpenseFactory(payer=companion, title=CANARY)
        self.calendar_link = make_link(trip=trip, kind=LinkKind.CALENDAR, by=companion)
        self.look_link = make_link(trip=trip, kind=LinkKind.LOOK, by=self.organiser)
        self.invitation = InvitationFactory(trip=trip, by=self.organiser)
        self.sign_up = SignUpFactory(trip=trip)
        self.registration = RegistrationFactory(
            sign_up=self.sign_up, person=people[Role.MEMBER], name=CANARY
        )
        self.trip = Trip.objects.get(pk=trip.pk)

    def _tell(self) -> None:
        people = self.people
        self.story = story = StoryFactory(
            title=f"Down the river {CANARY}", lede=CANARY, licence=Licence.CC_BY_SA
        )
        lead = AuthorFactory(story=story, lead=True, person=people[Role.ORGANISER])
        self.writer = AuthorFactory(story=story, person=people[Role.COMPANION])
        self.chapter = ChapterFactory(story=story, title=CANARY)
        self.block = BlockFactory(chapter=self.chapter, by=self.writer, text=f"<p>{CANARY}</p>")
        self.gallery = BlockFactory(
            chapter=self.chapter, by=self.writer, kind=BlockKind.PHOTO, text=""
        )
        self.picture = PhotoFactory(uploaded_by_user=people[Role.COMPANION])
        self.gallery.set_photos([(self.picture, CANARY)])
        self.sound = Sound.objects.create(story=story, mime="audio/mpeg", size=10)
        self.sound.file.save("bells.mp3", ContentFile(b"0123456789"))
        BlockFactory(
            chapter=self.chapter, by=self.writer, kind=BlockKind.SOUND, text="", sound=self.sound
        )
        BlockFactory(chapter=self.chapter, by=self.writer, kind="offer", offer=self.stay)
        story.refresh_from_db()
        self.block_comment = comment_on_block(
            block=self.block, words=CANARY, key=uuid4(), by=self.writer
        )
        shown = name_person(
            story=story,
            name=f"Jeanne {CANARY}",
            parts=[self.block.public_id],
            by=lead,
            email="jeanne@example.org",
        )
        self.shown = ask_person(shown=shown, by=lead)
        self.story_link = make_story_link(story=story, by=lead)
        self.author_invitation = invite_author(
            story=story,
            invited=AuthorInvitationData(role=AuthorRole.WRITER, email="new@example.org"),
            by=lead,
        )
        self.story = Story.objects.get(pk=story.pk)
        self.public_story = self._another_story("Up the river")
        published_story(self.public_story)
        refresh_listing(self.public_story)
        self.waiting_story = self._another_story(f"Waiting {CANARY}")
        self.waiting_story.state = StoryState.SUBMITTED
        self.waiting_story.save()

    def _another_story(self, title: str) -> Story:
        """Of the organiser, through the offer of the host."""
        story = StoryFactory(title=title)
        author = AuthorFactory(story=story, lead=True, person=self.people[Role.ORGANISER])
        BlockFactory(chapter__story=story, kind="offer", offer=self.stay, by=author)
        return Story.objects.get(pk=story.pk)

    def _compose(self) -> None:
        self.itinerary, self.stage = self._itinerary(f"Draft {CANARY}")
        waiting, _stage = self._itinerary(f"Waiting {CANARY}")
        self.waiting_itinerary = submit_itinerary(itinerary=waiting, by=self.people[Role.HOST])
        public, _stage = self._itinerary("From weir to weir")
        published_itinerary(public.composers.get())
        public.refresh_from_db()
        self.public_itinerary = public

    def _itinerary(self, title: str) -> tuple[Any, Any]:
        itinerary = ItineraryFactory(community=self.community, title=title, days=1)
        composer = ComposerFactory(itinerary=itinerary, member=self.hosts_membership)
        stage = a_stage(composer, title="The weir", mode="bike")
        a_stage(composer, kind="offer", title="", offer=self.stay, words="Knock.", mode="bike")
        itinerary.refresh_from_db()
        return itinerary, stage

    def _publish_pages(self) -> None:
        self.home = make_home()
        self.destination = make_destination(make_index(self.home), self.community)
        self.recording = RecordingFactory()
        make_content_page(self.home, ("sound", {"recording": self.recording, "caption": ""}))

    def _house(self) -> None:
        people = self.people
        self.activation = activation = ActivationFactory()
        self.hospital = HospitalFactory()
        self.duty = DutyFactory(activation=activation, person=people[Role.EMERGENCY])
        DutyFactory(activation=activation, person=people[Role.SAFETY], sees_safety=True)
        by = people[Role.EMERGENCY]
        self.asked = self._proposal()
        proposal = self._proposal()
        proposal = accept_as_host(proposal=proposal, full_name=CANARY, by=host_of(proposal.offer))
        requester = requester_of(proposal.request)
        placement = accept_as_requester(proposal=proposal, full_name=CANARY, by=requester)
        self.placement = check_in(placement=placement, by=requester)
        self.message = write_message(
            proposal=placement.proposal, body="Thank you.", key=uuid4(), by=requester
        )
        report = IncidentReport(key=uuid4(), words=CANARY)
        self.incident = report_incident(subject=placement.request, report=report, by=requester)
        until = in_days(18)
        self.extension = ask_longer(
            placement=self.placement, check_out=until, full_name=CANARY, by=requester
        )
        self.roster = upload_roster(activation=activation, data=b"someone@example.org", by=by)
        self.text = Text.objects.create(
            activation=activation,
            submission=self.asked.request.submission,
            title="We have a home for you",
            state=TextState.REFUSED,
        )
        propose_switch(activation=activation, change=SwitchChange.END, by=people[Role.STAFF])
        self.switch = SwitchProposal.objects.get()
        suspended = HousingOfferFactory(activation=activation, state=OfferState.SUSPENDED)
        self.suspension = Suspension.objects.create(
            activation=activation, offer=suspended, reason=CANARY, by=by
        )
        self.standby = StandbyFactory(unit=self.unit)
        keep_figures(activation=activation, day=timezone.localdate(), by=SYSTEM)

    def _proposal(self) -> Any:
        """Somebody looks for a home, and a host is asked."""
        offer = HousingOfferFactory(activation=self.activation, contact=ContactFactory())
        dates = {"check_in": in_days(0), "check_out": in_days(16)}
        request = looking(activation=self.activation, hospital=self.hospital, **dates)
        return ask_host(request=request, offer=offer, by=self.people[Role.EMERGENCY])

    def _let_canaries_sing(self) -> None:
        for model, fields in PRIVATE.items():
            model.objects.update(**dict.fromkeys(fields, CANARY))
        for person in self.people.values():
            person.refresh_from_db()
