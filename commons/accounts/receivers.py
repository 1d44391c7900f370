"""Ears for what allauth and Django announce of accounts."""

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from commons.accounts.actions.people import record_verified_email
from commons.accounts.actions.two_step import record_added_factor, record_removed_factor
from commons.accounts.known_browsers import NEW_LOGIN
from commons.accounts.models import User
from commons.accounts.registries import holds_privileged_role
from commons.accounts.selectors import has_second_factor
from commons.accounts.session_keys import GUARDED_AT, PRIVILEGED, SECOND_FACTOR, SEEN, STARTED
from commons.accounts.signals import superuser_made
from commons.audit import actions as audit
from commons.audit.actions import record_security_event
from commons.audit.choices import SecurityEventKind
from core.http.rate_limits import client_network
from core.permissions import SYSTEM

CHANGES: Final = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}


@receiver(email_confirmed)
def note_confirmed_email(email_address: EmailAddress, **kwargs: Any) -> None:
    """The button behind our link was pressed, or the code of a letter was typed in."""
    record_verified_email(person=email_address.user, at=timezone.now(), by=SYSTEM)


@receiver([password_changed, password_reset, password_set])
def record_new_password(user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    audit.record(user, "person.password_changed", user)
    network = client_network(request) if request else ""
    record_security_event(SecurityEventKind.PASSWORD_CHANGED, user, network=network)


@receiver(user_logged_in)
def record_log_in(user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    network = client_network(request) if request else ""
    record_security_event(SecurityEventKind.LOG_IN, user, network=network)


@receiver(user_login_failed)
def record_failed_log_in(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """With the account whose address was typed, if there is one, and never with what was typed."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    person = User.objects.filter(email__iexact=email).first()
    network = client_network(request) if request else ""
    record_security_event(SecurityEventKind.LOG_IN_FAILED, person, network=network)


@receiver(authentication_failed)
def record_wrong_code(user: User, request: HttpRequest, **kwargs: Any) -> None:
    """Of an app, or a recovery code; at the login, or where somebody is asked again."""
    record_wrong_login_code(user, request, way="two_step")


def record_wrong_login_code(person: User | None, request: HttpRequest, *, way: str) -> None:
    """A code was typed that is none, by the `way` "email" or "two_step"."""
    network = client_network(request)
    kind = SecurityEventKind.LOG_IN_FAILED
    record_security_event(kind, person, network=network, data={"way": way})


@receiver(superuser_made)
def record_new_superuser(person: User, **kwargs: Any) -> None:
    data = {"active": person.is_active, "superuser": True, "new": True}
    record_security_event(SecurityEventKind.RIGHTS_CHANGED, person, data=data)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def record_changed_rights(
    sender: type[Model],
    action: str,
    instance: Any,
    reverse: bool,
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    """Whoever changed them: an action, the admin or a command. Without `pk_set` it is all."""
    if action not in CHANGES:
        return
    name = "groups" if sender is User.groups.through else "user_permissions"
    if reverse:  # from the side of a group
        found = {"pk__in": pk_set} if pk_set is not None else {name: instance}
        people, changed = list(User.objects.filter(**found)), [instance.pk]
    else:
        every = getattr(instance, name).values_list("pk", flat=True)
        people, changed = [instance], sorted(every if pk_set is None else pk_set)
    for person in people if changed else ():
        data = {"change": CHANGES[action], name: changed}
        record_security_event(SecurityEventKind.RIGHTS_CHANGED, person, data=data)


@receiver(user_logged_in)
def note_login(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """From now on the limits of this session count."""
    now = timezone.now().timestamp()
    request.session.update({STARTED: now, SEEN: now, GUARDED_AT: now})
    request.session[PRIVILEGED] = holds_privileged_role(user)
    setattr(request, NEW_LOGIN, True)


@receiver(authenticator_used)
def note_used_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """This session was opened, or confirmed, with a second factor of this person."""
    request.session[SECOND_FACTOR] = user.pk


@receiver(authenticator_added)
def note_added_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    request.session[SECOND_FACTOR] = user.pk
    key = request.session.session_key or ""
    record_added_factor(person=user, factor=authenticator.type, session_key=key, by=user)


@receiver(authenticator_removed)
def note_removed_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if not has_second_factor(user):
        request.session.pop(SECOND_FACTOR, None)
    record_removed_factor(person=user, factor=authenticator.type, by=user)
