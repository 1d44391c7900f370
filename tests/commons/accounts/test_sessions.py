"""Sessions end: those of a privileged role after hours, others after days."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from commons.accounts.actions.people import change_rights
from commons.accounts.middleware import is_action
from commons.accounts.session_keys import PRIVILEGED, SEEN, STARTED
from commons.accounts.sessions import has_ended
from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from tests.commons.accounts.views.entrance_pages import PASSWORD, log_in, member, set_up_app, who
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

HOUR = 3600
NAVIGATION = {"HTTP_SEC_FETCH_MODE": "navigate"}


@pytest.mark.parametrize(
    ("started", "seen", "is_over"),
    [
        (11.99, 0, False),
        (12.01, 0, True),
        (4, 2.99, False),
        (4, 3.01, True),
    ],
)
def test_has_ended_after_12_hours_or_3_idle(started, seen, is_over):
    now = 1_000_000.0
    data = {PRIVILEGED: True, STARTED: now - started * HOUR, SEEN: now - seen * HOUR}

    assert has_ended(data, now) is is_over
    assert has_ended(data | {PRIVILEGED: False}, now) is False


@pytest.mark.parametrize(
    ("method", "mode", "counts"),
    [
        ("get", "navigate", True),
        ("get", "cors", False),
        ("get", "", True),
        ("post", "cors", True),
    ],
)
def test_is_action_leaves_out_what_pages_load(rf, method, mode, counts):
    headers = {"Sec-Fetch-Mode": mode} if mode else {}
    request = getattr(rf, method)("/en/me/", headers=headers)
    request.resolver_match = None

    assert is_action(request) is counts


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "step"), [(726, 66), (186, 186)])
def test_session_of_a_superuser_ends_and_its_row_goes(client, time_machine, minutes, step):
    client.force_login(UserFactory(is_superuser=True))
    key, start = client.session.session_key, timezone.now()
    for passed in range(0, minutes, step):
        before = client.get(reverse("notifications:desk")).status_code
        time_machine.move_to(start + timedelta(minutes=passed + step))

    after = client.get(reverse("notifications:desk"))

    assert before == 200
    assert after.status_code == 302
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.django_db
def test_session_of_a_member_lasts_while_they_come_back(client, time_machine):
    client.force_login(UserFactory())
    start = timezone.now()
    seen = []
    for days in (0, 29, 58, 89):
        time_machine.move_to(start + timedelta(days=days))
        seen.append(client.get(reverse("notifications:desk")).status_code)

    assert seen == [200, 200, 200, 302]


@pytest.mark.django_db
def test_session_of_a_new_coordinator_ends_like_theirs(client, time_machine):
    nadia = UserFactory()
    client.force_login(nadia)
    community = CommunityFactory()
    MembershipFactory(person=nadia, community=community, coordinator=True)
    client.get(reverse("hosting:coordination-desk", args=[community.address]))

    time_machine.move_to(timezone.now() + timedelta(hours=4))

    assert client.get(reverse("notifications:desk")).status_code == 302


@pytest.mark.django_db
def test_old_session_of_a_new_coordinator_ends_at_the_first_guarded_page(client, time_machine):
    nadia = UserFactory()
    client.force_login(nadia)
    time_machine.move_to(timezone.now() + timedelta(hours=13))
    seat = MembershipFactory(person=nadia, coordinator=True)  # no action marks the session

    answer = client.get(reverse("hosting:coordination-desk", args=[seat.community.address]))

    assert answer.status_code == 302
    assert who(client) is None


@pytest.mark.django_db
def test_old_session_ends_everywhere_once_its_person_has_a_role(client, time_machine):
    nadia, new, start = member(two_step_due_at=None), client.__class__(), timezone.now()
    log_in(client, nadia)
    time_machine.move_to(start + timedelta(hours=11))
    log_in(new, nadia)
    time_machine.move_to(start + timedelta(hours=13))

    change_rights(person=nadia, groups=[], is_superuser=True, by=SYSTEM)

    desk = reverse("notifications:desk")
    assert (client.get(desk).status_code, new.get(desk).status_code) == (302, 200)
    assert new.session[PRIVILEGED] is True


@pytest.mark.django_db
def test_words_sent_after_the_session_ended_are_shown(client, time_machine):
    nadia = UserFactory(is_superuser=True)
    client.force_login(nadia)
    page = reverse("accounts:settings")
    time_machine.move_to(timezone.now() + timedelta(hours=4))

    answer = client.post(
        page,
        {"words": "By the river since 1987."},
        headers={"Sec-Fetch-Mode": "navigate", "Referer": f"http://testserver{page}"},
    )

    assert answer.status_code == 403
    assert "By the river since 1987." in answer.content.decode()


@pytest.mark.django_db
def test_admin_asks_again_after_half_an_hour_and_runs_nothing_sent(client, time_machine):
    """Somebody else may have sent it, at a browser that was left open."""
    ruler, other = member(is_superuser=True), member()
    log_in(client, ruler)
    rights = reverse("wagtailusers_users:edit", args=[other.pk])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    home = client.get(reverse("wagtailadmin_home")).status_code
    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    given = {"is_superuser": "on", "is_active": "on"}
    asked = client.post(rights, given)
    back = client.post(asked.url, {"password": PASSWORD})
    client.get(rights)
    other.refresh_from_db()
    before = other.is_superuser
    client.post(rights, given)

    other.refresh_from_db()
    assert home == 200
    assert asked.url == reverse("account_reauthenticate", query={"next": rights})
    assert (back.url, before) == (rights, False)
    assert other.is_superuser
    assert AuditEntry.objects.filter(verb="person.rights_changed").count() == 1


@pytest.mark.django_db
def test_form_is_shown_to_whoever_has_to_say_who_they_are(client, time_machine):
    log_in(client, member())
    close = reverse("accounts:account-close")
    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    asked = client.post(
        close,
        {"sure": "on", "words": "Thank you all."},
        headers={"Sec-Fetch-Mode": "navigate", "Referer": f"http://testserver{close}"},
    )

    assert asked.status_code == 403
    assert reverse("account_reauthenticate", query={"next": close}) in asked.text
    assert "Thank you all." in asked.text
    assert "If it wasn’t you who sent this, close this page." in asked.text
    assert "data-sends-again" in asked.text


@pytest.mark.django_db
def test_pages_of_allauth_run_nothing_that_was_sent(client, committed, time_machine):
    log_in(client, member())
    set_up_app(client, committed)
    remove = reverse("mfa_deactivate_totp")
    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    asked = client.post(remove)

    assert asked.url.endswith(urlencode({"next": remove}))
    assert "account_reauthentication_state" not in client.session


@pytest.mark.django_db
def test_admin_asks_again_whatever_was_opened_meanwhile(client, time_machine):
    ruler = member(is_superuser=True)
    log_in(client, ruler)
    admin, start = reverse("wagtailadmin_home"), timezone.now()
    home = client.get(admin).status_code
    for minutes in (15, 31):
        time_machine.move_to(start + timedelta(minutes=minutes))
        client.get(reverse("notifications:desk"))

    asked = [client.get(admin).url for _time in range(2)]

    assert home == 200
    assert asked == [reverse("account_reauthenticate", query={"next": admin})] * 2


@pytest.mark.django_db
def test_admin_asks_nobody_who_goes_on_working_there(client, time_machine):
    client.force_login(UserFactory(is_superuser=True))
    start, seen = timezone.now(), []
    for minutes in (20, 40, 60):
        time_machine.move_to(start + timedelta(minutes=minutes))
        seen.append(client.get(reverse("wagtailadmin_home")).status_code)

    assert seen == [200, 200, 200]


@pytest.mark.django_db
def test_what_the_admin_loads_on_its_own_is_no_use_of_it(client, time_machine):
    client.force_login(UserFactory(is_superuser=True))
    start = timezone.now()
    time_machine.move_to(start + timedelta(minutes=29))
    client.get(reverse("wagtailadmin_home"), headers={"Sec-Fetch-Mode": "cors"})
    time_machine.move_to(start + timedelta(minutes=31))

    asked = client.get(reverse("wagtailadmin_home"))

    assert asked.url == f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}"


@pytest.mark.django_db
def test_admin_sends_who_has_no_password_to_the_login(client, time_machine):
    client.force_login(UserFactory(is_superuser=True))
    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    asked = client.get(reverse("wagtailadmin_home"))

    assert asked.url == f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}"
    assert who(client) is None


@pytest.mark.django_db
def test_rights_are_given_by_who_has_just_said_who_they_are(client):
    ruler, other = member(is_superuser=True), member()
    log_in(client, ruler)
    rights = reverse("wagtailusers_users:edit", args=[other.pk])

    shown = client.get(rights).status_code
    asked = client.post(rights, {"is_superuser": "on", "is_active": "on"})

    other.refresh_from_db()
    assert shown == 200
    assert asked.url == reverse("account_reauthenticate", query={"next": rights})
    assert not other.is_superuser


@pytest.mark.django_db
def test_export_asks_for_the_password_first(client):
    ada = member()
    log_in(client, ada)

    asked = client.post(reverse("privacy:my-data-export"))
    back = client.post(asked.url, {"password": PASSWORD})
    file = client.post(reverse("privacy:my-data-export"))

    assert asked.url == reverse(
        "account_reauthenticate", query={"next": reverse("privacy:my-data")}
    )
    assert back.url == reverse("privacy:my-data")
    assert file.headers["Content-Disposition"] == 'attachment; filename="hirondelle.json"'


@pytest.mark.django_db
def test_export_sends_who_has_no_password_to_a_new_login(client, time_machine):
    client.force_login(UserFactory())
    at_once = client.post(reverse("privacy:my-data-export")).status_code
    time_machine.move_to(timezone.now() + timedelta(minutes=6))

    later = client.post(reverse("privacy:my-data-export"))

    assert at_once == 200
    assert later.url == f"{reverse('account_login')}?next={reverse('privacy:my-data')}"


NEW_LOCK = {
    "account_set_password": {"password1": "another ten birds", "password2": "another ten birds"},
    "account_email": {"action_add": "1", "email": "thief@example.org"},
    "mfa_activate_totp": {"code": "000000"},
    "mfa_add_webauthn": {"name": "Mine", "credential": "{}"},
    "usersessions_list": {},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NEW_LOCK)
def test_new_locks_ask_for_a_login_without_password(client, time_machine, name):
    ada, other = UserFactory(), client.__class__()
    for one in (client, other):
        one.force_login(ada)
    at_once = client.get(reverse(name)).status_code
    time_machine.move_to(timezone.now() + timedelta(minutes=6))

    later = client.post(reverse(name), NEW_LOCK[name])

    ada.refresh_from_db()
    assert at_once == 200
    assert later.url == f"{reverse('account_login')}?next={reverse(name)}"
    assert who(client) is None
    assert who(other) == ada
    assert not ada.has_usable_password()
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()


@pytest.mark.django_db
def test_sessions_elsewhere_end_for_who_confirms_later(client, time_machine):
    ada, elsewhere = member(), client.__class__()
    for one in (elsewhere, client):
        log_in(one, ada)
    time_machine.move_to(timezone.now() + timedelta(minutes=6))

    asked = client.post(reverse("usersessions_list"))
    before = who(elsewhere)
    client.post(asked.url, {"password": PASSWORD})
    still = who(elsewhere)
    client.post(reverse("usersessions_list"))

    assert asked.url == reverse(
        "account_reauthenticate", query={"next": reverse("usersessions_list")}
    )
    assert before == still == ada
    assert who(elsewhere) is None


@pytest.mark.django_db
def test_new_password_ends_sessions_elsewhere(client):
    ada = member()
    elsewhere = client.__class__()
    log_in(elsewhere, ada)
    log_in(client, ada)
    new = {"password1": "another ten birds", "password2": "another ten birds"}

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    assert who(client) == ada
    assert elsewhere.get(reverse("notifications:desk")).status_code == 302


def test_reset_links_and_sessions_last_as_promised():
    assert settings.PASSWORD_RESET_TIMEOUT == HOUR
    assert settings.SESSION_COOKIE_AGE == 30 * 24 * HOUR
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
