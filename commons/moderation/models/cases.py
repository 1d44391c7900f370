"""A case: everything that was reported about one thing, and what was decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.moderation.reportable_types import (
    ReportableType,
    all_reportable_types,
    reportable_type_named,
)
from commons.moderation.states import HIDDEN_EFFECTS, CaseState, Measure
from core.db.locks import LockingQuerySet
from core.ids import new_public_id

DECIDE_ANY = "moderation.decide_any_case"


class CaseQuerySet(LockingQuerySet["Case"]):
    def about(self, model: type[models.Model], pk: int) -> Self:
        kind = ContentType.objects.get_for_model(model)
        return self.filter(subject_type=kind, subject_id=pk)

    def about_the_same(self, case: Case) -> Self:
        same = self.filter(subject_type=case.subject_type_id, subject_id=case.subject_id)
        return same.exclude(pk=case.pk)

    def undecided(self) -> Self:
        """A further report joins them."""
        return self.exclude(state=CaseState.DECIDED)

    def unanswered(self) -> Self:
        """Reported or appealed; whatever the hour."""
        return self.filter(state__in=(CaseState.OPEN, CaseState.APPEALED))

    def waiting(self) -> Self:
        """Somebody has to decide now. What was asked of an author waits for its day."""
        is_due = Q(state=CaseState.ASKED, due_at__lte=timezone.now())
        return self.filter(is_due | Q(state__in=(CaseState.OPEN, CaseState.APPEALED)))

    def with_hidden_content(self) -> Self:
        return self.filter(effect__in=HIDDEN_EFFECTS)

    def apart_from(self, person: Any) -> Self:
        """Nobody decides on what is theirs, nor on what they reported themselves."""
        return self.exclude(parties=person.pk).exclude(reports__by=person.pk)

    def coordinated_by(self, person: Any, *, among: Collection[str] | None = None) -> Self:
        """By those who look after a community, without any right of the co-operative.

        `among` names the kinds that these cases are of, where they are known: to name the subjects
        of every kind takes Django longer than the database needs to answer.
        """
        theirs = Q(pk__in=())
        for kind in all_reportable_types():
            if among is not None and kind.name not in among:
                continue
            subjects = kind.decided_by(person)
            if subjects is not None:
                theirs |= Q(kind=kind.name, subject_id__in=subjects.values("pk"))
        return self.apart_from(person).filter(theirs)

    def within(self, place: Any) -> Self:
        """About what belongs to a community, for instance."""
        there = Q(pk__in=())
        for kind in all_reportable_types():
            subjects = kind.within(place)
            if subjects is not None:
                there |= Q(kind=kind.name, subject_id__in=subjects.values("pk"))
        return self.filter(there)

    def readable_by(self, person: Visitor, *, among: Collection[str] | None = None) -> Self:
        """`among` as in `coordinated_by`."""
        if not person.is_authenticated:
            return self.none()
        if person.has_perm(DECIDE_ANY):
            return self.apart_from(person)
        return self.coordinated_by(person, among=among)

    def to_erase(self) -> Self:
        """Removed, and too long ago for an appeal."""
        past = timezone.now()
        removed = self.filter(state=CaseState.DECIDED, effect=Measure.REMOVED, erased_at=None)
        return removed.filter(appeals_until__lte=past)

    def to_forget(self) -> Self:
        """Decided so long ago that nobody needs to know any more who said what."""
        past = timezone.now() - settings.MODERATION_KEPT
        return self.filter(state=CaseState.DECIDED, forgotten_at=None, decided_at__lte=past)


class Case(models.Model):
    """One thing that somebody reported. Reports of others about the same thing join it."""

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("type"), max_length=16)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    title = models.CharField(_("name"), max_length=160)
    authors = models.ManyToManyField(User, related_name="cases_about_theirs")  # hear of it
    parties = models.ManyToManyField(User, related_name="+")  # authors among them: never decide
    state = models.CharField(_("state"), max_length=12, choices=CaseState, default=CaseState.OPEN)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    effect = models.CharField(_("in force"), max_length=12, choices=Measure, default=Measure.NONE)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    appeals_until = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("pk",)
        default_permissions = ("view",)
        permissions = (("decide_any_case", _("Can decide on everything that is reported")),)
        indexes = (models.Index(fields=("kind", "subject_id"), name="case_by_subject"),)
        constraints = (
            models.UniqueConstraint(
                fields=("subject_type", "subject_id"),
                condition=~Q(state=CaseState.DECIDED),
                name="one_undecided_case_per_subject",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where somebody decides."""
        return reverse("moderation:case-detail", args=[self.public_id])

    @property
    def noun(self) -> ReportableType | None:
        return reportable_type_named(self.kind)

    @property
    def page(self) -> str:
        """Where it is to be read, if it still is, and is public."""
        kind, subject = self.noun, self.subject
        if kind is not None and kind.is_private:
            return ""
        return kind.page_of(subject) if kind and subject and not self.is_hidden else ""

    @property
    def is_decided(self) -> bool:
        return self.state == CaseState.DECIDED

    @property
    def is_hidden(self) -> bool:
        return self.effect in HIDDEN_EFFECTS

    @property
    def can_be_lifted(self) -> bool:
        """In force, and what was removed isn't erased yet."""
        return self.is_decided and self.is_hidden and self.erased_at is None


class Copy(models.Model):
    """What was to be read when it was reported; the same words are kept once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="copies")
    fingerprint = models.CharField(max_length=64)
    content = models.JSONField()  # [label, words] pairs
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("case", "fingerprint"), name="one_copy_of_same_words"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.fingerprint[:8]}"
