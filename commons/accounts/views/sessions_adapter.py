"""Adapter of allauth: what logging out of other browsers ends besides their sessions."""

from allauth.usersessions.adapter import DefaultUserSessionsAdapter

from commons.accounts.models import User
from commons.accounts.signals import sessions_ended


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Others hear of it as well."""

    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        if sessions:
            sessions_ended.send(sender=User, person=sessions[0].user)
