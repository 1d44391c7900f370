"""What the registers say is whole: purposes, periods, jobs, and the page that is made of them."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.urls import reverse

from commons.privacy.presenters import processing_cards
from commons.privacy.registries.consents import consent_sources
from commons.privacy.registries.personal_fields import declared_models
from commons.privacy.registries.processings import processings
from commons.privacy.registries.retention import retention_rules, rules_of

DAY = timedelta(days=1)


def jobs_of_rules():
    return {rule.job for rule in retention_rules() if rule.job}


def test_every_declared_model_has_one_processing_and_a_period():
    labels = [app for one in processings.values() for app in one.apps]

    assert sorted(labels) == sorted({model.partition(".")[0] for model in declared_models()})
    assert [model for model in declared_models() if not rules_of(model)] == []
    assert {model for rule in retention_rules() for model in rule.models} <= declared_models()


def test_every_job_of_a_period_runs_at_least_once_a_day():
    schedules = {one["task"]: one["schedule"] for one in settings.CELERY_BEAT_SCHEDULE.values()}

    assert jobs_of_rules() <= schedules.keys()
    for job in jobs_of_rules():
        schedule = schedules[job]
        every_day = isinstance(schedule, crontab) and schedule.day_of_week == set(range(7))
        assert every_day or schedule <= DAY


def test_rules_with_a_period_have_a_job_and_a_beginning():
    unclear = [
        rule.models
        for rule in retention_rules()
        if rule.period is not None and not (rule.job and str(rule.starts))
    ]

    assert unclear == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param(
            "en",
            ("Personal data: what, why and how long", "5 years after the request has ended"),
            id="en",
        ),
        pytest.param("fr", ("Données personnelles", "5 ans après la fin de la demande"), id="fr"),
    ],
)
@pytest.mark.django_db
def test_page_of_processings_says_all_of_it_to_everybody(client, language, words):
    url = {"en": "/en/personal-data/", "fr": "/fr/donnees-personnelles/"}[language]

    page = client.get(url).content.decode()

    assert [one for one in words if one not in page] == []
    assert page.count('class="panel"') == len(processings) == len(processing_cards())


def test_consents_are_registered_with_the_words_that_people_agree_to():
    purposes = [source.purpose for source in consent_sources.values()]

    assert [one.code for one in purposes] == list(consent_sources)
    assert all(str(one.words) and str(one.data) and str(one.recipients) for one in purposes)
    assert reverse("privacy:my-consents")
