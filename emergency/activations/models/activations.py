"""An emergency: its rules as data, and who coordinates it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.ids import new_public_id, url_slug
from core.values.dates import DateRange
from emergency.activations.choices import Noun
from emergency.activations.models.places import Hospital
from emergency.activations.states.activations import (
    ROUND_THE_CLOCK,
    SERVICE_MINUTES,
    WEIGHTS,
    ActivationState,
    PriceRule,
    ServiceStep,
    service_minutes,
    weights,
)
from emergency.activations.states.switching import REOPEN_WITHIN
from emergency.activations.validators import (
    LONGEST_STAY,
    domains_in,
    validate_departments,
    validate_domains,
    validate_service_minutes,
    validate_weights,
)

LAST_MINUTE: Final = time(23, 59)  # a form can name no later end of a day
NOON: Final = time(12)  # quiet hours that begin before it begin after midnight


class ActivationQuerySet(LockingQuerySet["Activation"]):
    def public(self) -> Self:
        """Intake is open, or the last stays still run."""
        return self.filter(state__in=(ActivationState.ACTIVE, ActivationState.WINDING_DOWN))

    def counted(self) -> Self:
        """Opened once, and its people not yet forgotten."""
        states = (ActivationState.DRAFT, ActivationState.PURGED)
        return self.exclude(opened_at=None).exclude(state__in=states)

    def coordinated_by(self, person: Visitor) -> Self:
        if not person.is_authenticated:
            return self.none()
        on_duty = Duty.objects.on_duty().filter(person=person.pk)
        return self.filter(pk__in=on_duty.values("activation"))

    def planned_by(self, person: Visitor) -> Self:
        """Those that this person began to prepare, whoever is on duty in them."""
        begun = models.Q(events__noun=Noun.ACTIVATION, events__old="", events__person=person.pk)
        return self.filter(pk__in=self.model.objects.filter(begun).values("pk"))


class Activation(models.Model):
    """Dormant until it is declared. Every rule that the code follows stands here."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    state = models.CharField(
        max_length=14, choices=ActivationState, default=ActivationState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    territory = models.CharField(
        _("territory"),
        max_length=80,
        help_text=_("The name that people use, such as Indre-et-Loire."),
    )
    departments = models.CharField(
        _("departments"),
        max_length=60,
        validators=[validate_departments],
        help_text=_(
            "Enter the numbers of the French departments. The list of "
            "workplaces comes from these departments."
        ),
    )
    timezone = models.CharField(max_length=40, default="Europe/Paris", editable=False)
    operator = models.CharField(
        _("organisation responsible"),
        max_length=160,
        help_text=_("The organisation that is legally responsible."),
    )
    responsible = models.CharField(_("person responsible"), max_length=120)
    phone = PhoneNumberField(_("coordination phone number"))
    reason = models.TextField(_("reason"), max_length=1000)
    is_drill = models.BooleanField(
        _("this is a drill"),
        default=False,
        help_text=_(
            "Every page and every email says that this is a drill. It takes only one person to "
            "declare the drill or end it. You can’t change this setting once the drill is declared."
        ),
    )
    decision = models.CharField(
        _("decision"),
        max_length=200,
        help_text=_("Who made the decision (a prefect or a board, for example), and when."),
    )

    price_rule = models.CharField(
        _("price"), max_length=10, choices=PriceRule, default=PriceRule.FREE
    )
    whole_only = models.BooleanField(_("whole homes only"), default=True)
    min_nights = models.PositiveSmallIntegerField(
        _("minimum nights"), default=1, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    gap_nights = models.PositiveSmallIntegerField(
        _("empty nights between two stays"), default=1, validators=[MaxValueValidator(14)]
    )
    whole_check = models.PositiveSmallIntegerField(
        _("check level for a whole home"), default=1, validators=[MaxValueValidator(3)]
    )
    shared_check = models.PositiveSmallIntegerField(
        _("check level for a shared home"),
        default=2,
        validators=[MinValueValidator(2), MaxValueValidator(3)],
    )
    work_domains = models.CharField(
        _("employers’ email domains"),
        max_length=400,
        blank=True,
        validators=[validate_domains],
        help_text=_(
            "Such as chu-tours.fr. We send the code to work addresses that "
            "end in one of these domains."
        ),
    )
    service_minutes = models.JSONField(
        default=service_minutes, validators=[validate_service_minutes]
    )
    weights = models.JSONField(default=weights, validators=[validate_weights])
    host_hours = models.PositiveSmallIntegerField(
        _("hours for a host to reply"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    urgent_hours = models.PositiveSmallIntegerField(
        _("hours for a host to reply when the stay starts soon"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    near_hours = models.PositiveSmallIntegerField(
        _("hours before the start that count as “soon”"),
        default=72,
        validators=[MinValueValidator(1), MaxValueValidator(14 * 24)],
        help_text=_(
            "When the start is this close, we can ask two hosts at once, as we do after a host has "
            "said no or hasn’t replied. Each host has less time to reply."
        ),
    )
    requester_hours = models.PositiveSmallIntegerField(
        _("hours for a requester to reply"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    asks_per_week = models.PositiveSmallIntegerField(
        _("maximum requests to one host per week"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    quiet_from = models.TimeField(_("quiet hours start at"), default=time(21))
    quiet_until = models.TimeField(_("quiet hours end at"), default=time(8))
    opens = models.TimeField(_("start of phone hours"), default=time(7))
    closes = models.TimeField(_("end of phone hours"), default=time(23))
    review_on = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_("At most 30 days ahead. The emergency ends if it isn’t extended by then."),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days after closing until all personal data is deleted"),
        default=90,
        validators=[MinValueValidator(30), MaxValueValidator(365)],
        help_text=_("After this time, only figures remain, without names."),
    )
    hard_end = models.DateField(_("latest end date for stays"), null=True, blank=True)

    objects = ActivationQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency")
        verbose_name_plural = _("emergencies")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.territory

    def get_absolute_url(self) -> str:
        return reverse("emergency:desk", args=[self.address])

    @property
    def address(self) -> str:
        return url_slug(self.territory, self.public_id)

    @property
    def takes_requests(self) -> bool:
        return self.state == ActivationState.ACTIVE

    @property
    def is_public(self) -> bool:
        return self.state in {ActivationState.ACTIVE, ActivationState.WINDING_DOWN}

    @property
    def is_over(self) -> bool:
        """It is ending or closed: nobody new is taken in, nothing new is promised."""
        return self.state in {ActivationState.WINDING_DOWN, ActivationState.CLOSED}

    @property
    def reopens_until(self) -> datetime | None:
        """The hour until which an ending can be taken back; nothing in any other state."""
        if self.state != ActivationState.WINDING_DOWN:
            return None
        return self.state_since + REOPEN_WITHIN

    @property
    def can_reopen(self) -> bool:
        return self.reopens_until is not None and timezone.now() < self.reopens_until

    @property
    def department_codes(self) -> list[str]:
        return [code.strip() for code in self.departments.split(",") if code.strip()]

    @property
    def employer_domains(self) -> list[str]:
        return domains_in(self.work_domains)

    @property
    def whole_weights(self) -> dict[str, float]:
        """A term that was added after this row was written counts as usual."""
        return {**WEIGHTS, **self.weights}

    @property
    def whole_service_minutes(self) -> dict[str, int]:
        return {**SERVICE_MINUTES, **self.service_minutes}

    @property
    def least_lent(self) -> int:
        """Nights for which a home has to be lent so that one stay fits, and its empty nights."""
        return self.min_nights + self.gap_nights

    @property
    def until_the_end(self) -> DateRange:
        """From today on, with the nights kept empty after the last stay; one fits in any case."""
        today = self.today()
        longest = today + timedelta(days=LONGEST_STAY)
        last = min(self.hard_end or longest, longest) + timedelta(days=self.gap_nights)
        return DateRange(today, max(last, today + timedelta(days=self.least_lent)))

    def check_needed(self, *, shared: bool) -> int:
        return self.shared_check if shared else self.whole_check

    def today(self) -> date:
        return timezone.now().astimezone(ZoneInfo(self.timezone)).date()

    @property
    def is_past_review(self) -> bool:
        """The day of its review is over, on the clock of its own territory."""
        return self.review_on is not None and self.review_on < self.today()

    def due_at(self, step: ServiceStep, start: datetime) -> datetime:
        """When somebody has to have done it; what comes in at night waits for the morning."""
        begin = start if step in ROUND_THE_CLOCK else self.attended(start)
        begin = begin.astimezone(UTC)  # an hour is an hour, also when the clocks change
        return begin + timedelta(minutes=self.whole_service_minutes[step])

    @property
    def forgotten_on(self) -> date | None:
        """The day on which its people are forgotten: it is counted from the closing on."""
        zone, kept = ZoneInfo(self.timezone), timedelta(days=self.kept_days)
        return self.closed_at.astimezone(zone).date() + kept if self.closed_at else None

    def before_night(self, moment: datetime) -> datetime:
        """Early enough for a host to answer before the quiet hours; after that, an hour later."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        is_after_midnight = self.quiet_from < NOON and local.time() >= self.quiet_from
        day = local.date() + timedelta(days=is_after_midnight)
        night = datetime.combine(day, self.quiet_from, tzinfo=local.tzinfo)
        return max(night - timedelta(hours=self.urgent_hours), moment + timedelta(hours=1))

    def morning_of(self, day: date) -> datetime:
        """When somebody begins to answer on that day."""
        return datetime.combine(day, self.opens, tzinfo=ZoneInfo(self.timezone))

    def is_near(self, day: date) -> bool:
        """No time is to be lost for whoever needs a roof from this day on."""
        return self.morning_of(day) - timezone.now() < timedelta(hours=self.near_hours)

    def is_quiet(self, moment: datetime) -> bool:
        """Nobody is asked at this hour."""
        hour = moment.astimezone(ZoneInfo(self.timezone)).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def after_quiet(self, moment: datetime) -> datetime:
        """A window doesn't close while its host sleeps: an hour after they wake, then."""
        if not self.is_quiet(moment):
            return moment
        local = moment.astimezone(ZoneInfo(self.timezone))
        day = local.date() + timedelta(days=0 if local.time() < self.quiet_until else 1)
        return datetime.combine(day, self.quiet_until, tzinfo=local.tzinfo) + timedelta(hours=1)

    @property
    def answers_day_and_night(self) -> bool:
        """Whether the phone hours leave no more out than the minute that a form can't name."""
        return self.opens == time.min and self.closes >= LAST_MINUTE

    def attended(self, moment: datetime) -> datetime:
        """This moment, or the next one at which somebody answers."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        if self.opens <= local.time() < self.closes:
            return moment
        day = local.date() + timedelta(days=0 if local.time() < self.opens else 1)
        return datetime.combine(day, self.opens, tzinfo=local.tzinfo)


class DutyQuerySet(models.QuerySet["Duty"]):
    def named(self) -> Self:
        """Those on duty, and those who named themselves and wait for somebody else to look."""
        return self.filter(ended_at=None, person__is_active=True)

    def on_duty(self) -> Self:
        return self.named().filter(waits_for_another=False)

    def looking_after(self, hospital_id: int | None) -> Self:
        """On duty for this place of work: without hospitals named, all of them are theirs."""
        theirs = models.Q(hospitals=None) | models.Q(hospitals=hospital_id)
        return self.on_duty().filter(theirs).select_related("person").distinct()

    def not_independent_of(self, person: User) -> set[int]:
        """Keys of those whose look at what this person did is no second pair of eyes; one query.

        They themselves, whoever has their mailbox or telephone, and whoever put the other on duty
        while nobody else did.
        """
        duties = list(self.select_related("person"))
        own = next((duty for duty in duties if duty.person_id == person.pk), None)
        only_namer = own.only_namer if own else None
        return {person.pk} | {
            duty.person_id
            for duty in duties
            if duty.only_namer == person.pk
            or duty.person_id == only_namer
            or duty.person.shares_contact_with(person)
        }


class Duty(models.Model):
    """A coordinator of one activation. Without hospitals named, all of them are theirs."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="emergency_duties"
    )
    hospitals = models.ManyToManyField(Hospital, blank=True, related_name="+")
    sees_safety = models.BooleanField(_("reads safety reports"), default=False)
    # Who put them on duty, and who did so as well. None: the system, or before this was noted.
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    named_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Whoever names themselves reads nothing before somebody else has named them.
    waits_for_another = models.BooleanField(default=False, editable=False)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activation", "person"), name="one_duty_per_person_and_activation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.activation_id}"

    @property
    def only_namer(self) -> int | None:
        """The key of who put them on duty, where nobody else did."""
        if self.named_by_id is None:
            return None
        others = {self.named_by_id, self.named_again_by_id} - {None, self.person_id}
        return others.pop() if len(others) == 1 else None

    def covers(self, other: Duty) -> bool:
        """Whether this coordinator sees all that the other one of the same emergency sees."""
        if other.sees_safety and not self.sees_safety:
            return False
        own, theirs = ({hospital.pk for hospital in duty.hospitals.all()} for duty in (self, other))
        return not own or (bool(theirs) and theirs <= own)
