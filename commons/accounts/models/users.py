"""The person: one account, known by an e-mail address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self

import rules
from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    AnonymousUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from commons.accounts.choices import MailFrequency
from commons.accounts.duty_permissions import is_duty_permission
from commons.accounts.models.mails import Mailbox
from commons.accounts.signals import superuser_made
from commons.accounts.validators import (
    validate_single_line,
    validate_site_language,
    validate_spoken_languages,
)
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.text.contacts import email_key


class UserQuerySet(LockingQuerySet["User"]):
    def visible_to(self, viewer: User | AnonymousUser) -> Self:
        """Members see each other: whoever answered our mail, hasn't left and isn't hidden."""
        if not viewer.is_authenticated:
            return self.none()
        shown = self.filter(is_active=True, email_verified_at__isnull=False)
        return shown.filter(Q(hidden_at__isnull=True) | Q(pk=viewer.pk))

    def reachable(self) -> Self:
        """In SQL what `can_get_mail` says of one person."""
        known = self.filter(is_active=True, email_verified_at__isnull=False)
        return known.filter(mail_bounced_at=None)

    def language_of(self, address: str, *, otherwise: str) -> str:
        """Of the account with this address, else `otherwise`: a mail speaks as its reader does."""
        known = self.filter(email=address.lower()).values_list("language", flat=True).first()
        return known or otherwise

    def due_for_daily_mail(self, moment: datetime) -> Self:
        """Their hour has come today and nothing was promised for today; `moment` is local time."""
        zone = str(moment.tzinfo)
        due = self.on_days().filter(time_zone=zone, mail_hour__lte=moment.hour)
        return due.exclude(mail_promised_on__gte=moment.date())

    def on_days(self) -> Self:
        """Whoever may want a daily mail: those with choices of their own are asked one by one."""
        daily = models.Q(mail_pace=MailFrequency.DAILY) | models.Q(mails_desk=True)
        return self.reachable().filter(daily | ~models.Q(mail_paces={}))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Made on the server by somebody who runs it: they vouch for the address."""
        fields.setdefault("email_verified_at", timezone.now())
        person = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        superuser_made.send(sender=self.model, person=person)
        return person

    def get_by_natural_key(self, username: str | None) -> User:
        person: User = self.get(email=(username or "").lower())
        return person


class User(Mailbox, AbstractBaseUser, PermissionsMixin):
    """Others see the display name. Full name and telephone go to the other side of an agreement."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("email address"), unique=True)
    email_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    display_name = models.CharField(
        _("name shown to others"),
        max_length=80,
        validators=[validate_single_line],
        help_text=_("The name you’d like to be known by here."),
    )
    full_name = models.CharField(
        _("full name"),
        max_length=160,
        blank=True,
        validators=[validate_single_line],
        help_text=_("Appears in your agreements and nowhere else."),
    )
    phone = PhoneNumberField(
        _("phone"),
        blank=True,
        help_text=_("Shared only with the host or guest you have an agreement with."),
    )
    words = models.TextField(_("a few words about you"), max_length=2000, blank=True)
    language = models.CharField(
        _("language of our emails to you"),
        max_length=10,
        default="fr",
        validators=[validate_site_language],
    )
    languages = models.JSONField(
        _("languages you speak"),
        default=list,
        blank=True,
        validators=[validate_spoken_languages],
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Until then they may coordinate or administer without a second factor; None: nobody asked yet.
    two_step_due_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = (("moderate_people", _("Can hide profiles and suspend accounts")),)
        constraints = (models.UniqueConstraint(Lower("email"), name="one_account_per_address"),)

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        """What Wagtail and others print beside an action: never more than the person shows."""
        return self.display_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As Django's; a superuser holds a permission of those on duty only by being on duty.

        Nor does one answer alone for what takes two people, or take away their own second factor.
        """
        if is_duty_permission(perm):
            return bool(self.is_active and rules.has_perm(perm, self, obj))
        return bool(super().has_perm(perm, obj))

    def shares_contact_with(self, other: User) -> bool:
        """Whether both have one mailbox or telephone, and so are perhaps one person."""
        is_same_phone = bool(self.phone) and self.phone == other.phone
        return is_same_phone or email_key(self.email) == email_key(other.email)

    @property
    def signature(self) -> str:
        """The name that stands in an agreement, for its other side only."""
        return self.full_name or self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("accounts:person-detail", args=[self.public_id])

    @property
    def languages_in_words(self) -> list[str]:
        names = dict(settings.LANGUAGES_SPOKEN)
        return [str(names[code]) for code in self.languages if code in names]

    @property
    def can_get_mail(self) -> bool:
        """We write to addresses that answered us and take mail, and to nobody who left."""
        answered = self.email_verified_at is not None
        return self.is_active and answered and self.mail_bounced_at is None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that a person may change about themselves on one page."""

    display_name: str
    full_name: str
    phone: str | PhoneNumber
    words: str
    language: str
    languages: list[str]

    @classmethod
    def names(cls) -> list[str]:
        return [one.name for one in fields(cls)]
