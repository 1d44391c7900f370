"""Every mail belongs to a kind that people know."""

import pytest

from commons.accounts.choices import MailFrequency
from commons.notifications.categories import (
    all_categories,
    category_of_template,
    mail_frequency_for,
    optional_categories,
)
from scripts import messages
from tests.factories.accounts import UserFactory

LETTERS = {  # they go to an address that somebody gave, once: there is nothing to choose
    "conversations/email/answer_refused.txt",
    "conversations/email/answer_without_files.txt",
    "emergency_safety/email/looked_at.txt",
    "emergency_safety/email/we_have_it.txt",
    "emergency_standby/email/lend_again.txt",
    "moderation/email/report_received.txt",
    "network_imports/email/member_invited.txt",
    "organisations/email/mandate_invited.txt",
    "moderation/email/statement_letter.txt",
    "stories/email/author_invited.txt",
    "trips/email/invited.txt",
    "trips/email/personal_link.txt",
    *(
        f"emergency_housing/email/{name}.txt"
        for name in (
            *("agreed", "appeal_decided", "ask_ended", "days_over", "free_tomorrow", "home_gone"),
            *("agreed_host", "entry_missing", "entry_written", "ending"),
            *("stay_off", "stay_over", "withdrawn"),
            *("more_asked", "ineligible", "referred", "unmet"),
            *("days_over_suspended", "days_over_unseen"),
            *(
                "home_offered",
                "host_asked",
                "how_it_goes",
                "longer_agreed",
                "longer_asked",
                "longer_refused",
            ),
            *("receipt", "stay_ended", "still_free", "suspended"),
            *("where_to", "word_for_you", "work_code"),
        )
    ),
}
DIGEST = "notifications/email/digest.txt"  # its lines have kinds
MESSAGE = "conversations/email/message_posted.txt"
AGREED = "requests/email/agreement_made.txt"


def test_every_mail_of_a_package_has_its_kind():
    templates = {
        path.as_posix().rpartition("/templates/")[2]
        for package in messages.packages()
        for path in package.rglob("templates/*/email/*.txt")
    }
    ours = templates - {DIGEST}
    ours = {name for name in ours if not name.startswith("accounts/")}

    assert {name for name in ours if category_of_template(name) is None} == LETTERS


def test_kinds_stand_in_one_order_and_each_once():
    places = [kind.place for kind in all_categories()]

    assert places == sorted(set(places))
    assert [kind.code for kind in optional_categories()] == [
        *("messages", "requests", "notes", "communities", "offers", "cohosts", "searches"),
        *("coordination", "trips", "stories", "pages", "organisations"),
    ]


@pytest.mark.parametrize(
    ("person", "template", "pace"),
    [
        pytest.param({}, MESSAGE, "at_once", id="default"),
        pytest.param({"mail_pace": "daily"}, MESSAGE, "daily", id="mail-pace-daily"),
        pytest.param(
            {"mail_paces": {"messages": "never"}}, MESSAGE, "never", id="mail-paces-messages-never"
        ),
        pytest.param(
            {"mail_pace": "never", "mail_paces": {"messages": "daily"}},
            MESSAGE,
            "daily",
            id="kind-before-all",
        ),
        pytest.param({"mail_pace": "never"}, AGREED, "at_once", id="mail-pace-never"),
        pytest.param(
            {"mail_paces": {"agreements": "never"}},
            AGREED,
            "at_once",
            id="mail-paces-agreements-never",
        ),
        pytest.param(
            {"mail_pace": "daily"}, "accounts/email/password_changed.txt", "daily", id="account"
        ),
    ],
)
def test_pace_for_asks_the_kind_first(person, template, pace):
    assert mail_frequency_for(UserFactory.build(**person), template) == MailFrequency(pace)
