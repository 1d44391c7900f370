"""Trips, steps and changes in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.geography.choices import TravelMode
from commons.geography.journeys import SOURCE, Range
from commons.profiles.selectors import face_url
from core.text.formatting import (
    format_ages,
    format_date_range,
    format_day,
    format_short_date_range,
    format_short_day,
    format_time,
)
from core.values.dates import DateRange
from hosting.offers.choices.lists import OfferKind
from hosting.offers.presenters.dates_and_party import format_nights
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import format_party, format_total
from hosting.requests.states import RequestState
from travel_stories.collaboration.choices import Verb
from travel_stories.trips.choices import LinkKind, MemberRole, Noun, StepKind, TripKind
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.histories import differences, sentence_of
from travel_stories.trips.presenters.trip_page import StepUrl
from travel_stories.trips.selectors.legs import Leg
from travel_stories.trips.selectors.nights import is_planned_for
from travel_stories.trips.selectors.stay_nights import StayNight, night_in_words
from ui.templatetags.languages import in_language

register = template.Library()

LONGEST_TITLE = 40  # in the subject of a mail
MOST_NAMES = 3  # of those who are here
TONES = ("", "terracotta", "leaf", "ochre")
ICONS = {
    StepKind.WISH: "heart",
    StepKind.OFFER: "bed",
    StepKind.MEETING: "flag",
    StepKind.LEG: "route",
    StepKind.NOTE: "pencil",
}
MODE_ICONS = {
    TravelMode.WALK: "walk",
    TravelMode.BIKE: "bike",
    TravelMode.E_BIKE: "bike",
    TravelMode.REGIONAL_TRAIN: "train",
    TravelMode.INTERCITY: "train",
    TravelMode.HIGH_SPEED: "train",
    TravelMode.TRAM: "train",
    TravelMode.METRO: "train",
    TravelMode.COACH: "bus",
    TravelMode.BUS: "bus",
    TravelMode.CAR: "car",
    TravelMode.ELECTRIC_CAR: "car",
    TravelMode.VAN: "car",
}


@register.filter
def trip_when(trip: Trip) -> str:
    """`Wednesday 12 – Monday 17 May`, or how many days are to be found."""
    first, last = trip.starts_on, trip.last_day
    if first is None or last is None:
        sentence = ngettext(
            "%(days)s day, date not chosen yet", "%(days)s days, dates not chosen yet", trip.days
        )
        return sentence % {"days": trip.days}
    if first == last:
        return format_day(first, weekday=True)
    return format_date_range(DateRange(first, last))


@register.filter
def trip_party(trip: Trip) -> str:
    """`4 adults, 2 children`; a class says its ages, never a name."""
    pieces = [ngettext("%(n)s adult", "%(n)s adults", trip.adults) % {"n": trip.adults}]
    if trip.children:
        pieces.append(
            ngettext("%(n)s child", "%(n)s children", trip.children) % {"n": trip.children}
        )
        pieces.append(format_ages(trip.age_from, trip.age_until))
    return ", ".join(piece for piece in pieces if piece)


@register.filter
def my_role(me: TripMember) -> str:
    """What my seat lets me do, in a sentence."""
    return {
        MemberRole.ORGANISER: _("You’re organising this trip."),
        MemberRole.COMPANION: _("You’re planning this trip with the others."),
        MemberRole.CHAPERONE: _("You’re planning this trip with the others, as a chaperone."),
        MemberRole.PAYER: _("You look after the money."),
        MemberRole.OBSERVER: _("You can view this trip."),
    }[MemberRole(me.role)]


@register.filter
def who_is_here(members: list[TripMember]) -> str:
    if not members:
        return ""
    names = [member.name for member in members[:MOST_NAMES]]
    names += ["…"] if len(members) > MOST_NAMES else []
    sentence = ngettext("%(names)s is here", "%(names)s are here", len(names))
    return sentence % {"names": names_in_words(names)}


@register.filter
def names_of(members: Iterable[TripMember]) -> str:
    return names_in_words([member.name for member in members])


def names_in_words(names: list[str]) -> str:
    """`Zoé, Samir and Jeanne`."""
    if len(names) < 2:
        return "".join(names)
    return _("%(others)s and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def tone(member: TripMember) -> str:
    """The same colour for the same person, on every page."""
    return TONES[member.pk % len(TONES)]


@register.filter
def face_among(member: TripMember, members: Iterable[TripMember]) -> str:
    """Address of the portrait of a member, of those that the page read; or nothing."""
    return next((face_url(getattr(one, "face", None)) for one in members if one == member), "")


@register.filter
def to_step(way: StepUrl, step: Step) -> str:
    """The address of one step."""
    return way.to(step)


@register.filter
def step_icon(step: Step) -> str:
    if step.kind == StepKind.LEG and step.mode:
        return MODE_ICONS.get(TravelMode(step.mode), "route")
    return ICONS[StepKind(step.kind)]


@register.filter
def step_time(step: Step) -> str:
    """`5 p.m., two nights`."""
    pieces = [format_time(step.at)] if step.at else []
    if step.minutes:
        pieces.append(duration(step.minutes))
    if step.nights:
        pieces.append(ngettext("%(n)s night", "%(n)s nights", step.nights) % {"n": step.nights})
    return ", ".join(pieces)


@register.filter
def in_figures(leg: Leg) -> str:
    """`about 42 km, 3 h · 0 kg CO2e a person (by car: 6 kg, 5 to 7, Impact CO2)`."""
    way = leg.way
    pieces = [f"{kilometres(way.kilometres)}, {duration(round(way.minutes.likely / 5) * 5 or 5)}"]
    climate = _("%(kg)s kg CO₂e per person") % {"kg": two_figures(way.carbon.likely)}
    if leg.by_car:
        car = leg.by_car.carbon
        figures = {
            "kg": two_figures(car.likely),
            "least": two_figures(car.least),
            "most": two_figures(car.most),
            "source": SOURCE,
        }
        known = _("by car: %(kg)s kg, %(source)s") % figures
        between = _("by car: %(kg)s kg, between %(least)s and %(most)s, %(source)s") % figures
        climate += f" ({known if car.is_exact else between})"
    pieces.append(climate)
    if leg.station:
        pieces.append(_("nearest station: %(name)s") % {"name": leg.station})
    return " · ".join(pieces)


def kilometres(way: Range) -> str:
    """`42 km` where the way is known, `about 42 km` where it is reckoned."""
    params = {"km": two_figures(way.likely)}
    return (_("%(km)s km") if way.is_exact else _("about %(km)s km")) % params


@register.filter
def two_figures(amount: float) -> str:
    """Two figures say as much as we know: `42`, `6`, `0.4`."""
    tenths = round(amount, 1)
    return str(number_format(tenths if amount < 10 and tenths % 1 else round(amount)))


def duration(minutes: int) -> str:
    """`3 h 30`, `35 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


@register.filter
def step_days(step: Step) -> str:
    """`Wednesday 12 – Friday 14 May, 2 nights`; a day; nothing while it has no date."""
    nights = step.dates
    if nights is not None:
        return f"{format_date_range(nights)}, {format_nights(nights)}"
    return format_day(step.date, weekday=True) if step.date else ""


@register.filter
def asked_otherwise(step: Step) -> str:
    """The dates that a host was asked for, where the plan says others by now."""
    asked: Request | None = step.request
    if asked is None or asked.dates is None or not asked.is_waiting:
        return ""
    return "" if is_planned_for(step, asked.dates) else format_date_range(asked.dates)


@register.filter
def agreed_otherwise(step: Step) -> str:
    """The dates that were agreed on, where the plan says others by now."""
    asked: Request | None = step.request
    if asked is None or not asked.is_agreed:
        return ""
    dates = asked.agreement.dates
    return "" if dates is None or is_planned_for(step, dates) else format_date_range(dates)


@register.filter
def agreement_lines(step: Step) -> list[str]:
    """For its guest, on paper: people, departure, what it comes to, and the reference."""
    asked: Request | None = step.request
    if asked is None or step.agreed_people is None:
        return []
    agreement = asked.agreement
    lines = [_("The agreement is for %(people)s.") % {"people": format_party(agreement)}]
    if agreement.dates is not None and step.offer is not None and step.offer.kind == OfferKind.STAY:
        pieces = {
            "day": format_day(agreement.dates.check_out, weekday=True),
            "time": format_time(step.offer.stay.departure_until),
        }
        lines.append(_("Departure: %(day)s, by %(time)s") % pieces)
    if total := format_total(agreement):
        lines.append(_("Total: %(total)s") % {"total": total})
    lines.append(_("Reference: %(reference)s") % {"reference": agreement.reference})
    return lines


@register.filter
def below_minimum(step: Step) -> str:
    """What a stay lacks in nights, as long as nothing was agreed on."""
    if step.offer is None or step.offer.kind != OfferKind.STAY or step.agreed_people is not None:
        return ""
    least = step.offer.stay.min_nights
    if (step.nights or 1) >= least:
        return ""
    sentence = ngettext(
        "Minimum stay: %(least)s night.",
        "Minimum stay: %(least)s nights.",
        least,
    )
    return sentence % {"least": least}


@register.filter
def above_maximum(step: Step) -> str:
    """That more people would come than the offer takes, as long as nothing was agreed on.

    Of a stay, the hints beside the day say it.
    """
    offer = step.offer
    if offer is None or offer.kind == OfferKind.STAY or step.agreed_people is not None:
        return ""
    people, most = (
        sum(member.heads for member in step.people.all()) or step.trip.party,
        offer.party_max,
    )
    if most is None or people <= most:
        return ""
    sentence = ngettext(
        "This offer is for up to %(most)s person, but there are %(people)s of you.",
        "This offer is for up to %(most)s people, but there are %(people)s of you.",
        most,
    )
    return sentence % {"most": most, "people": people}


@register.filter
def asked_there(step: Step) -> str:
    """How its host was asked in the trip that a file came from: nothing comes of it here."""
    asked = step.asked_there or {}
    params = {"state": str(RequestState(asked["state"]).label)}
    if not (asked.get("check_in") and asked.get("check_out")):
        return _("In the original trip: %(state)s.") % params
    nights = DateRange(*(date.fromisoformat(asked[name]) for name in ("check_in", "check_out")))
    params["dates"] = format_date_range(nights)
    return _("In the original trip: %(state)s, %(dates)s.") % params


@register.filter
def which_night(night: StayNight) -> str:
    """`Night 2 of 3, Le Jardin`."""
    return night_in_words(night)


@register.filter
def step_title(step: Step) -> str:
    """Marked with its language where it still is the title of the offer, as its host wrote it."""
    offer = step.offer
    return in_language(step.title, offer.language if offer and offer.title == step.title else "")


@register.filter
def step_place(step: Step) -> str:
    return ", ".join(str(part) for part in (step.spot, step.locality) if part)


@register.filter
def in_a_sentence(change: Change) -> str:
    return sentence_of(change)


@register.filter
def changed_by(change: Change) -> str:
    """Who did it; an answer of a host is news to everybody, also to whoever asked."""
    answered = change.noun == Noun.REQUEST and change.verb == Verb.CHANGED
    return "" if answered or change.is_agreed else change.by.public_id


@register.filter
def what_changed(change: Change) -> list[str]:
    return differences(change)


@register.filter
def ago(moment: datetime) -> str:
    """`12 minutes ago`, `2 days ago`: the largest unit alone."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.filter
def roles_for(trip: Trip) -> list[tuple[str, str]]:
    """Pupils have no seat: in a class nobody is a companion."""
    hidden = {MemberRole.COMPANION} if trip.kind == TripKind.CLASS else set()
    return [(role, str(role.label)) for role in MemberRole if role not in hidden]


@register.filter
def whole_link(invitation: Invitation) -> str:
    return f"{settings.BASE_URL}{invitation.get_absolute_url()}"


@register.filter
def pass_link(member: TripMember) -> str:
    way = reverse("travel_stories:guest-pass", args=[member.token])
    return f"{settings.BASE_URL}{way}"


@register.filter
def feed_link(link: TripLink) -> str:
    """The whole address of a secret link, for copying."""
    name = "calendar-feed" if link.kind == LinkKind.CALENDAR else "trip-look"
    way = reverse(f"travel_stories:{name}", args=[link.token])
    return f"{settings.BASE_URL}{way}"


@register.filter
def at(rows: Mapping[int, object] | None, key: int) -> object | None:
    """What a mapping has under this key, if anything."""
    return rows.get(key) if rows else None


@register.simple_tag
def edit_fields(based_on: int) -> SafeString:
    """The two hidden fields of every change: a new key, and what it is based on."""
    return format_html(
        '<input type="hidden" name="key" value="{}">'
        '<input type="hidden" name="based_on" value="{}">',
        uuid4(),
        based_on,
    )


@register.filter
def trip_topic(trip: Trip) -> str:
    """`3–7 May, Along the Cher`: when and what, for the subject of a mail."""
    return _topic(trip.starts_on, trip.last_day, trip.title)


@register.filter
def offers_topic(data: Mapping[str, Any]) -> str:
    """`3–7 May, The mill`: the same of offers that a notice names, with its `first` day as text."""
    days = [date.fromisoformat(data[name]) for name in ("first", "last") if name in data]
    first, last = days or (None, None)
    return _topic(first, last, data["offers"])


def _topic(first: date | None, last: date | None, title: str) -> str:
    title = Truncator(title).chars(LONGEST_TITLE)
    if first is None or last is None:
        return title
    is_day = first == last
    when = format_short_day(first) if is_day else format_short_date_range(DateRange(first, last))
    return f"{when}, {title}"
