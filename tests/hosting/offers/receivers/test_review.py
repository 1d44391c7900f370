"""Ears for Wagtail: what they write, and what no longer leaves inside the request."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Workflow, WorkflowContentType
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.review import publish_offer, request_changes, submit_for_review
from hosting.offers.actions.review_setup import prepare_review
from hosting.offers.models.offers import Offer
from hosting.offers.models.review import CommunityReading
from hosting.offers.models.stays import Stay
from hosting.offers.receivers.review import WAGTAIL_MAILS, suppress_wagtail_mail
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_a_revision_published_without_a_review_notifies_nobody(heard):
    stay = StayFactory(draft=True)

    stay.save_revision().publish()

    assert list(AuditEntry.objects.values_list("verb", "actor")) == [("offer.published", None)]
    assert list(Notice.objects.all()) == []
    assert heard == [("published", stay.pk)]


def test_a_change_to_a_public_offer_is_told_as_a_change():
    stay = StayFactory(first_published_at=timezone.now() - timedelta(days=60))
    coordinator = MembershipFactory(community=stay.community, coordinator=True).person
    revise_offer(offer=stay, changes={"words": "New."}, by=stay.host)
    submit_for_review(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=coordinator)

    submitted, published = (
        render_to_string(notice.template, {"subject": stay, "data": notice.data})
        for notice in Notice.objects.order_by("pk")
    )

    assert "The current version stays public until you publish the new one." in submitted
    assert "Everyone can now find your offer." not in published
    assert "The public page now shows your changes." in published


def test_wagtail_sends_no_mail_of_its_own():
    stay = StayFactory(draft=True)
    coordinator = MembershipFactory(community=stay.community, coordinator=True).person

    submit_for_review(offer=stay, by=stay.host)
    request_changes(offer=stay, reason="Which stairs?", by=coordinator)
    submit_for_review(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=coordinator)

    assert mail.outbox == []  # ours leave after the commit, from the outbox


def test_our_silence_stands_where_wagtails_mails_would():
    ears = {
        signal: {receiver for _key, receiver, *_rest in signal.receivers}
        for signal in (workflow_submitted, workflow_rejected, workflow_approved)
    }

    assert len(WAGTAIL_MAILS) == 4
    for found in ears.values():
        names = {getattr(ear(), "__name__", type(ear()).__name__) for ear in found}
        assert suppress_wagtail_mail.__name__ in names
        assert not any("EmailNotifier" in name for name in names)


def test_prepare_reading_may_run_any_number_of_times():
    before = (Workflow.objects.count(), CommunityReading.objects.count(), Group.objects.count())

    prepare_review()
    call_command("migrate", verbosity=0)

    after = (Workflow.objects.count(), CommunityReading.objects.count(), Group.objects.count())
    assert after == before


def test_prepare_reading_keeps_what_an_editor_chose():
    CommunityReading.objects.update(name="Lecture")
    Workflow.objects.filter(workflow_tasks__task__name="Lecture").update(name="Nos lectures")
    other = Workflow.objects.create(name="Another road")
    WorkflowContentType.objects.filter(content_type__model="stay").update(workflow=other)
    group = Group.objects.get(name="Co-operative")
    group.permissions.clear()

    prepare_review()

    assert Stay.get_default_workflow() == other
    assert Offer.get_default_workflow().name == "Nos lectures"
    assert list(group.permissions.all()) == []
