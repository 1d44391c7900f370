"""Kinds of mails about editorial pages."""

from django.utils.translation import gettext_lazy as _

from commons.accounts.queries.notice_kinds import NoticeKind, assign, register

register(
    NoticeKind(
        code="pages",
        place=72,
        title=_("Pages of the editors"),
        text=_("A page waits for you to read it, or somebody has read yours."),
    )
)
assign("cms", "pages", "page_submitted", "page_published", "page_sent_back")
