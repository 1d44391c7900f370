"""The kind of mails that accounts write themselves: letters, which leave for whoever asked."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import NotificationCategory, register_category

register_category(
    NotificationCategory(
        code="account",
        place=90,
        title=_("Your account"),
        text=_("Codes and links to come in, changes of your password and address."),
        mandatory_reason=_("They keep strangers out."),
    )
)
