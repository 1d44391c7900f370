"""Signing up, coming in, changing the lock, going out."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse, translate_url
from django.utils import timezone

from commons.accounts.models import AuditEntry, Letter, OutboxEntry, User
from commons.accounts.tasks import drain_outbox
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

NEWCOMER = {"display_name": "Ada", "email": "Ada@Example.org", "password1": "ten thousand birds"}
PASSWORD = "ten thousand birds"


def member(**fields):
    """Somebody whom allauth knows too, with a password."""
    person = UserFactory(**fields)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_up(client, committed, **fields):
    with committed():
        return client.post(reverse("account_signup"), {**NEWCOMER, **fields})


def log_in(client, person, **fields):
    data = {"login": person.email, "password": PASSWORD, **fields}
    return client.post(reverse("account_login"), data)


def who(client):
    """The person behind the session, or nothing."""
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_signup_makes_a_person_who_has_to_confirm_first(client, committed, mailoutbox):
    answer = sign_up(client, committed)

    ada = User.objects.get()
    assert answer.url == reverse("account_email_verification_sent")
    assert (ada.display_name, ada.email, ada.language) == ("Ada", "ada@example.org", "en")
    assert ada.check_password(PASSWORD)
    assert ada.email_verified_at is None
    assert who(client) is None
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_signup_writes_in_the_language_of_the_page(client, committed, mailoutbox):
    with committed():
        client.post(translate_url(reverse("account_signup"), "fr"), NEWCOMER)

    assert User.objects.get().language == "fr"
    assert "http://localhost:8000/fr/" in mailoutbox[0].body


def test_signup_without_a_password_is_for_those_who_come_with_a_code(client, committed):
    sign_up(client, committed, password1="")

    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "   "}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
        ({"display_name": "Ada\r\nBcc: all@example.org"}, "display_name"),
        ({"email": "not an address"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "1234567890"}, "password1"),
    ],
)
def test_signup_says_what_to_put_right(client, committed, fields, about):
    answer = sign_up(client, committed, **fields)

    assert list(answer.context["form"].errors) == [about]
    assert list(User.objects.all()) == []


def test_signup_with_a_known_address_looks_the_same_and_tells_its_owner(
    client, committed, mailoutbox
):
    ada = member(email="ada@example.org")

    answer = sign_up(client, committed)

    assert answer.url == reverse("account_email_verification_sent")
    assert list(User.objects.all()) == [ada]
    assert [mail.subject for mail in mailoutbox] == ["You have an account already"]


def test_signup_survives_a_broken_mail_server(
    client, committed, broken_mail_server, mailoutbox, time_machine
):
    answer = sign_up(client, committed)
    letter = Letter.objects.get()

    broken_mail_server()
    time_machine.move_to(OutboxEntry.objects.get().due_at)
    drain_outbox()

    assert answer.url == reverse("account_email_verification_sent")
    assert letter.address == "ada@example.org"
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_a_script_in_a_name_is_shown_as_letters(client):
    ada = UserFactory(display_name="<script>alert(1)</script>")
    client.force_login(ada)

    page = client.get(reverse("accounts:desk")).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_looking_at_the_link_changes_nothing(client, committed, link_in):
    sign_up(client, committed)

    answer = client.get(link_in())

    assert answer.status_code == 200
    assert User.objects.get().email_verified_at is None


def test_looking_at_the_link_leaves_somebody_else_logged_in(client, committed, link_in):
    sign_up(client, committed)
    ben = UserFactory()
    client.force_login(ben)

    client.get(link_in())

    assert who(client) == ben


def test_pressing_the_button_verifies_and_comes_in(client, committed, link_in):
    sign_up(client, committed)

    answer = client.post(link_in())

    ada = User.objects.get()
    assert ada.email_verified_at is not None
    assert who(client) == ada
    assert answer.url == reverse("accounts:desk")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_pressing_the_button_in_another_browser_does_not_come_in(client, committed, link_in):
    sign_up(client, committed)
    link = link_in()
    client.cookies.clear()

    answer = client.post(link)

    assert User.objects.get().email_verified_at is not None
    assert who(client) is None
    assert answer.url == reverse("account_login")


def test_a_used_link_says_so(client, committed, link_in):
    sign_up(client, committed)
    client.post(link_in())

    page = client.get(link_in())

    assert page.status_code == 200
    assert "This link has been used, or is too old" in page.content.decode()


def test_an_old_link_says_so(client, committed, link_in, time_machine):
    sign_up(client, committed)

    time_machine.move_to(timezone.now() + timedelta(days=3, seconds=1))
    page = client.get(link_in())

    assert "This link has been used, or is too old" in page.content.decode()
    assert client.post(link_in()).status_code == 404
    assert User.objects.get().email_verified_at is None


def test_a_made_up_link_says_so(client):
    page = client.get(reverse("account_confirm_email", args=["MQ:made:up"]))

    assert "This link has been used, or is too old" in page.content.decode()


def test_login_by_password(client):
    ada = member()

    answer = log_in(client, ada)

    assert who(client) == ada
    assert answer.url == reverse("accounts:desk")


def test_login_leads_to_where_one_wanted_to_go(client):
    ada = member()

    answer = log_in(client, ada, next=reverse("accounts:notice-list"))

    assert answer.url == reverse("accounts:notice-list")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"],
)
def test_login_leads_nowhere_else(client, elsewhere):
    ada = member()

    answer = log_in(client, ada, next=elsewhere)

    assert who(client) == ada
    assert answer.url == reverse("accounts:desk")


def test_logout_leads_nowhere_else(client):
    client.force_login(UserFactory())

    answer = client.post(reverse("account_logout"), {"next": "https://evil.example/"})

    assert answer.url == reverse("account_login")


@pytest.mark.parametrize("login", ["ada@example.org", "nobody@example.org"])
def test_login_with_a_wrong_password_tells_nobody_whether_the_account_exists(client, login):
    member(email="ada@example.org")

    answer = client.post(reverse("account_login"), {"login": login, "password": "wrong"})

    assert answer.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]


def test_login_of_an_unverified_person_sends_the_link_again(client, committed, mailoutbox):
    ada = UserFactory(unverified=True)
    ada.set_password(PASSWORD)
    ada.save()

    with committed():
        answer = log_in(client, ada)

    assert answer.url == reverse("account_email_verification_sent")
    assert who(client) is None
    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_login_of_somebody_verified_by_an_operator_asks_for_nothing_more(client):
    ada = UserFactory()
    ada.set_password(PASSWORD)
    ada.save()

    log_in(client, ada)

    assert who(client) == ada


def test_login_of_a_closed_account_says_so(client):
    ada = member(is_active=False)

    answer = log_in(client, ada, follow=True)

    assert who(client) is None
    assert answer.url == reverse("account_inactive")


def test_a_session_ends_when_the_account_is_closed(client):
    ada = UserFactory()
    client.force_login(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    answer = client.get(reverse("accounts:desk"))

    assert answer.status_code == 302


def test_login_by_code(client, committed, code_in):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) == ada
    assert answer.url == reverse("accounts:desk")


def test_login_by_code_confirms_the_address_too(client, committed, code_in):
    sign_up(client, committed, password1="")
    client.cookies.clear()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})

    client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) == User.objects.get()
    assert User.objects.get().email_verified_at is not None


def test_login_by_code_looks_the_same_for_an_unknown_address(client, committed, mailoutbox):
    with committed():
        answer = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    page = client.get(answer.url)

    assert answer.url == reverse("account_confirm_login_code")
    assert "If there is an account for nobody@example.org" in page.content.decode()
    assert [mail.subject for mail in mailoutbox] == ["There is no account for this address"]


def test_login_by_code_sends_none_to_a_closed_account(client, committed, mailoutbox):
    ada = member(is_active=False)

    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    assert [mail.subject for mail in mailoutbox] == ["There is no account for this address"]


def test_login_by_code_takes_three_guesses(client, committed):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    answers = [
        client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}) for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert who(client) is None


def test_login_by_code_forgets_the_code_after_a_quarter_of_an_hour(
    client, committed, code_in, time_machine
):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    time_machine.move_to(timezone.now() + timedelta(minutes=15, seconds=1))
    client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) is None


def test_logout_takes_a_press(client):
    ada = UserFactory()
    client.force_login(ada)

    page = client.get(reverse("account_logout"))
    still = who(client)
    client.post(reverse("account_logout"))

    assert page.status_code == 200
    assert still == ada
    assert who(client) is None


def test_a_password_is_reset_by_a_link_that_works_once(client, committed, link_in):
    ada = member()
    with committed():
        client.post(reverse("account_reset_password"), {"email": ada.email})
    link = link_in()
    form = client.get(link).url
    new = {"password1": "another ten birds", "password2": "another ten birds"}

    with committed():
        client.post(form, new)
    client.session.flush()
    again = client.get(link)

    ada.refresh_from_db()
    assert ada.check_password("another ten birds")
    assert "This link has been used, or is too old" in again.content.decode()
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.password_changed"]


def test_a_password_reset_tells_the_owner(client, committed, link_in, mailoutbox):
    ada = member()
    with committed():
        client.post(reverse("account_reset_password"), {"email": ada.email})
    form = client.get(link_in()).url

    with committed():
        client.post(form, {"password1": "another ten birds", "password2": "another ten birds"})

    assert [mail.subject for mail in mailoutbox] == [
        "Choose a new password",
        "Your password was changed by a link from our mail",
    ]


def test_a_password_reset_looks_the_same_for_an_unknown_address(client, committed, mailoutbox):
    with committed():
        answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert answer.url == reverse("account_reset_password_done")
    assert [mail.subject for mail in mailoutbox] == ["There is no account for this address"]


def test_a_password_is_changed_with_the_old_one(client, committed, mailoutbox):
    ada = member()
    log_in(client, ada)
    new = {"password1": "another ten birds", "password2": "another ten birds"}

    refused = client.post(reverse("account_change_password"), {"oldpassword": "wrong", **new})
    with committed():
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    ada.refresh_from_db()
    assert list(refused.context["form"].errors) == ["oldpassword"]
    assert ada.check_password("another ten birds")
    assert who(client) == ada
    assert [mail.subject for mail in mailoutbox] == ["Your password was changed"]


def test_an_address_changes_once_the_new_one_is_confirmed(client, committed, link_in, mailoutbox):
    ada = member(email="old@example.org")
    log_in(client, ada)
    wish = {"action_add": "1", "email": "new@example.org"}
    asked = client.post(reverse("account_email"), wish)
    with committed():
        client.post(asked.url, {"password": PASSWORD})
    ada.refresh_from_db()
    before = ada.email
    link = link_in()

    with committed():
        client.post(link)

    ada.refresh_from_db()
    assert before == "old@example.org"
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert ada.email == "new@example.org"
    assert [(one.email, one.verified) for one in EmailAddress.objects.all()] == [
        ("new@example.org", True)
    ]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["new@example.org"], "Please confirm your address"),
        (["old@example.org"], "Your e-mail address was changed"),
    ]


def test_an_address_of_somebody_else_is_not_taken(client, committed, link_in, mailoutbox):
    ben = member(email="ben@example.org")
    ada = member()
    log_in(client, ada)
    asked = client.post(reverse("account_email"), {"action_add": "1", "email": ben.email})
    with committed():
        client.post(asked.url, {"password": PASSWORD})

    client.post(link_in())

    ada.refresh_from_db()
    assert ada.email != ben.email
    assert list(EmailAddress.objects.filter(email=ben.email, verified=True)) == list(
        ben.emailaddress_set.all()
    )


def test_too_many_tries_get_a_clear_page(client):
    ada = member()

    answers = [log_in(client, ada, password="wrong") for _ in range(31)]

    assert answers[-1].status_code == 429
    assert "Let us breathe" in answers[-1].content.decode()


def test_sessions_elsewhere_end_with_one_press(client):
    ada = member()
    log_in(client, ada)
    elsewhere = client.__class__(HTTP_USER_AGENT="An old phone")
    log_in(elsewhere, ada)
    page = client.get(reverse("usersessions_list")).content.decode()

    client.post(reverse("usersessions_list"))

    assert "An old phone" in page
    assert client.get(reverse("accounts:desk")).status_code == 200
    assert elsewhere.get(reverse("accounts:desk")).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "usersessions_list",
    ],
)
def test_pages_of_members_send_a_visitor_to_the_door(client, name):
    answer = client.get(reverse(name))

    assert answer.url == f"{reverse('account_login')}?next={reverse(name)}"


def test_the_admin_has_no_door_of_its_own(client):
    home = reverse("wagtailadmin_home")

    refused = client.get(home)
    door = client.get(refused.url)

    assert refused.url == f"/cms/login/?next={home}"
    assert door.url == f"{reverse('account_login')}?next={home}"
    assert client.post("/cms/login/", {"username": "a", "password": "b"}).status_code == 302


def test_the_admin_is_closed_to_whoever_may_not_enter(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("wagtailadmin_home"), follow=True)

    assert answer.status_code == 403


def test_the_admin_is_open_to_whoever_may_enter(client):
    client.force_login(UserFactory(is_superuser=True))

    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.status_code == 200
