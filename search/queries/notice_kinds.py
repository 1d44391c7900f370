"""The kind of mails about searches that somebody keeps."""

from django.utils.translation import gettext_lazy as _

from commons.accounts.queries.notice_kinds import NoticeKind, assign, register

register(
    NoticeKind(
        code="searches",
        place=55,
        title=_("Searches that you keep"),
        text=_("Something new fits one of them."),
    )
)
assign("search", "searches", "new_offers")
