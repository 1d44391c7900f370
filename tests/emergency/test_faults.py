"""What people do wrong, or on purpose: what must hold holds, and somebody hears of it."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from core.states import IllegalTransitionError
from emergency.activations.models.reveals import RevealLog
from emergency.activations.periodic import end_unrenewed
from emergency.desk.presenters.desk import similar_requests
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.offers import begin_check, pass_check, suspend_offer
from emergency.housing.actions.placements import accept_as_requester, call_off
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.reveals import reveal_home
from emergency.housing.actions.verification import (
    enter_work_code,
    is_verified,
    see_card,
    send_work_code,
    verify_by_roster,
)
from emergency.housing.errors.offers import CheckTooLowError
from emergency.housing.errors.proposals import HeldError
from emergency.housing.errors.verification import (
    NotOnRosterError,
    UnknownDomainError,
    WrongCodeError,
)
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterUpload
from emergency.housing.periodic import raise_all_alerts
from emergency.housing.presenters.homes import homes_for
from emergency.intake.models.submissions import Submission
from emergency.intake.periodic import process_waiting_submissions
from emergency.safety.actions.incidents import report_incident
from emergency.safety.models import IncidentReport
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    housed,
    in_days,
    looking,
    nights_in,
    offered,
    placed,
    reader_of,
    requester_of,
    roof_words,
)

pytestmark = pytest.mark.django_db


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def told(person):
    return list(Notice.objects.filter(recipient=person).values_list("template", flat=True))


def letters_to(contact):
    return list(
        Letter.objects.filter(address=contact.email).order_by("pk").values_list("title", flat=True)
    )


def page(client, row):
    return client.get(row.submission.get_absolute_url()).text


def test_a_false_carer_proves_nothing_and_a_person_is_alerted():
    rules = ActivationFactory(work_domains="chu-tours.fr")
    request = HousingRequestFactory(activation=rules, state="verifying", words="I am a nurse")
    home, nadia, me = HousingOfferFactory(activation=rules), on_duty(request), requester_of(request)

    with pytest.raises(UnknownDomainError):
        send_work_code(request=request, address="me@evil-chu-tours.fr", by=me)
    send_work_code(request=request, address="somebody.else@chu-tours.fr", by=me)
    for guess in ("123", "nothing", "", "000 000", "0"):
        with pytest.raises(WrongCodeError):
            enter_work_code(request=request, digits=guess, by=me)
    with pytest.raises(NotOnRosterError):
        verify_by_roster(request=request, by=nadia)
    see_card(request=request, by=nadia)  # one who was taken in
    with pytest.raises(IllegalTransitionError):
        ask_host(request=request, offer=home, by=nadia)

    HousingRequest.objects.update(next_action_at=timezone.now())
    raise_all_alerts()
    assert not is_verified(request)
    assert told(nadia) == ["emergency_housing/email/clocks_ran_out.txt"]


def test_a_false_host_is_checked_meets_nobody_and_is_stopped(client):
    home = HousingOfferFactory(new=True)
    request, nadia = looking(activation=home.activation), on_duty(home)

    assert homes_for(request) == ([], [])
    with pytest.raises(CheckTooLowError):
        ask_host(request=request, offer=home, by=nadia)
    begin_check(offer=home, by=nadia)
    with pytest.raises(CheckTooLowError):
        pass_check(offer=home, level=0, by=nadia)

    home = pass_check(offer=home, level=1, by=nadia)  # well played
    ask = ask_host(request=request, offer=home, by=nadia)
    shown = page(client, home)
    accept_as_host(proposal=ask, full_name="Dominique", by=host_of(home))
    reader = reader_of(home)
    report = IncidentReport(key=uuid4(), words="That home isn't theirs.")
    report_incident(subject=request, report=report, by=requester_of(request))
    suspend_offer(offer=home, reason="We look into it.", by=nadia)

    hidden = (request.contact.name, request.contact.phone, request.contact.email)
    assert [word in shown for word in hidden] == [False] * 3
    assert told(reader) == ["emergency_safety/email/safety_told.txt"]
    gone = f"We’re looking for another home for you: {nights_in(ask)}"
    assert gone in letters_to(request.contact)
    assert letters_to(home.contact)[-1] == "We aren’t offering your home for now"
    assert HousingRequest.objects.get().state == "matching"


def test_twenty_requests_of_one_person_read_nothing_and_are_seen(client):
    rules, phone = ActivationFactory(), "+33639980042"
    HousingOfferFactory.create_batch(3, activation=rules)
    requests = [looking(activation=rules, contact__phone=phone) for _ in range(20)]

    seen = "".join(page(client, request) for request in requests)
    client.force_login(DutyFactory(activation=rules).person)
    shown = client.get(requests[0].get_absolute_url()).text

    assert [word in seen for word in ("Canary", "C4N4RY", "Dominique", "47.39")] == [False] * 4
    assert not RevealLog.objects.exists()
    assert "Possibly the same person twice" in shown
    assert len(similar_requests(requests[0])) == 10


def signs_and_never_comes(request, by):
    home, me = HousingOfferFactory(activation=request.activation), requester_of(request)
    ask = ask_host(request=request, offer=home, by=by)
    ask = accept_as_host(proposal=ask, full_name="Dominique", by=host_of(home))
    stay = accept_as_requester(proposal=ask, full_name="Camille", by=me)
    reveal_home(placement=stay, by=me)
    call_off(placement=stay, reason="Changed my mind", by=me)


def test_reading_one_address_after_another_is_logged_and_shown(client):
    request = looking(check_in=in_days(9))
    nadia = on_duty(request)
    client.force_login(nadia)
    pages = []
    for _time in range(3):
        request.refresh_from_db()
        signs_and_never_comes(request, nadia)
        pages.append(client.get(request.get_absolute_url()).text)

    assert ["This person signed for 3 homes, could see where they are" in one for one in pages] == [
        False,
        False,
        True,
    ]
    assert RevealLog.objects.filter(group="address", side="requester").count() == 3


def test_a_stranger_who_types_my_e_mail_changes_nothing_and_i_hear_of_it(client):
    mine = HousingRequestFactory(contact__email="camille@example.org")
    link, before = mine.submission.token, rows_of("HousingRequest", "Contact", "Event")
    words = {"email": "Camille@Example.org", "phone": "06 12 34 56 99", "name": "Stranger"}
    url = reverse("emergency:intake-roof", args=[mine.activation.address])

    theirs = client.post(url, roof_words(mine.activation, HospitalFactory(), **words)).url
    process_waiting_submissions()
    shown = client.get(theirs).text

    after = rows_of("HousingRequest", "Contact", "Event")
    assert {name: rows[: len(before[name])] for name, rows in after.items()} == before
    assert Submission.objects.with_token(link) == mine.submission
    assert mine.reference not in shown
    [letter] = Letter.objects.all()
    assert letter.address.lower() == "camille@example.org"
    assert "If you didn’t send this form, ignore this email." in letter.text
    assert [other.contact.name for other in similar_requests(mine)] == ["Stranger"]


def rows_of(*names):
    """Every row of these tables of the emergency, or of all of them."""
    ours = [one for one in apps.get_models() if one._meta.app_label.startswith("emergency_")]
    models = [one for one in ours if one.__name__ in names]
    models = models or [*ours, Letter, Notice, OutboxEntry]
    return {one.__name__: list(one._base_manager.order_by("pk").values()) for one in models}


def addresses_by_link():
    """Whatever stands behind a link; the signs in addresses are read with the whole house."""
    assert reverse("emergency:landing")
    patterns = import_module("emergency.public_pages.urls").urlpatterns
    addresses = [address for one in patterns for address in parts_of_address(one)]
    return {name: parts for name, parts in addresses if "token" in parts}


def parts_of_address(pattern, outer=()):
    """Of each address below this pattern its name, and the names of its parts."""
    parts = (*outer, *pattern.pattern.converters)
    if inner := getattr(pattern, "url_patterns", None):
        return [address for one in inner for address in parts_of_address(one, parts)]
    return [(pattern.name, parts)]


def test_a_scanner_that_opens_every_address_of_every_link_changes_nothing(client):
    stay = housed()
    longer = ask_longer(placement=stay, check_out=in_days(20), by=requester_of(stay.request))
    ask = offered(activation=stay.activation)
    said = {
        "proposal": [stay.proposal.public_id, ask.public_id],
        "placement": [stay.public_id],
        "extension": [longer.public_id],
        "public_id": [stay.activation.public_id],
    }
    before, codes, by_link = rows_of(), set(), addresses_by_link()

    for row in (stay.request, stay.offer, ask.request, ask.offer):
        for address, parts in by_link.items():
            names = [name for name in parts if name != "token"]
            for turn in range(max((len(said[name]) for name in names), default=1)):
                words = {name: said[name][turn % len(said[name])] for name in names}
                words["token"] = row.submission.token
                url = reverse(f"emergency:{address}", kwargs=words)
                for read in (client.get, client.head):
                    answer = read(url)
                    codes.add(answer.status_code)
                    if answer.streaming:
                        answer.getvalue()  # closes its file

    assert len(by_link) > 15
    assert codes == {200, 302, 404}
    assert rows_of() == before


def test_an_answer_after_its_window_is_told_to_call_and_signs_nothing(client):
    ask = offered()
    Proposal.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    url = reverse("emergency:proposal-yes", args=[ask.request.submission.token, ask.public_id])

    said = {"full_name": "Dominique", "signs": "on", "insured": "on"}
    answer = client.post(url, said, follow=True)

    assert "The time to answer has passed. Call us" in answer.text
    assert Proposal.objects.get().state == "offered"


def test_an_emergency_past_review_takes_nobody_and_keeps_roofs(client):
    stay = housed(activation=ActivationFactory(review_on=in_days(-1)))
    nadia = on_duty(stay)

    end_unrenewed()
    url = reverse("emergency:intake-roof", args=[stay.activation.address])
    answer = client.post(url, roof_words(stay.activation, HospitalFactory()))

    assert (
        answer.status_code,
        "so it no longer accepts requests or offers." in answer.text,
    ) == (422, True)
    assert HousingRequest.objects.get().state == "housed"
    assert told(nadia) == ["emergency_activations/email/activation_moved.txt"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"\xff\xfe\x00\xd8\x00\xd8", "We can’t read this file", id="broken"),
        pytest.param(b"PK\x03\x04\x00\x00", "We can’t read this file", id="archive"),
        pytest.param(b"0612345678\n" * 4, "This list is too long", id="too-long"),
    ],
)
def test_a_broken_or_endless_roster_is_refused_and_not_kept(client, monkeypatch, data, words):
    monkeypatch.setattr("emergency.housing.roster_parser.MOST_LINES", 3)
    activation = ActivationFactory()
    client.force_login(DutyFactory(activation=activation).person)
    url = reverse("emergency:rosters", args=[activation.address])

    answer = client.post(url, {"roster": SimpleUploadedFile("list.csv", data)})

    assert (answer.status_code, words in answer.text) == (422, True)
    assert not RosterUpload.objects.exists()


@pytest.mark.parametrize(("first", "last"), [(2, 16), (5, 8), (0, 30), (1, 3), (15, 20), (16, 18)])
def test_no_ask_overlaps_a_stay_and_the_coordinator_reads_why(first, last):
    stay = placed()
    rival = looking(activation=stay.activation, check_in=in_days(first), check_out=in_days(last))

    with pytest.raises(HeldError, match="Some of these nights"):
        ask_host(request=rival, offer=HousingOffer.objects.get(), by=on_duty(rival))
    assert not rival.proposals.exists()
