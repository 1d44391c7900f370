"""From the first form to the door of the home: what each page says, asks and refuses."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.permissions import SYSTEM
from core.text.formatting import format_day
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.alerts import raise_alerts
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.actions.placements import call_off, check_in
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import process_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    host_of,
    in_days,
    lend_words,
    offered,
    placed,
    roof_words,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db
SIGNED = {"full_name": "Camille Canary", "signs": "on", "insured": "on"}
NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)  # 12:00 in Touraine


def page(client, row, **options):
    return client.get(row.submission.get_absolute_url(), **options)


def own(row, name, *args):
    return reverse(f"emergency:{name}", args=[row.submission.token, *args])


def desk_url(offer, action):
    return reverse(
        f"emergency:offer-step-{action}", args=[offer.activation.address, offer.public_id]
    )


def headings(answer):
    return answer.text.split("<h1>")[1].split("</h1>")[0]


def without_code(placement):
    HousingAddress.objects.filter(offer=placement.offer).update(access_code="")
    return placement


# What the lend form asks


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"address": ""}, "Enter the street and number.", id="no-street"),
        pytest.param({"address": "rue du Cher"}, "The address has no number.", id="no-number"),
        pytest.param(
            {"address": "rue du 8 mai 1945"}, "The address has no number.", id="number-in-name"
        ),
        pytest.param(
            {"access_mode": "in_person"}, "First say how the guest gets the key", id="in-person"
        ),
        pytest.param(
            {"access_mode": ""}, "Choose how the guest gets the key.", id="no-access-mode"
        ),
        ({"locality_id": "", "locality": "Nowhere"}, "Nowhere"),
    ],
)
def test_a_home_is_lent_with_street_number_town_and_key(client, typed, sentence):
    activation = ActivationFactory()
    url = reverse("emergency:intake-lend", args=[activation.address])

    answer = client.post(url, lend_words(LocalityFactory()) | typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Submission.objects.exists()


def test_a_place_name_needs_no_number(client):
    activation = ActivationFactory()
    url = reverse("emergency:intake-lend", args=[activation.address])
    town = LocalityFactory()
    typed = {"address": "Les Grands Champs", "has_no_number": "on", "locality_code": town.code}

    client.post(url, lend_words(town, **typed))
    process_submission(submission=Submission.objects.get(), by=SYSTEM)

    where = HousingAddress.objects.get()
    assert (where.address, where.has_no_number) == ("Les Grands Champs", True)


# The first page, before anybody has taken the form in


def ask_for_roof(client, activation, **changes):
    door = reverse("emergency:intake-roof", args=[activation.address])
    client.post(door, roof_words(activation, HospitalFactory(name="CHU Trousseau"), **changes))
    Submission.objects.update(received_at=NOON)
    return Submission.objects.get()


@pytest.fixture
def at(monkeypatch):
    """`at(moment)`: what the clock says from now on."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_first_page_says_days_work_steps_and_the_hour(client, at):
    activation = ActivationFactory(opens=time(7), closes=time(23))
    slip = ask_for_roof(client, activation)
    at(NOON)

    answer = client.get(slip.get_absolute_url())

    assert headings(answer) == "We have your request"
    assert "Someone will call you before 14:00." in answer.text
    assert "CHU Trousseau (Tours)" in answer.text
    assert "You say yes or no" in answer.text
    assert own_url(slip, "give-up") in answer.text
    assert '<meta http-equiv="refresh" content="10">' in answer.text.split("<noscript>")[1]
    assert 'seconds="10"' in answer.text
    assert "fill in the form with you" not in answer.text


def own_url(slip, name):
    return reverse(f"emergency:{name}", args=[slip.token])


@pytest.mark.parametrize(
    ("changes", "moment", "received", "sentence"),
    [
        pytest.param({}, NOON + timedelta(hours=3), NOON, "We’re running late.", id="late"),
        pytest.param(
            {"phone": ""}, NOON, NOON, "Someone will write to you before 14:00.", id="write-today"
        ),
        pytest.param(
            {},
            NOON.replace(hour=22, minute=30),
            NOON.replace(hour=22, minute=30),
            "Someone will call you before Tuesday 1 December at 09:00.",
            id="call-tomorrow",
        ),
    ],
)
def test_the_promised_hour_follows_opening_hours(client, at, changes, moment, received, sentence):
    activation = ActivationFactory(opens=time(7), closes=time(23))
    slip = ask_for_roof(client, activation, **changes)
    Submission.objects.update(received_at=received)
    at(moment)

    assert sentence in client.get(slip.get_absolute_url()).text


def test_the_promise_is_the_same_once_the_form_was_taken_in(client, at):
    activation = ActivationFactory(opens=time(7), closes=time(23))
    slip = ask_for_roof(client, activation)
    at(NOON)
    process_submission(submission=slip, by=SYSTEM)

    answer = client.get(slip.get_absolute_url())

    assert "Someone will call you before 14:00." in answer.text
    assert "http-equiv" not in answer.text
    assert 'seconds="60"' in answer.text


@pytest.mark.parametrize(
    ("door", "title", "is_promised"),
    [
        pytest.param(IntakeType.OFFER, "We have your offer", True, id="offer"),
        pytest.param(IntakeType.HELPER, "Thank you for helping", False, id="helper"),
    ],
)
def test_first_page_promises_an_hour_to_who_lends(client, door, title, is_promised):
    words = {"name": "D", "phone": "+33612345622", "locality": LocalityFactory(name="Bléré").pk}
    slip = Submission.objects.create(
        activation=ActivationFactory(), intake_type=door, key="0" * 32, language="en", words=words
    )

    answer = client.get(slip.get_absolute_url())

    assert headings(answer) == title
    assert ("Someone will call you before" in answer.text) is is_promised
    assert "Bléré" in answer.text


def test_a_page_on_which_one_types_never_changes_by_itself(client):
    pages = [page(client, offered().request), page(client, placed().request)]
    refused = client.post(own(HousingRequestFactory(), "code-send"), {"address": "me"})

    assert ["fresh-page" in answer.text for answer in (*pages, refused)] == [False] * 3


# Titles, one yes and one no


def test_the_host_s_page_is_titled_by_what_is_asked_of_them(client):
    proposal = asked(check_in=in_days(1), check_out=in_days(5))
    offer, request = proposal.offer, proposal.request
    titles = [headings(page(client, offer))]
    client.post(own(offer, "proposal-yes", proposal.public_id), SIGNED)
    titles.append(headings(page(client, offer)))
    client.post(own(request, "proposal-yes", proposal.public_id), SIGNED)
    titles.append(headings(page(client, offer)))
    Placement.objects.update(check_in=in_days(0))
    titles.append(headings(page(client, offer)))
    check_in(placement=Placement.objects.get(), by=host_of(offer))
    titles.append(headings(page(client, offer)))

    assert titles[:2] == [
        "Someone needs your home",
        "You’ve signed. Waiting for the other signature",
    ]
    assert titles[2].startswith("Your guest arrives on ")
    assert titles[3] == "Your guest arrives today"
    assert titles[4].startswith("Your guest is staying until ")


def test_a_day_that_has_passed_is_not_called_today(client):
    placement = placed(check_in=in_days(1), check_out=in_days(5))
    Placement.objects.update(check_in=in_days(-1))
    day = format_day(in_days(-1), weekday=True)

    titles = [headings(page(client, row)) for row in (placement.request, placement.offer)]

    assert titles == [f"Your stay started on {day}", f"Your guest was expected on {day}"]


def test_the_host_s_page_speaks_of_the_next_stay_not_of_the_newest(client):
    near = placed(check_in=in_days(1), check_out=in_days(5))
    far = placed(check_in=in_days(30), check_out=in_days(34))
    Placement.objects.filter(pk=far.pk).update(offer=near.offer)
    title = headings(page(client, near.offer))
    Placement.objects.filter(pk=far.pk).update(check_in=in_days(0), state="checked_in")
    HousingAddress.objects.update(access_code="")

    asked_for = page(client, near.offer)

    assert title == f"Your guest arrives on {format_day(in_days(1), weekday=True)}"
    assert "How does your guest get in?" in asked_for.text
    assert own(near.offer, "own-stay-entry", near.public_id) in asked_for.text


def test_a_stay_that_runs_is_never_crowded_out_by_those_that_are_over(client):
    running = placed(check_in=in_days(1), check_out=in_days(5))
    for _number in range(5):
        Placement.objects.filter(pk=placed().pk).update(offer=running.offer, state="cancelled")

    title = headings(page(client, running.offer))

    assert title.startswith("Your guest arrives on ")


def test_the_guest_s_name_stands_in_the_title_once_it_was_read(client):
    placement = placed(check_in=in_days(0))

    before = page(client, placement.offer)
    read = client.post(own(placement.offer, "own-stay-read", placement.public_id))

    assert "Camille" not in before.text
    assert headings(read) == "Camille arrives today"
    assert RevealLog.objects.count() == 1


def test_the_requester_s_page_is_titled_by_where_it_stands(client):
    proposal = offered(check_in=in_days(1), check_out=in_days(5))
    titles = [headings(page(client, proposal.request))]
    client.post(own(proposal.request, "proposal-yes", proposal.public_id), SIGNED)
    titles.append(headings(page(client, proposal.request)))
    Placement.objects.update(check_in=in_days(0))
    titles.append(headings(page(client, proposal.request)))
    check_in(placement=Placement.objects.get(), by=host_of(proposal.offer))
    titles.append(headings(page(client, proposal.request)))

    assert titles[0] == "We have a home for you"
    assert titles[1].startswith("You move in on ")
    assert titles[2] == "You move in today"
    assert titles[3].startswith("Your stay lasts until ")


@pytest.mark.parametrize("make", [asked, offered, placed])
def test_while_an_answer_is_awaited_everything_else_folds_away(client, make):
    made = make()

    text = page(client, made.offer).text
    before, folded = text.split("Other options for your home")

    assert "Confirm that my home is still free" not in text
    assert "Pause my offer" not in before
    assert own(made.offer, "give-up") not in before
    assert own(made.offer, "give-up") in folded


def test_a_requester_who_is_asked_sees_one_yes_and_one_no(client):
    proposal = offered()

    before, folded = page(client, proposal.request).text.split("Other options for your request")

    assert own(proposal.request, "give-up") not in before
    assert own(proposal.request, "give-up") in folded


# Withdrawing asks once


@pytest.mark.parametrize(
    ("factory", "keep"),
    [
        pytest.param(HousingRequestFactory, "No, keep my request", id="request"),
        pytest.param(HousingOfferFactory, "No, keep lending", id="offer"),
    ],
)
def test_withdraw_asks_once_and_the_safe_answer_is_filled(client, factory, keep):
    row = factory()

    question = client.get(own(row, "give-up"))

    row.refresh_from_db()
    assert row.state != "withdrawn"
    filled = question.text.split(keep)[0].rsplit("<a", 1)[1]
    assert 'class="button"' in filled
    assert "data-kind" not in filled
    assert row.submission.get_absolute_url() in filled


def test_a_second_press_says_that_it_is_withdrawn_already(client):
    request = HousingRequestFactory()

    first = client.post(own(request, "give-up"), follow=True)
    second = client.post(own(request, "give-up"), follow=True)
    question = client.get(own(request, "give-up"), follow=True)

    assert "Your request has been withdrawn." in first.text
    assert "This request or offer has already been withdrawn." in second.text
    assert "You have nothing to withdraw." in question.text


def test_a_suspended_home_is_not_withdrawn_by_its_link(client):
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    suspend_offer(offer=offer, reason="A report.", by=by)

    answer = client.post(own(offer, "give-up"), follow=True)

    offer.refresh_from_db()
    assert offer.state == "suspended"
    assert "This home is suspended, so you can’t withdraw it here." in answer.text
    client.force_login(by)
    client.post(desk_url(offer, "withdraw"))
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


@pytest.mark.parametrize("door", [IntakeType.REQUEST, IntakeType.OFFER, IntakeType.HELPER])
def test_a_form_that_waits_can_be_withdrawn(client, door):
    activation, town = ActivationFactory(), LocalityFactory()
    words = {
        IntakeType.REQUEST: lambda: roof_words(activation, HospitalFactory()),
        IntakeType.OFFER: lambda: lend_words(town, locality_code=town.code),
        IntakeType.HELPER: lambda: {
            "key": "0" * 32,
            "name": "A",
            "phone": "0612345611",
            "skills": "call",
        },
    }[door]()
    client.post(reverse(f"emergency:intake-{door}", args=[activation.address]), words)
    slip = Submission.objects.get()

    client.post(own_url(slip, "give-up"))
    again = client.post(own_url(slip, "give-up"), follow=True)

    assert "This request or offer has already been withdrawn." in again.text
    ended = HousingRequest.objects.filter(state="withdrawn").count()
    ended += HousingOffer.objects.filter(state="withdrawn").count()
    ended += Helper.objects.exclude(left_at=None).count()
    assert ended == 1


# One link on two phones


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        pytest.param("yes", "You’ve already signed.", id="yes"),
        pytest.param("no", "You’ve already said no.", id="no"),
    ],
)
@pytest.mark.parametrize("second", ["yes", "no"])
def test_second_phone_of_a_host_reads_the_first(client, first, sentence, second):
    proposal = asked()
    said = SIGNED | {"refusal": "no_reason"}
    client.post(own(proposal.offer, f"proposal-{first}", proposal.public_id), said)
    state = Proposal.objects.get().state

    url = own(proposal.offer, f"proposal-{second}", proposal.public_id)
    answers = [client.get(url, follow=True), client.post(url, said, follow=True)]

    assert [sentence in answer.text for answer in answers] == [True, True]
    assert Proposal.objects.get().state == state


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        pytest.param("yes", "You’ve already signed.", id="yes"),
        pytest.param("no", "You’ve already said no.", id="no"),
    ],
)
def test_second_phone_of_a_guest_reads_the_first(client, first, sentence):
    proposal = offered()
    said = SIGNED | {"refusal": "no_reason"}
    client.post(own(proposal.request, f"proposal-{first}", proposal.public_id), said)

    again = client.post(
        own(proposal.request, "proposal-yes", proposal.public_id), said, follow=True
    )

    assert sentence in again.text
    assert Placement.objects.count() == (first == "yes")


def test_an_ask_that_was_taken_back_says_so(client):
    proposal = asked()
    Proposal.objects.update(state="cancelled")

    answer = client.get(own(proposal.offer, "proposal-yes", proposal.public_id), follow=True)

    assert "This request is closed" in answer.text


# How they get in


def test_the_host_s_page_asks_how_they_get_in_and_then_no_more(client):
    placement = without_code(placed())
    offer = placement.offer
    entry = own(offer, "own-stay-entry", placement.public_id)
    assert "How does your guest get in?" in page(client, offer).text

    refused = client.post(entry, {"floor": "2nd, left"})
    saved = client.post(entry, {"floor": "2nd, left", "access_code": "4821"}, follow=True)

    assert refused.status_code == 422
    assert "A key box needs a code." in refused.text
    assert 'value="2nd, left"' in refused.text
    assert "How does your guest get in?" not in saved.text
    assert "Change access details" in saved.text
    assert "Fields you leave empty won’t change." in saved.text
    assert "4821" not in saved.text
    where = HousingAddress.objects.get()
    assert (where.floor, where.access_code) == ("2nd, left", "4821")


def test_a_host_s_second_phone_reads_that_the_stay_is_over(client):
    placement = placed()
    offer, proposal = placement.offer, placement.proposal
    call_off(placement=placement, reason="Ill", by=host_of(offer))

    entry = own(offer, "own-stay-entry", placement.public_id)
    saved = client.post(entry, {"access_code": "4821"})
    old_mail = client.get(own(offer, "proposal-yes", proposal.public_id), follow=True)

    assert [
        "This stay is over, so it can no longer be changed. For anything" in answer.text
        for answer in (saved, old_mail)
    ] == [True, True]
    assert "You’ve already signed." not in old_mail.text
    assert HousingAddress.objects.get().access_code == "C4N4RY"


@pytest.mark.parametrize(
    "typed", [{"access_code": "4" * 61}, {"bell": "two\nlines", "access_code": "1"}]
)
def test_what_is_typed_too_long_or_over_two_lines_is_refused(client, typed):
    placement = without_code(placed())

    answer = client.post(own(placement.offer, "own-stay-entry", placement.public_id), typed)

    assert answer.status_code == 422
    assert HousingAddress.objects.get().access_code == ""


def test_only_the_host_of_the_stay_says_how_they_get_in(client):
    placement, other = without_code(placed()), HousingOfferFactory()

    for row in (placement.request, other):
        url = own(row, "own-stay-entry", placement.public_id)
        assert client.post(url, {"access_code": "4821"}).status_code == 404
    assert HousingAddress.objects.get(offer=placement.offer).access_code == ""


def test_the_requester_reads_the_whole_way_to_the_door(client):
    placement = placed(check_in=in_days(0))
    HousingAddress.objects.update(
        floor="2nd", bell="Canary", entry_until="22:00", entry_note="Left"
    )
    host = placement.offer.contact

    read = client.post(own(placement.request, "own-stay-read", placement.public_id)).text

    town = f"37000 {placement.offer.locality.name}"
    expected = ["7 Canary Lane", town, "2nd", "Canary", "C4N4RY", "22:00", "Left", host.email]
    assert [word for word in expected if word not in read] == []
    assert "https://www.openstreetmap.org/search?query=7+Canary+Lane" in read
    assert 'rel="noreferrer noopener"' in read
    assert "by bike" in read


def test_an_address_is_read_on_a_page_of_its_own_that_leads_back(client):
    placement = placed(check_in=in_days(0))
    own_page = placement.request.submission.get_absolute_url()

    read = client.post(own(placement.request, "own-stay-read", placement.public_id))
    again = client.get(own(placement.request, "own-stay-read", placement.public_id))

    assert headings(read) == "The address"
    assert f'href="{own_page}"' in read.text
    assert own(placement.request, "own-stay-call-off", placement.public_id) not in read.text
    assert "no-store" in read["Cache-Control"]
    assert (again.status_code, again.url) == (302, own_page)


def test_an_address_is_not_read_once_the_stay_is_over(client):
    placement = placed(check_in=in_days(0))
    Placement.objects.update(state="ended")

    refused = client.post(own(placement.request, "own-stay-read", placement.public_id))

    assert "7 Canary Lane" not in refused.text
    assert RevealLog.objects.count() == 0


def test_a_host_completes_the_address_of_a_home_that_is_not_ready(client):
    offer = HousingOfferFactory(new=True, address="rue du Cher")
    said = {"access_mode": "key_box"}
    assert "Where is your home?" in page(client, offer).text

    refused = client.post(own(offer, "own-home"), said)
    done = client.post(own(offer, "own-home"), said | {"address": "3 rue du Cher"}, follow=True)

    assert refused.status_code == 422
    assert "The address has no number." in refused.text
    assert "Where is your home?" not in done.text
    assert HousingAddress.objects.get().address == "3 rue du Cher"
    request = HousingRequestFactory()
    assert client.post(own(request, "own-home"), said).status_code == 404


def test_a_place_name_stays_ticked_while_only_the_hours_are_missing(client):
    offer = HousingOfferFactory(new=True, address="Les Landes", access_mode="in_person")
    HousingAddress.objects.update(has_no_number=True)

    shown = page(client, offer)
    said = shown.context["where_form"].initial | {"access_hours": "17-20"}
    done = client.post(own(offer, "own-home"), said | {"has_no_number": "on"}, follow=True)

    assert shown.context["where_form"]["has_no_number"].value() is True
    assert shown.context["where_form"]["address"].value() is None
    assert shown.text.count("Les Landes") == 1  # among what the host said of the home
    assert "Where is your home?" not in done.text


# On the desk


def test_the_desk_names_what_is_missing_and_takes_it(client):
    offer = HousingOfferFactory(state="checking", check_level=0, address="rue du Cher")
    HousingOffer.objects.update(access_mode="concierge")
    client.force_login(DutyFactory(activation=offer.activation).person)

    shown = client.get(offer.get_absolute_url()).text
    refused = client.post(desk_url(offer, "pass"), {"level": 2})
    missing = [words in shown for words in ("has no number", "at what times")]
    typed = {"address": "3 rue du Cher", "access_mode": "concierge", "access_hours": "8-20"}
    client.post(desk_url(offer, "complete"), typed)
    client.post(desk_url(offer, "pass"), {"level": 2})

    assert missing == [True, True]
    assert refused.status_code == 422
    assert "The address has no number." in refused.text
    assert HousingOffer.objects.get().state == "live"


def test_an_alarm_stands_on_the_desk_until_the_entry_is_known(client):
    placement = without_code(placed(check_in=in_days(0)))
    Placement.objects.update(entry_asked_at=timezone.now())
    raise_alerts(activation=placement.activation, by=SYSTEM)
    client.force_login(DutyFactory(activation=placement.activation).person)
    calls = reverse("emergency:calls", args=[placement.activation.address])
    pages = [calls, placement.request.get_absolute_url(), placement.offer.get_absolute_url()]
    words = ["access details missing", *["The host hasn’t given access details yet"] * 2]

    standing = [word in client.get(url).text for url, word in zip(pages, words, strict=True)]
    refused = client.post(desk_url(placement.offer, "entry"), {"floor": "2nd"})
    client.post(desk_url(placement.offer, "entry"), {"access_code": "4821"})
    left = [word in client.get(url).text for url, word in zip(pages, words, strict=True)]

    assert (standing, refused.status_code) == ([True] * 3, 422)
    assert left == [False] * 3


def test_no_entry_is_noted_for_a_home_where_nobody_comes(client):
    offer = HousingOfferFactory()
    client.force_login(DutyFactory(activation=offer.activation).person)

    assert client.post(desk_url(offer, "entry"), {"access_code": "4821"}).status_code == 404
