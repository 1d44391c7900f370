"""Whoever puts themselves on duty is seen by all others, and reads nothing before one confirms."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from emergency.activations.actions.duties import put_on_duty, take_off_duty
from emergency.activations.errors.activations import LastCoordinatorsError, OwnAccountError
from emergency.activations.notifications import PUT_THEMSELVES_ON_DUTY
from emergency.activations.selectors.switching import missing_for_declaration
from emergency.housing.actions.reveals import reveal_contact
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, HousingRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruler():
    return UserFactory(is_superuser=True)


def on_duty(activation, person, by):
    return put_on_duty(activation=activation, email=person.email, sees_safety=True, by=by)


def test_who_puts_themselves_on_duty_reads_nothing_until_another_confirms(ruler):
    request, other = HousingRequestFactory(), UserFactory(is_superuser=True)
    own = on_duty(request.activation, ruler, by=ruler)
    for permission in (
        "emergency_activations.coordinate_activation",
        "emergency_safety.see_safety",
    ):
        assert not ruler.has_perm(permission, request.activation)
    with pytest.raises(PermissionDenied):
        reveal_contact(subject=request, reason="To call them", by=ruler)

    confirmed = on_duty(request.activation, ruler, by=other)

    assert confirmed.pk == own.pk
    assert reveal_contact(subject=request, reason="To call them", by=ruler).name


def test_who_puts_themselves_on_duty_is_told_to_all_others_and_noted(ruler):
    duty = DutyFactory()
    other = UserFactory(is_superuser=True)

    on_duty(duty.activation, ruler, by=ruler)

    told = Notice.objects.filter(template=PUT_THEMSELVES_ON_DUTY)
    assert {notice.recipient for notice in told} == {duty.person, other}
    assert {notice.data["who"] for notice in told} == {ruler.display_name}
    may_confirm = {notice.recipient: notice.data["may_confirm"] for notice in told}
    assert may_confirm == {duty.person: 0, other: 1}
    entry = AuditEntry.objects.get(verb="activation.coordinator_named")
    assert (entry.actor, entry.data["themselves"]) == (ruler, True)


def test_who_names_themselves_anew_waits_again(ruler):
    activation, other = ActivationFactory(draft=True), UserFactory(is_superuser=True)
    put_on_duty(activation=activation, email=ruler.email, by=other)
    before = ruler.has_perm("emergency_activations.coordinate_activation", activation)

    on_duty(activation, ruler, by=ruler)

    assert before
    assert not ruler.has_perm("emergency_activations.coordinate_activation", activation)


def test_who_waits_is_none_of_the_two_that_an_emergency_needs(ruler):
    activation = ActivationFactory()
    first, second = DutyFactory.create_batch(2, activation=activation, sees_safety=True)
    own = on_duty(activation, ruler, by=ruler)

    with pytest.raises(LastCoordinatorsError):
        take_off_duty(duty=first, by=ruler)
    take_off_duty(duty=own, by=ruler)
    second.person.is_superuser = True
    with pytest.raises(LastCoordinatorsError):
        on_duty(activation, second.person, by=second.person)

    draft = ActivationFactory(draft=True)
    DutyFactory(activation=draft, sees_safety=True)
    lacking = len(missing_for_declaration(draft))
    on_duty(draft, ruler, by=ruler)
    assert len(missing_for_declaration(draft)) == lacking


@pytest.mark.parametrize(
    ("own", "second"),
    [
        ({"email": "ada@example.org"}, {"email": "ada+two@example.org"}),
        ({"phone": "+33612345678"}, {"phone": "06 12 34 56 78"}),
    ],
)
def test_nobody_puts_an_account_with_their_contact_on_duty(own, second):
    ruler = UserFactory(is_superuser=True, **own)
    activation, account = ActivationFactory(draft=True), UserFactory(**second)

    with pytest.raises(OwnAccountError):
        put_on_duty(activation=activation, email=account.email, by=ruler)
    put_on_duty(activation=activation, email=account.email, by=UserFactory(is_superuser=True))

    assert activation.duties.on_duty().get().person == account


def test_put_on_duty_keeps_who_named_first_and_who_did_as_well(ruler):
    activation, person = ActivationFactory(draft=True), UserFactory()
    second = UserFactory(is_superuser=True)
    seen = []

    for by in (ruler, ruler, second):
        duty = put_on_duty(activation=activation, email=person.email, by=by)
        seen.append((duty.named_by, duty.named_again_by, duty.only_namer))
    take_off_duty(duty=duty, by=ruler)
    anew = put_on_duty(activation=activation, email=person.email, by=second)

    alone = (ruler, None, ruler.pk)
    assert seen == [alone, alone, (ruler, second, None)]
    assert (anew.named_by, anew.named_again_by, anew.only_namer) == (second, None, second.pk)


def test_not_independent_of_names_who_hangs_on_the_other():
    activation = ActivationFactory()
    head, stranger = DutyFactory.create_batch(2, activation=activation)
    hung = DutyFactory(activation=activation, named_by=head.person)
    both = DutyFactory(activation=activation, named_by=head.person, named_again_by=stranger.person)
    tagged = DutyFactory(
        activation=activation,
        person__email=head.person.email.replace("@", "+two@"),
    )
    people = {duty.person_id for duty in (head, hung, tagged)}

    with CaptureQueriesContext(connection) as asked:
        close = activation.duties.not_independent_of(head.person)

    assert (close, len(asked)) == (people, 1)
    for duty, expected in ((hung, {head, hung}), (both, {both}), (stranger, {stranger})):
        others = activation.duties.not_independent_of(duty.person)
        assert others == {one.person_id for one in expected}


def test_page_of_those_on_duty_shows_who_waits(client, ruler):
    activation = ActivationFactory(draft=True)
    client.force_login(ruler)
    page = reverse("emergency:duties", args=[activation.address])

    answer = client.post(page, {"email": ruler.email}, follow=True)

    assert "has to confirm that you’re on duty" in answer.text
    assert "Not confirmed yet." in answer.text
