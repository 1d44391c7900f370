"""A professional login: refused while none is connected, and one press away once one is."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from emergency.activations.actions.activations import add_category
from emergency.activations.errors.logins import LoginFailedError, LoginNotReadyError
from emergency.activations.logins import Professional, professional_login
from emergency.housing.actions.verification import is_verified, verify_by_login
from emergency.housing.errors.verification import ProofNotAcceptedError
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import Verification
from tests.emergency.house_of_logins import CODE
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    requester_of,
)

pytestmark = pytest.mark.django_db
NURSE = Professional(issuer="https://login.example", subject="nurse-7")
BACK = "/en/s/emergency/login/back/"


@pytest.fixture
def connected(settings):
    settings.EMERGENCY_LOGIN = "tests.emergency.house_of_logins.HouseOfLogins"


@pytest.fixture
def request_():
    activation = ActivationFactory()
    category = CategoryFactory(activation=activation, proofs=["openid"])
    return HousingRequestFactory(activation=activation, category=category, state="verifying")


def go_url(row):
    return reverse("emergency:login-go", args=[row.submission.token])


def state_of(answer):
    return parse_qs(urlsplit(answer.context["house"]).query)["state"][0]


def test_nothing_is_promised_while_no_login_is_connected(client, request_, ruler):
    with pytest.raises(LoginNotReadyError):
        professional_login()
    with pytest.raises(LoginNotReadyError):
        add_category(
            activation=request_.activation, name_fr="X", name_en="X", proofs=["openid"], by=ruler
        )
    page = client.get(request_.submission.get_absolute_url()).text
    answer = client.post(go_url(request_))

    assert go_url(request_) not in page
    assert "This site doesn’t accept logins with a work account yet." in answer.text
    assert not is_verified(request_)


def test_a_category_may_accept_it_once_it_is_connected(connected, ruler):
    activation = ActivationFactory()

    add_category(activation=activation, name_fr="X", name_en="X", proofs=["openid"], by=ruler)

    assert activation.categories.get().proofs == ["openid"]


def test_a_login_leads_there_and_back_and_a_press_verifies(client, connected, request_):
    assert go_url(request_) in client.get(request_.submission.get_absolute_url()).text
    brought = {"code": CODE, "state": state_of(client.post(go_url(request_)))}

    looked = client.get(BACK, brought)
    before = is_verified(request_)
    done = client.post(BACK, brought)

    assert request_.reference in looked.text
    assert (before, is_verified(request_)) == (False, True)
    assert done.url == request_.submission.get_absolute_url()
    assert HousingRequest.objects.get().state == "matching"
    detail = Verification.objects.get().detail
    assert (detail.startswith("login.example "), "nurse-7" in detail) == (True, False)


def test_only_the_browser_that_left_comes_back(client, connected, request_):
    state = state_of(client.post(go_url(request_)))
    client.cookies.clear()

    brought = {"code": CODE, "state": state}
    answers = [client.get(BACK, brought), client.post(BACK, brought)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not is_verified(request_)


@pytest.mark.parametrize("brought", [{}, {"code": CODE}, {"code": CODE, "state": "another"}])
def test_what_was_not_asked_for_opens_nothing(client, connected, request_, brought):
    client.post(go_url(request_))

    assert client.get(BACK, brought).status_code == 410
    assert client.post(BACK, brought).status_code == 410
    assert not is_verified(request_)


def test_what_the_house_refuses_is_said_and_leaves_other_ways_open(client, connected, request_):
    state = state_of(client.post(go_url(request_)))

    answer = client.post(BACK, {"code": "guessed", "state": state}, follow=True)

    assert "didn’t tell us who you are" in answer.text
    assert not is_verified(request_)
    assert go_url(request_) in answer.text


def test_a_link_of_a_host_logs_nobody_in(client, connected):
    offer = HousingOfferFactory()
    state = state_of(client.post(go_url(offer)))

    assert client.post(BACK, {"code": CODE, "state": state}).status_code == 404


def test_verify_by_login_is_for_the_bearer_and_where_the_rules_take_it(request_):
    others = (
        UserFactory(),
        DutyFactory().person,
        requester_of(HousingRequestFactory(activation=request_.activation)),
    )
    for by in others:
        with pytest.raises(PermissionDenied):
            verify_by_login(request=request_, professional=NURSE, by=by)
    other = HousingRequestFactory()
    with pytest.raises(ProofNotAcceptedError):
        verify_by_login(request=other, professional=NURSE, by=requester_of(other))

    assert not Verification.objects.exists()


def test_the_same_login_for_two_requests_leaves_the_same_trace_for_people(request_):
    other = HousingRequestFactory(activation=request_.activation, category=request_.category)

    for row in (request_, other):
        verify_by_login(request=row, professional=NURSE, by=requester_of(row))

    assert len(set(Verification.objects.values_list("detail", flat=True))) == 1


def test_adapter_refuses_a_wrong_code_or_nonce_and_a_second_use(connected):
    login = professional_login()
    login.address(state="s", nonce="n", back="https://x/")

    for code, nonce in (("guessed", "n"), (CODE, "another")):
        with pytest.raises(LoginFailedError):
            login.who_came_back(code=code, nonce=nonce, back="https://x/")
    assert login.who_came_back(code=CODE, nonce="n", back="https://x/") == NURSE
    with pytest.raises(LoginFailedError):
        login.who_came_back(code=CODE, nonce="n", back="https://x/")
