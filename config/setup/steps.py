"""What a new site needs, step by step; each step knows whether it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Locale, Site

from cms.pages.actions.starter_pages import add_missing_pages, missing_pages, placeholder
from commons.accounts.models import User
from commons.audit.actions import record_security_event
from commons.audit.choices import SecurityEventKind
from commons.geography.models import Locality
from commons.moderation.actions.review_setup import MODERATORS
from config.setup.address import SiteAddress
from core.permissions import SYSTEM
from emergency.activations.models.places import Hospital
from hosting.communities.actions.admin_access import COORDINATORS
from hosting.communities.actions.communities import found_community
from hosting.communities.actions.terms import add_missing_terms, missing_terms
from hosting.communities.models.communities import Community
from hosting.offers.actions.review_setup import CO_OPERATIVE
from search.query.errors import SearchDownError
from search.upkeep.index_rebuild import differences

GROUPS = (COORDINATORS, CO_OPERATIVE, MODERATORS)
LEFT_OPEN = {  # summary, story, territory and charter of a new community
    "fr": ("en une phrase", "son histoire", "son territoire", "sa charte"),
    "en": ("in one sentence", "its story", "its territory", "its charter"),
}


@dataclass(frozen=True)
class SetupOptions:
    """What the options of `setup_site` ask for."""

    languages: Sequence[str]
    address: SiteAddress
    site_name: str = ""
    admin: str = ""
    admin_name: str = ""
    community: str = ""
    place: str = ""
    founders: Sequence[str] = ()
    verbosity: int = 1


@dataclass(frozen=True)
class Step:
    """`missing` says in a few words what `do` would make; it is empty where nothing is missing."""

    name: str
    missing: Callable[[], str]
    do: Callable[[], object]


class StepRefusedError(Exception):
    """A step can't be done; its words say why, and what to do first."""


def steps_of(options: SetupOptions) -> Iterator[Step]:
    """In the order in which they build on each other. Each is done whole or not at all."""
    yield Step("Groups", _missing_groups, lambda: call_command("migrate", verbosity=0))
    yield Step(
        "Places",
        lambda: "" if Locality.objects.exists() else "communes and towns",
        lambda: call_command("load_geography", verbosity=options.verbosity),
    )
    yield Step(
        "Hospitals",
        lambda: "" if Hospital.objects.exists() else "hospitals, for emergencies",
        lambda: call_command("load_hospitals", verbosity=0),
    )
    yield Step(
        "Lists",
        lambda: f"{count} causes, interests and needs" if (count := len(missing_terms())) else "",
        add_missing_terms,
    )
    yield Step("Languages", lambda: _missing_languages(options), lambda: _add_languages(options))
    yield Step(
        "Pages",
        lambda: ", ".join(page.title_in(code) for page, code in missing_pages(options.languages)),
        lambda: add_missing_pages(options.languages),
    )
    yield Step("Address", lambda: _other_address(options), lambda: set_address(options))
    if options.admin:
        yield Step("Administrator", lambda: _no_admin(options), lambda: _make_admin(options))
    if options.community:
        # A draft with its founders; they write its words, sign its charter and open it.
        yield Step(
            "Community",
            lambda: _no_community(options),
            lambda: found_community(
                community=_draft(options), founders=_founders(options), by=SYSTEM
            ),
        )
    yield Step("Search", _no_index, lambda: call_command("search", "rebuild", verbosity=0))


def _missing_groups() -> str:
    known = set(Group.objects.filter(name__in=GROUPS).values_list("name", flat=True))
    return ", ".join(name for name in GROUPS if name not in known)


def _missing_languages(options: SetupOptions) -> str:
    known = set(Locale.objects.values_list("language_code", flat=True))
    return ", ".join(code for code in options.languages if code not in known)


def _add_languages(options: SetupOptions) -> None:
    for code in options.languages:
        Locale.objects.get_or_create(language_code=code)


def _other_address(options: SetupOptions) -> str:
    site = Site.objects.filter(is_default_site=True).first()
    wanted = f"{options.address.hostname}:{options.address.port}"
    if site is None or f"{site.hostname}:{site.port}" != wanted:
        return wanted
    return options.site_name if options.site_name not in ("", site.site_name) else ""


def set_address(options: SetupOptions) -> None:
    """Let the default site of Wagtail stand where the options say."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = options.address.hostname, options.address.port
    site.site_name = options.site_name or site.site_name
    site.save()


def _no_admin(options: SetupOptions) -> str:
    person = User.objects.filter(email=options.admin.lower()).first()
    if person is None:
        return f"an account for {options.admin}"
    return "" if person.is_superuser else f"administrator rights for {options.admin}"


@transaction.atomic
def _make_admin(options: SetupOptions) -> None:
    """Without a password: whoever reads the mail of this address logs in by a code."""
    person = User.objects.filter(email=options.admin.lower()).first()
    if person is None:
        name = options.admin_name or options.admin.partition("@")[0]
        person = User.objects.create_superuser(
            options.admin, display_name=name, language=options.languages[0]
        )
    else:
        person.is_staff = person.is_superuser = True
        person.save(update_fields=["is_staff", "is_superuser"])
    data = {"active": person.is_active, "superuser": True}
    record_security_event(SecurityEventKind.RIGHTS_CHANGED, person, data=data)


def _no_community(options: SetupOptions) -> str:
    return "" if Community.objects.filter(name=options.community).exists() else options.community


def check_options(options: SetupOptions) -> None:
    """Refuse a community that can't be founded before anything is made.

    Its administrator may not be there yet, and on empty tables no place is.
    Raises StepRefusedError or ValidationError.
    """
    if not options.community or not _no_community(options):
        return
    if Locality.objects.exists():
        _draft(options)
    _founders(options, expected=options.admin.lower())


def _draft(options: SetupOptions) -> Community:
    language = options.languages[0]
    summary, story, territory, charter = (
        placeholder(language, words) for words in LEFT_OPEN[language]
    )
    community = Community(
        name=options.community,
        language=language,
        locality=_locality(options.place),
        summary_fr=summary if language == "fr" else "",
        summary_en="" if language == "fr" else summary,
        story=story,
        territory=territory,
        charter=charter,
    )
    community.full_clean()
    return community


def _locality(place: str) -> Locality:
    """By its code, or by a name that only one place has."""
    found = Locality.objects.present()
    by_code = found.filter(code=place)
    places = list(by_code or found.filter(name__iexact=place)[:6])
    if len(places) == 1:
        return places[0]
    if not places:
        words = "You can also give a code, such as fr:37027."
        raise StepRefusedError(f"No place is called {place!r}. {words}")
    codes = ", ".join(f"{one.code} ({one.department or one.country})" for one in places)
    raise StepRefusedError(f"Several places are called {place!r}. Give one of these codes: {codes}")


def _founders(options: SetupOptions, expected: str = "") -> list[User]:
    """The people with these emails; whoever is `expected` may still have to be made."""
    wanted = [address.lower() for address in options.founders or (options.admin,) if address]
    if not wanted:
        raise StepRefusedError(
            "Name the founders of the community, for example --founders ada@example.org"
        )
    found = {person.email: person for person in User.objects.reachable().filter(email__in=wanted)}
    if unknown := [one for one in wanted if one not in found and one != expected]:
        raise StepRefusedError(
            f"No account with a confirmed email address: {', '.join(unknown)}. "
            "They need to sign up first."
        )
    return list(found.values())


def _no_index() -> str:
    """Whatever the index and the database disagree in, or the index where it can't be asked."""
    try:
        count = len(differences().pks)
    except SearchDownError:
        return "the index"
    return f"{count} offers" if count else ""
