"""Kinds of mails about hosting."""
