"""The pages of the switch: consequences first, a typed word, then a second person."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.accounts.panels import waiting_for
from commons.notifications.models import Notice
from emergency.activations.actions.activations import plan_activation
from emergency.activations.actions.switching import call_off_switch, propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.states.switching import SwitchChange
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    StandbyFactory,
    in_days,
    placed,
    switch,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"emergency:{name}", args=args)


def emergency(duties=2, **traits):
    activation = ActivationFactory(**traits)
    CategoryFactory(activation=activation)
    DutyFactory.create_batch(duties, activation=activation, sees_safety=True)
    return activation


@pytest.fixture
def ruling(client, ruler):
    """A browser of whoever may propose it."""
    client.force_login(ruler)
    return client


def page_of(activation, change):
    return url("switch", activation.address, change)


def text_of(answer):
    return " ".join(answer.text.split())


def test_the_page_of_ending_says_in_figures_what_it_does(ruling):
    activation = emergency()
    HousingRequestFactory(activation=activation, situation="nowhere", check_in=in_days(0), people=3)
    HousingRequestFactory(activation=activation, check_in=in_days(9))
    HousingOfferFactory.create_batch(2, activation=activation)

    text = text_of(ruling.get(page_of(activation, "end")))

    assert "2 requests are open." in text
    assert "3 people have nowhere to sleep tonight." in text
    assert "2 homes are being lent, whether or not they’re ready yet." in text
    assert "0 stays are agreed or under way." in text
    assert "2 coordinators are on duty and will be notified by email" in text
    assert "someone else on duty has to confirm the change within 24 hours" in text


def test_the_page_of_declaring_says_who_hears_of_it_and_until_when(ruling):
    activation = emergency(draft=True)
    standby = StandbyFactory()
    assert standby.unit.stay.place.locality.department_code in activation.department_codes

    text = text_of(ruling.get(page_of(activation, "declare")))

    assert "1 host who promised a home here will get an email." in text
    assert "Every page of this site will show a banner with links to the forms." in text
    assert "Without a new decision, the emergency will end automatically after" in text
    assert "No other member will get an email." in text


@pytest.mark.parametrize("change", SwitchChange.values)
def test_looking_at_the_page_changes_nothing(ruling, change):
    state = {"declare": {"draft": True}, "end": {}}.get(change, {"ending": True})
    activation = emergency(**state)

    answer = ruling.get(page_of(activation, change))

    assert answer.status_code == 200
    assert not SwitchProposal.objects.exists()
    assert Activation.objects.get().state == activation.state


@pytest.mark.parametrize("typed", ["", "Touraine", "Indre"])
def test_one_press_without_the_territory_does_nothing(ruling, typed):
    activation = emergency()

    answer = ruling.post(page_of(activation, "end"), {"territory": typed})

    assert answer.status_code == 422
    assert not SwitchProposal.objects.exists()


@pytest.mark.parametrize("typed", ["Indre-et-Loire", " indre-et-loire "])
def test_the_typed_territory_proposes_it(ruling, typed):
    activation = emergency()

    answer = ruling.post(page_of(activation, "end"), {"territory": typed}, follow=True)

    assert answer.redirect_chain[-1][0] == url("switch-pending", activation.address)
    assert "someone else has to confirm it" in answer.text
    assert Activation.objects.get().state == "active"


def test_alone_on_duty_the_page_says_a_quarter_of_an_hour(ruling):
    activation = emergency(duties=1)

    assert "15 minutes after you propose it" in ruling.get(page_of(activation, "end")).text
    answer = ruling.post(
        page_of(activation, "end"), {"territory": activation.territory}, follow=True
    )

    assert "Unless it’s cancelled, the change takes effect on" in answer.text


def test_a_drill_is_declared_with_one_form(ruling):
    activation = emergency(draft=True, is_drill=True)

    ruling.post(page_of(activation, "declare"), {"territory": activation.territory})

    assert Activation.objects.get().state == "active"


def test_what_is_missing_stands_in_place_of_the_form(ruling):
    activation = emergency(draft=True, duties=1)

    text = ruling.get(page_of(activation, "declare")).text

    assert "one more coordinator" in text
    assert 'name="territory"' not in text


def test_a_change_that_isnt_one_is_not_there(ruling):
    assert ruling.get(page_of(emergency(), "purge")).status_code == 404


@pytest.mark.parametrize("change", SwitchChange.values)
def test_the_page_is_for_those_who_rule(client, change):
    activation = emergency()

    for person in (activation.duties.first().person, UserFactory()):
        client.force_login(person)
        for answer in (
            client.get(page_of(activation, change)),
            client.post(page_of(activation, change), {"territory": activation.territory}),
        ):
            assert answer.status_code == 404

    assert not SwitchProposal.objects.exists()


def test_a_second_coordinator_reads_it_on_the_desk_and_confirms(client, ruler):
    activation = emergency()
    second = activation.duties.first().person
    propose_switch(activation=activation, change=SwitchChange.END, by=ruler)
    client.force_login(second)

    desk = client.get(url("desk", activation.address))
    page = client.get(url("switch-pending", activation.address))
    proposal = SwitchProposal.objects.get()
    client.post(url("switch-confirm", activation.address, proposal.public_id))

    assert url("switch-pending", activation.address) in desk.text
    assert "0 requests are open." in page.text
    assert Activation.objects.get().state == "winding_down"


def test_whoever_proposed_it_finds_no_confirmation_and_may_call_it_off(ruling, ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=SwitchChange.END, by=ruler)
    confirm = url("switch-confirm", activation.address, proposal.public_id)

    page = ruling.get(url("switch-pending", activation.address))
    refused = ruling.post(confirm)
    ruling.post(url("switch-call-off", activation.address, proposal.public_id))

    assert confirm not in page.text
    assert refused.status_code == 403
    proposal.refresh_from_db()
    assert (proposal.state, Activation.objects.get().state) == ("called_off", "active")


@pytest.mark.parametrize("name", ["switch-confirm", "switch-call-off"])
def test_strangers_find_no_proposal(client, ruler, name):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=SwitchChange.END, by=ruler)
    client.force_login(UserFactory())

    assert client.post(url(name, activation.address, proposal.public_id)).status_code == 404
    assert client.get(url("switch-pending", activation.address)).status_code == 404


def test_a_proposal_of_another_emergency_is_not_there(client, ruler):
    activation, other = emergency(), emergency(territory="Loiret")
    proposal = propose_switch(activation=other, change=SwitchChange.END, by=ruler)
    client.force_login(activation.duties.first().person)

    answer = client.post(url("switch-confirm", activation.address, proposal.public_id))

    assert answer.status_code == 404


def test_without_a_proposal_the_page_leads_back_to_the_desk(ruling):
    activation = emergency()

    answer = ruling.get(url("switch-pending", activation.address))

    assert answer.url == activation.get_absolute_url()


def test_the_second_who_confirms_reads_that_it_is_over(client, ruler):
    activation = emergency()
    proposal = propose_switch(activation=activation, change=SwitchChange.END, by=ruler)
    first, second = (duty.person for duty in activation.duties.all())
    for person in (first, second):
        client.force_login(person)
        answer = client.post(
            url("switch-confirm", activation.address, proposal.public_id), follow=True
        )

    assert "This proposal is no longer open" in answer.text


def test_rules_say_until_when_it_can_be_reopened(ruling, ruler):
    activation = switch(emergency(), SwitchChange.END, by=ruler)
    rules = url("rules-change", activation.address)
    reopen = page_of(activation, "reopen")

    assert "The emergency can be reopened until" in ruling.get(rules).text
    assert reopen in ruling.get(rules).text
    Activation.objects.update(state_since=timezone.now() - timedelta(hours=25))

    assert reopen not in ruling.get(rules).text
    assert "can only be reopened within 24 hours of ending" in ruling.get(reopen).text


def test_reopening_asks_for_the_next_review(ruling, ruler):
    activation = switch(emergency(), SwitchChange.END, by=ruler)
    typed = {"territory": activation.territory, "review_on": in_days(9).isoformat()}

    ruling.post(page_of(activation, "reopen"), typed)

    assert SwitchProposal.objects.get(state="open").review_on == in_days(9)


def test_the_overview_leads_whoever_rules_to_the_declaration(client, ruler):
    activation = emergency(draft=True)
    declare = page_of(activation, "declare")

    client.force_login(activation.duties.first().person)
    seen_on_duty = client.get(url("activation-list")).text
    client.force_login(ruler)
    seen_by_ruler = client.get(url("activation-list")).text

    assert declare not in seen_on_duty
    assert declare in seen_by_ruler
    assert declare in client.get(url("desk", activation.address)).text


def test_no_page_offers_declare_while_incomplete_or_pending(client, ruler):
    lacking, pending = ActivationFactory(draft=True), emergency(draft=True)
    propose_switch(activation=pending, change=SwitchChange.DECLARE, by=ruler)
    client.force_login(ruler)

    for activation in (lacking, pending):
        names = ("activation-list", "desk", "rules-change")
        pages = [
            client.get(url(name, *([activation.address] if name != "activation-list" else [])))
            for name in names
        ]
        assert [page_of(activation, "declare") in page.text for page in pages] == [False] * 3


def test_the_overview_and_the_desk_lead_to_the_end_and_the_reopening(client, ruler):
    client.force_login(ruler)
    running, ending = emergency(), emergency(ending=True)

    overview = client.get(url("activation-list")).text

    for activation, change in ((running, "end"), (ending, "reopen")):
        assert page_of(activation, change) in overview
        assert page_of(activation, change) in client.get(url("desk", activation.address)).text


def test_the_days_that_a_declaration_needs_are_not_called_optional(client, ruler):
    client.force_login(ruler)

    page = re.sub(r"<[^>]+>", " ", text_of(client.get(url("activation-plan"))))
    page = " ".join(page.split())

    assert "Review date Required before the emergency opens." in page
    assert "Latest end date for stays Required before the emergency opens." in page


def test_my_desk_shows_whoever_rules_the_emergency_that_they_prepared(client, ruler):
    draft = emergency(draft=True)
    planned = plan_activation(
        words={"territory": "Loiret", "departments": "45", "phone": draft.phone}, by=ruler
    )
    client.force_login(ruler)

    page = client.get(reverse("notifications:desk")).text

    assert planned.get_absolute_url() in page
    assert draft.get_absolute_url() not in page


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        pytest.param({"draft": True}, "In preparation", id="draft"),
        pytest.param({"draft": True, "is_drill": True}, "In preparation, drill", id="drill"),
        pytest.param({}, "Open · 2 open requests, 1 for tonight", id="open"),
        pytest.param({"ending": True}, "Ending · 2 open requests, 1 for tonight", id="ending"),
    ],
)
def test_my_desk_shows_what_i_coordinate_in_each_state(client, traits, words):
    activation = emergency(**traits)
    HousingRequestFactory(activation=activation, situation="nowhere", check_in=in_days(0))
    HousingRequestFactory(activation=activation, check_in=in_days(9))
    client.force_login(activation.duties.first().person)

    text = text_of(client.get(reverse("notifications:desk")))

    assert activation.get_absolute_url() in text
    assert words in text


def test_my_desk_shows_nothing_once_it_is_closed_and_nothing_to_others(client):
    closed, running = emergency(closed=True), emergency()

    client.force_login(closed.duties.first().person)
    mine = client.get(reverse("notifications:desk")).text
    client.force_login(UserFactory())
    theirs = client.get(reverse("notifications:desk")).text

    assert closed.get_absolute_url() not in mine
    assert running.get_absolute_url() not in theirs


def test_my_desk_says_that_a_change_waits(client, ruler):
    activation = emergency()
    propose_switch(activation=activation, change=SwitchChange.END, by=ruler)
    client.force_login(activation.duties.first().person)

    text = client.get(reverse("notifications:desk")).text

    assert url("switch-pending", activation.address) in text


def test_a_proposal_waits_for_the_others_and_not_for_its_author(ruler):
    activation = emergency()
    DutyFactory(activation=activation, person=ruler)
    second = activation.duties.first().person
    proposal = propose_switch(activation=activation, change=SwitchChange.END, by=ruler)

    assert [waiting_for(person) for person in (ruler, second)] == [0, 2]  # with the notice of it
    call_off_switch(proposal=proposal, by=ruler)
    Notice.objects.all().delete()

    assert waiting_for(second) == 0


def test_my_desk_asks_no_more_for_many_emergencies(client, count_queries):
    person = DutyFactory(activation=emergency()).person
    client.force_login(person)
    client.get(reverse("notifications:desk"))
    one = count_queries(lambda: client.get(reverse("notifications:desk")))
    for number in range(3):
        other = emergency(territory=f"Loiret {number}")
        DutyFactory(activation=other, person=person)
        HousingRequestFactory(activation=other)

    assert count_queries(lambda: client.get(reverse("notifications:desk"))) <= one


def test_stays_are_counted_on_the_page_of_ending(ruling):
    stay = placed()
    DutyFactory.create_batch(2, activation=stay.activation)

    assert "1 stay is agreed or under way." in ruling.get(page_of(stay.activation, "end")).text


def test_the_page_of_declaring_leaves_out_hosts_where_there_are_none(ruling):
    activation = emergency(draft=True)

    text = text_of(ruling.get(page_of(activation, "declare")))

    assert [words in text for words in ("who promised a home here", "lent here in an")] == [
        False,
        False,
    ]
    assert "No other member will get an email." in text


def test_the_page_of_ending_names_everyone_who_is_told(ruling):
    text = text_of(ruling.get(page_of(emergency(), "end")))

    assert "People who are waiting for a home, guests and hosts will be told by email" in text
