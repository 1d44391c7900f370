"""Two-step login: set up, used, lost, and asked of whoever coordinates or administers."""

from datetime import timedelta

import pytest
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from commons.accounts.actions.two_step import begin_two_step_grace
from commons.accounts.session_keys import SECOND_FACTOR
from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from tests.commons.accounts.views.entrance_pages import (
    PASSWORD,
    app_code,
    log_in,
    member,
    overdue,
    set_up_app,
    who,
)
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db

NAVIGATION = {"HTTP_SEC_FETCH_MODE": "navigate"}
LEAD_ON = ["cms/login/", "cms/account/"]  # to our own pages, before those of Wagtail
PREFIXES = ("coordination/", "emergency/coordination/", "stories/readings/")


def guarded_home(person):
    """A page of coordination that this person may see."""
    community = CommunityFactory()
    MembershipFactory(person=person, community=community, coordinator=True)
    return reverse("hosting:coordination-desk", args=[community.address])


def test_app_is_set_up_with_the_code_it_shows_and_gives_recovery_codes(
    client, committed, mailoutbox
):
    ada = member()
    log_in(client, ada)
    secret = set_up_app(client, committed)

    codes = client.get(reverse("mfa_view_recovery_codes"))
    file = client.get(reverse("mfa_download_recovery_codes")).content.decode()

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert len(codes.context["unused_codes"]) == 10
    assert all(code in file for code in codes.context["unused_codes"])
    assert [mail.subject for mail in mailoutbox] == ["Two-step login is on"]
    assert "Two-step login is on." in client.get(reverse("mfa_index")).content.decode()
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.factor_added"] * 2


def test_app_is_not_set_up_with_a_wrong_code(client):
    ada = member()
    log_in(client, ada)
    client.post(client.get(reverse("mfa_activate_totp")).url, {"password": PASSWORD})

    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "This code isn’t right" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_app_is_not_set_up_before_the_address_is_confirmed(client):
    client.force_login(UserFactory(unverified=True))
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    page = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})

    assert (
        "Confirm your email address first. Open the link that we emailed "
        "you." in page.content.decode()
    )
    assert not Authenticator.objects.exists()


def test_codes_are_not_guessed_for_long(client, committed):
    ada = member()
    log_in(client, ada)
    set_up_app(client, committed)
    client.logout()
    step = log_in(client, ada).url

    pages = [client.post(step, {"code": f"{number:06}"}) for number in range(6)]

    assert "This code isn’t right" in pages[0].content.decode()
    assert "Too many attempts." in pages[-1].content.decode()
    assert who(client) is None


def test_setting_up_an_app_ends_sessions_that_began_without_it(client, committed):
    ada = member()
    elsewhere = client.__class__()
    log_in(elsewhere, ada)
    log_in(client, ada)

    set_up_app(client, committed)

    assert who(client) == ada
    assert elsewhere.get(reverse("notifications:desk")).status_code == 302


def test_login_asks_for_the_code_of_the_app_and_takes_each_once(client, committed):
    ada = member()
    log_in(client, ada)
    secret = set_up_app(client, committed)
    client.logout()
    first = log_in(client, ada)
    before = who(client)

    wrong = client.post(first.url, {"code": "000000"})
    client.post(first.url, {"code": app_code(secret)})
    client.logout()
    again = client.post(log_in(client, ada).url, {"code": app_code(secret)})

    assert before is None
    assert first.url == reverse("mfa_authenticate")
    assert "This code isn’t right" in wrong.content.decode()
    assert again.status_code == 200
    assert who(client) is None


def test_recovery_code_opens_the_account_once(client, committed):
    ada = member()
    log_in(client, ada)
    set_up_app(client, committed)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    client.logout()

    client.post(log_in(client, ada).url, {"code": code})
    entered = who(client)
    client.logout()
    client.post(log_in(client, ada).url, {"code": code})

    assert entered == ada
    assert who(client) is None


def test_coordinator_is_let_in_during_the_grace(client):
    nadia = member()
    client.force_login(nadia)

    assert client.get(guarded_home(nadia)).status_code == 200


def test_coordinator_is_led_to_the_set_up_after_the_grace_and_back(client, committed):
    nadia = overdue()
    home = guarded_home(nadia)
    log_in(client, nadia)

    refused = client.get(home)
    page = client.get(refused.url).content.decode()
    set_up_app(client, committed)
    done = client.get(reverse("mfa_index"))

    assert refused.url == reverse("mfa_index", query={"next": home})
    assert "Set up two-step login to continue" in page
    assert done.context["going_to"] == home
    assert client.get(home).status_code == 200


def test_coordinator_confirms_with_the_app_in_a_session_that_began_without(client, committed):
    nadia = overdue()
    home = guarded_home(nadia)
    log_in(client, nadia)
    secret = set_up_app(client, committed)
    client.force_login(nadia)  # as if the session had begun without
    session = client.session
    session.pop(SECOND_FACTOR, None)
    session.save()

    refused = client.get(home)
    client.post(refused.url, {"code": app_code(secret)})

    assert refused.url == reverse("mfa_reauthenticate", query={"next": home})
    assert client.get(home).status_code == 200


def test_form_sent_after_the_grace_is_shown_and_sent_again(client):
    nadia = overdue()
    community = CommunityFactory()
    MembershipFactory(person=nadia, community=community, coordinator=True)
    write = reverse("hosting:coordination-write", args=[community.address])
    client.force_login(nadia)

    page = client.post(
        write,
        {"words": "Come on Thursday."},
        HTTP_REFERER=f"http://testserver{write}",
        **NAVIGATION,
    )

    assert page.status_code == 403
    assert "Come on Thursday." in page.content.decode()
    assert "Set up two-step login" in page.content.decode()


def test_removing_the_app_closes_coordination_at_once(client, committed):
    nadia = member()
    home = guarded_home(nadia)
    log_in(client, nadia)
    set_up_app(client, committed)
    before = client.get(home).status_code

    with committed():
        client.post(reverse("mfa_deactivate_totp"))

    assert before == 200
    assert client.get(home).url == reverse("mfa_index", query={"next": home})


def test_role_without_an_action_gets_its_grace_at_the_first_page(client, committed, mailoutbox):
    nadia = member(two_step_due_at=None, is_superuser=True)
    client.force_login(nadia)

    with committed():
        page = client.get(reverse("wagtailadmin_home"))

    nadia.refresh_from_db()
    left = nadia.two_step_due_at - timezone.now()
    assert page.status_code == 200
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)
    assert [mail.subject.startswith("Set up two-step login by") for mail in mailoutbox] == [True]


def test_begin_two_step_grace_gives_no_second_one():
    nadia = member(two_step_due_at=timezone.now() + timedelta(days=2))
    due = nadia.two_step_due_at

    begin_two_step_grace(person=nadia, by=SYSTEM)

    nadia.refresh_from_db()
    assert nadia.two_step_due_at == due


def test_begin_two_step_grace_gives_none_after_it_has_passed(mailoutbox, committed):
    nadia = overdue()
    due = nadia.two_step_due_at

    with committed():
        begin_two_step_grace(person=nadia, by=SYSTEM)

    nadia.refresh_from_db()
    assert nadia.two_step_due_at == due
    assert mailoutbox == []


def test_passkey_has_to_know_its_owner_wherever_it_is_used(client):
    """Both ceremonies of allauth share one challenge: what one takes opens the other."""
    log_in(client, member())
    client.post(client.get(reverse("mfa_add_webauthn")).url, {"password": PASSWORD})

    add = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]

    selection = add["publicKey"]["authenticatorSelection"]
    assert selection["userVerification"] == "required"
    assert mfa_settings.WEBAUTHN_USER_VERIFICATION == "required"


def test_members_without_a_role_are_not_asked(client):
    ada = overdue()
    client.force_login(ada)

    page = client.get(guarded_home(member()))

    assert page.status_code == 404


def callbacks(patterns, way=""):
    """Each address with its view, in the language of the thread."""
    for pattern in patterns:
        here = way + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from callbacks(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here, pattern.callback


def test_every_address_of_coordination_and_administration_is_guarded():
    found = [
        (way.removeprefix("en/"), getattr(view, "needs_second_factor", False))
        for way, view in callbacks(get_resolver().url_patterns)
    ]

    inside = [(way, is_guarded) for way, is_guarded in found if way.startswith(PREFIXES)]
    admin = [(way, is_guarded) for way, is_guarded in found if way.startswith("cms/")]
    assert len(inside) > 100
    assert len(admin) > 200
    assert [way for way, is_guarded in inside if not is_guarded] == []
    assert [way for way, is_guarded in admin if not is_guarded] == LEAD_ON


@pytest.mark.parametrize("role", ["superuser", "on duty"])
def test_every_guarded_page_refuses_after_the_grace(client, role):
    """Addresses without parameters, and a desk: the guard stands before the view."""
    person = overdue(is_superuser=role == "superuser")
    activation = ActivationFactory()
    if role == "on duty":
        DutyFactory(activation=activation, person=person)
    client.force_login(person)
    plain = [
        f"/{way}"
        for way, view in callbacks(get_resolver().url_patterns)
        if getattr(view, "needs_second_factor", False)
        and not set("<(^") & set(way)
        and way not in LEAD_ON
    ]

    answers = {way: client.get(way) for way in [*plain, activation.get_absolute_url()]}

    assert len(answers) > 20
    assert [way for way, got in answers.items() if got.status_code != 302] == []
    assert {got.url.partition("?")[0] for got in answers.values()} == {reverse("mfa_index")}


def test_desk_says_until_when_it_has_to_be_set_up(client, committed):
    nadia = member(two_step_due_at=timezone.now() + timedelta(days=6), is_superuser=True)
    ada = member(two_step_due_at=timezone.now() + timedelta(days=6))
    desks = {}
    for person in (nadia, ada):
        client.force_login(person)
        desks[person] = client.get(reverse("notifications:desk")).context["waiting_items"]
    log_in(client, nadia)
    set_up_app(client, committed)

    after = client.get(reverse("notifications:desk")).context["waiting_items"]

    assert [(item.title, item.deadline) for item in desks[nadia]] == [
        ("Set up two-step login", nadia.two_step_due_at)
    ]
    assert (desks[ada], after) == ([], [])
