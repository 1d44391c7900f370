"""What the two sides of a request hear of its quotes."""

from commons.notifications.actions import notices
from hosting.quotes.models import Quote
from hosting.quotes.states import QuoteState
from hosting.requests.models.requests import Request
from hosting.requests.notifications.requests import PROPOSAL_MADE
from hosting.requests.selectors.guest_side import guest_side_of

QUOTE_ASKED = ("quotes/email/quote_asked.txt", "quotes/email/quote_reminder.txt")
QUOTE_MADE = "quotes/email/quote_made.txt"
QUOTE_WITHDRAWN = "quotes/email/quote_withdrawn.txt"


def notify_host_of_question(quote: Quote) -> None:
    for person in quote.request.host_side():
        notices.notify(person, QUOTE_ASKED[0], quote)


def notify_new_host_of_question(request: Request) -> None:
    """Whoever took the offer over makes the quote that was asked for. Co-hosts know already."""
    quote = request.quotes.filter(state=QuoteState.ASKED).first()
    if quote is None:
        return
    new_host, *co_hosts = request.host_side()
    for template in QUOTE_ASKED:
        notices.dismiss_for_all(template, quote, but=co_hosts)
    notices.notify(new_host, QUOTE_ASKED[0], quote)


def remind_host(quote: Quote) -> None:
    for person in quote.request.host_side():
        notices.notify(person, QUOTE_ASKED[1], quote)


def notify_guests_of_quote(quote: Quote) -> None:
    """It says what the mail about the same terms would say."""
    dismiss_asked(quote)
    if quote.proposal is not None:
        notices.dismiss_for_all(PROPOSAL_MADE, quote.proposal)
    for person in guest_side_of(quote.request):
        notices.notify(person, QUOTE_MADE, quote)


def notify_guests_of_withdrawal(quote: Quote) -> None:
    dismiss_made(quote)
    for person in guest_side_of(quote.request):
        notices.notify(person, QUOTE_WITHDRAWN, quote)


def dismiss_made(quote: Quote) -> None:
    """There is nothing left to accept."""
    notices.dismiss_for_all(QUOTE_MADE, quote)


def dismiss_asked(quote: Quote) -> None:
    """There is nothing left to make."""
    for template in QUOTE_ASKED:
        notices.dismiss_for_all(template, quote)
