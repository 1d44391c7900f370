"""Archives of what is held about a person, imports of such archives, and consents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy.states import ImportState, Outcome
from core.db.locks import LockingQuerySet
from core.files.storage import private_storage, random_path
from core.ids import new_public_id

FOLDER: Final = "archives"
GIVEN_UP_AFTER: Final = timedelta(minutes=30)  # a job that takes longer has failed


def archive_path(row: models.Model, name: str) -> str:
    return f"{FOLDER}/{random_path()}"


class DataArchiveQuerySet(LockingQuerySet["DataArchive"]):
    def to_forget(self) -> Self:
        return self.filter(asked_at__lte=timezone.now() - settings.PRIVACY_ARCHIVE_KEPT)


class DataArchive(models.Model):
    """Everything about a person as one file: one row each, made anew over the old one."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="data_archive")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    file = models.FileField(storage=private_storage, upload_to=archive_path, blank=True)

    objects = DataArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("data archive")
        verbose_name_plural = _("data archives")

    def __str__(self) -> str:
        return f"archive {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:my-data")

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None and self.made_at >= self.asked_at and bool(self.file)

    @property
    def is_being_made(self) -> bool:
        return not self.is_ready and self.asked_at > timezone.now() - GIVEN_UP_AFTER

    @property
    def expires_at(self) -> datetime:
        kept: timedelta = settings.PRIVACY_ARCHIVE_KEPT
        return self.asked_at + kept

    @property
    def file_name(self) -> str:
        """What it is called on the disk of its person."""
        return f"hirondelle-{timezone.localdate(self.made_at):%Y-%m-%d}.zip"


class ArchiveImportQuerySet(LockingQuerySet["ArchiveImport"]):
    def of_person(self, person: User) -> Self:
        return self.filter(person=person)

    def to_forget(self) -> Self:
        return self.filter(checked_at__lte=timezone.now() - settings.PRIVACY_IMPORT_KEPT)


class ArchiveImport(models.Model):
    """An archive that was checked, and what would come of it: `plan` is shown before anything is
    written. The file goes as soon as it is imported.

    `plan` has for each part its items: title, outcome, reason.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="archive_imports")
    source = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.CHECKED)
    plan = models.JSONField(default=dict)
    refusal = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    file = models.FileField(storage=private_storage, upload_to=archive_path, blank=True)

    objects = ArchiveImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of an archive")
        verbose_name_plural = _("imports of archives")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"import {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:import-detail", args=[self.public_id])

    @property
    def outcomes(self) -> list[tuple[str, dict[str, Any]]]:
        return [(code, item) for code, items in self.plan.items() for item in items]

    @property
    def has_news(self) -> bool:
        return any(item["outcome"] == Outcome.NEW for _code, item in self.outcomes)

    @property
    def is_being_imported(self) -> bool:
        return self.state == ImportState.WAITING and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Its job has failed again and again; the next try only says so."""
        if self.state != ImportState.WAITING or self.confirmed_at is None:
            return False
        return self.confirmed_at <= timezone.now() - GIVEN_UP_AFTER


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class ConsentRecord(models.Model):
    """Who agreed to what, on which words, when, and when they took it back (ISO/IEC TS 27560).

    `purpose` names a registered purpose, which says who gets which data; `subject` is the public id
    of what it is about, where a purpose has several; `version` is that of the words on the page.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consent_records")
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=16, blank=True)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose", "subject"),
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent_per_purpose",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"


class InactivityWarning(models.Model):
    """A person was told that their account closes on that day unless they come back."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="inactivity_warning")
    warned_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()

    class Meta:
        verbose_name = _("warning before an account closes")
        verbose_name_plural = _("warnings before accounts close")

    def __str__(self) -> str:
        return f"warning of {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:my-data")
