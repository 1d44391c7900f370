"""The table of quotas: who may do what how often. Each is asked for by name, with `require_quota`.

docs/operations.md shows it (`python -m scripts.quotas_table`). A co-operative changes numbers here.
"""

from datetime import timedelta

from django.utils.translation import ngettext_lazy

from core.quotas.table import Counted, Quota

TEN_MINUTES = timedelta(minutes=10)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)

LETTERS = ngettext_lazy("%(most)s invitation by email", "%(most)s invitations by email", "most")
CODES = ngettext_lazy("%(most)s code by email", "%(most)s codes by email", "most")
WRONG_CODES = ngettext_lazy("%(most)s wrong code", "%(most)s wrong codes", "most")
ON_DEMAND = ngettext_lazy(
    "%(most)s code, link or receipt by email", "%(most)s codes, links or receipts by email", "most"
)
OPEN_PAGES = ngettext_lazy(
    "%(most)s open page with live updates", "%(most)s open pages with live updates", "most"
)
REPORTS = ngettext_lazy("%(most)s report", "%(most)s reports", "most")
REPLIES = ngettext_lazy("%(most)s reply by email", "%(most)s replies by email", "most")

QUOTAS = {
    # Letters to addresses that nobody has confirmed here
    "trip_letters": Quota(Counted.PERSON, LETTERS, 100, A_DAY),
    "trip_letters_of_newcomer": Quota(Counted.PERSON, LETTERS, 20, A_DAY),
    "letters_to_mailbox": Quota(Counted.MAILBOX, LETTERS, 5, A_DAY),
    # Anybody can have these sent to any address. Beyond it nothing goes, and the page is the same;
    # but some for an account, for each network that asks, so that nobody shuts its person out. A
    # browser in which they were logged in has as many as all others together.
    "letters_on_demand": Quota(Counted.MAILBOX, ON_DEMAND, 10, AN_HOUR),
    "letters_on_demand_of_network": Quota(Counted.MAILBOX_AND_ADDRESS, ON_DEMAND, 4, AN_HOUR),
    "letters_on_demand_of_networks": Quota(Counted.MAILBOX, ON_DEMAND, 40, AN_HOUR),
    "trip_passes_by_email": Quota(
        Counted.INVITATION,
        ngettext_lazy(
            "%(most)s personal link by email", "%(most)s personal links by email", "most"
        ),
        3,
        A_DAY,
    ),
    "sponsor_invitations": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s invited sponsor", "%(most)s invited sponsors", "most"),
        5,
        A_DAY,
    ),
    "co_host_invitations": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s invited co-host", "%(most)s invited co-hosts", "most"),
        10,
        A_DAY,
    ),
    "organisation_letters": Quota(Counted.PERSON, LETTERS, 30, A_DAY),
    "founding_requests": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s requested community", "%(most)s requested communities", "most"),
        3,
        timedelta(days=30),
    ),
    "announcements": Quota(
        Counted.COMMUNITY,
        ngettext_lazy(
            "%(most)s message to all members", "%(most)s messages to all members", "most"
        ),
        3,
        timedelta(days=7),
    ),
    "network_invitations": Quota(Counted.COMMUNITY, LETTERS, 1_000, A_DAY),  # the rest waits
    # What people write to each other
    "requests": Quota(
        Counted.PERSON, ngettext_lazy("%(most)s request", "%(most)s requests", "most"), 40, A_DAY
    ),
    "calendar_feeds": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s connected calendar", "%(most)s connected calendars", "most"),
        20,
        A_DAY,
    ),
    "push_subscriptions": Quota(
        Counted.PERSON,
        ngettext_lazy(
            "%(most)s browser turned on for notifications",
            "%(most)s browsers turned on for notifications",
            "most",
        ),
        20,
        A_DAY,
    ),
    "enquiries": Quota(  # conversations begun with hosts and communities, without a request
        Counted.PERSON,
        ngettext_lazy(
            "%(most)s new conversation without a request",
            "%(most)s new conversations without a request",
            "most",
        ),
        10,
        A_DAY,
    ),
    "proposals": Quota(
        Counted.PERSON, ngettext_lazy("%(most)s proposal", "%(most)s proposals", "most"), 60, A_DAY
    ),
    "quote_requests": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s quote to ask for", "%(most)s quotes to ask for", "most"),
        20,
        A_DAY,
    ),
    "quotes": Quota(  # each is a PDF
        Counted.PERSON, ngettext_lazy("%(most)s quote", "%(most)s quotes", "most"), 40, A_DAY
    ),
    "messages": Quota(
        Counted.PERSON, ngettext_lazy("%(most)s message", "%(most)s messages", "most"), 120, AN_HOUR
    ),
    "email_replies": Quota(Counted.PERSON_AND_CONVERSATION, REPLIES, 20, AN_HOUR),
    "consent_questions": Quota(  # to accounts; those to addresses are letters
        Counted.PERSON,
        ngettext_lazy("%(most)s request for consent", "%(most)s requests for consent", "most"),
        60,
        A_DAY,
    ),
    "reports": Quota(Counted.PERSON, REPORTS, 20, A_DAY),
    "reports_from_address": Quota(Counted.ADDRESS, REPORTS, 6, AN_HOUR),
    "blocks": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s blocked person", "%(most)s blocked people", "most"),
        100,
        A_DAY,
    ),
    "stock_watches": Quota(  # each ends with one email
        Counted.PERSON,
        ngettext_lazy("%(most)s product to wait for", "%(most)s products to wait for", "most"),
        60,
        A_DAY,
    ),
    # What people make here
    "drafts": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s new draft", "%(most)s new drafts", "most"),
        60,
        A_DAY,
    ),
    "organisations": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s new organisation", "%(most)s new organisations", "most"),
        5,
        A_DAY,
    ),
    "registrations": Quota(  # for trips of works councils
        Counted.PERSON,
        ngettext_lazy("%(most)s registration", "%(most)s registrations", "most"),
        20,
        A_DAY,
    ),
    "uploads": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s uploaded file", "%(most)s uploaded files", "most"),
        300,
        AN_HOUR,
    ),
    "imports": Quota(  # whatever is in the archive: its drafts and photographs aren't counted
        Counted.PERSON,
        ngettext_lazy("%(most)s imported archive", "%(most)s imported archives", "most"),
        10,
        A_DAY,
    ),
    "network_imports": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s table of a network", "%(most)s tables of a network", "most"),
        30,
        A_DAY,
    ),
    "data_copies": Quota(  # everything about a person, as an archive or as one file
        Counted.PERSON,
        ngettext_lazy("%(most)s copy of your data", "%(most)s copies of your data", "most"),
        10,
        A_DAY,
    ),
    "uploaded_megabytes": Quota(
        Counted.PERSON,
        ngettext_lazy("%(most)s MB of uploaded files", "%(most)s MB of uploaded files", "most"),
        2_000,
        A_DAY,
    ),
    "conversion_seconds": Quota(  # of a processor, in the one process that checks them
        Counted.PERSON,
        ngettext_lazy(
            "%(most)s second of checking uploaded files",
            "%(most)s seconds of checking uploaded files",
            "most",
        ),
        900,
        AN_HOUR,
    ),
    # Pages that stay open, at the same time
    "streams_of_seat": Quota(Counted.SEAT, OPEN_PAGES, 4, None),
    "streams_of_person": Quota(Counted.PERSON, OPEN_PAGES, 8, None),
    "streams_of_address": Quota(Counted.ADDRESS, OPEN_PAGES, 20, None),  # a family, a class
    # Reads that cost much. A school or a library may be one address.
    "searches": Quota(
        Counted.VISITOR,
        ngettext_lazy("%(most)s search", "%(most)s searches", "most"),
        1_200,
        TEN_MINUTES,
    ),
    "maps": Quota(
        Counted.ADDRESS,  # who looks isn't asked: its data are the same for everybody
        ngettext_lazy("%(most)s map view", "%(most)s map views", "most"),
        1_200,
        TEN_MINUTES,
    ),
    "books": Quota(
        Counted.VISITOR, ngettext_lazy("%(most)s e-book", "%(most)s e-books", "most"), 60, AN_HOUR
    ),
    "archives": Quota(  # of guests without an account, made while they wait; a hospital is one
        Counted.VISITOR,
        ngettext_lazy("%(most)s archive of data", "%(most)s archives of data", "most"),
        120,
        AN_HOUR,
    ),
    "booklets": Quota(
        Counted.ADDRESS,
        ngettext_lazy("%(most)s PDF file", "%(most)s PDF files", "most"),
        20,
        AN_HOUR,
    ),
    "api": Quota(
        Counted.ADDRESS,
        ngettext_lazy("%(most)s API request", "%(most)s API requests", "most"),
        600,
        TEN_MINUTES,
    ),
    # Emergencies. A whole hospital may be one address, and nobody should be able to shut it out:
    # of 20,000 tries of a code one in a million succeeds.
    "emergency_forms": Quota(
        Counted.ADDRESS, ngettext_lazy("%(most)s form", "%(most)s forms", "most"), 120, TEN_MINUTES
    ),
    "emergency_code_forms": Quota(  # each person presses at least twice, to ask and to enter
        Counted.ADDRESS,
        ngettext_lazy("%(most)s form with a code", "%(most)s forms with a code", "most"),
        360,
        TEN_MINUTES,
    ),
    "emergency_finds": Quota(
        Counted.ADDRESS,
        ngettext_lazy("%(most)s reference tried", "%(most)s references tried", "most"),
        10,
        TEN_MINUTES,
    ),
    "emergency_messages": Quota(
        Counted.STAY_SIDE,
        ngettext_lazy("%(most)s message", "%(most)s messages", "most"),
        10,
        A_DAY,
    ),
    "emergency_incidents": Quota(Counted.STAY_SIDE, REPORTS, 20, A_DAY),  # a telephone is better
    "emergency_codes_of_request": Quota(Counted.HOUSING_REQUEST, CODES, 5, A_DAY),
    "emergency_codes_of_address": Quota(Counted.WORK_ADDRESS, CODES, 5, A_DAY),
    "emergency_codes_of_domain": Quota(Counted.WORK_DOMAIN, CODES, 2_000, A_DAY),
    "emergency_codes_of_activation": Quota(Counted.EMERGENCY, CODES, 5_000, A_DAY),
    # Codes that nobody entered; and those that each still gets once a ceiling is reached, so that
    # nobody shuts a hospital out by asking for codes in its name.
    "emergency_codes_of_network": Quota(Counted.ADDRESS, CODES, 120, AN_HOUR),
    "emergency_codes_of_spared_network": Quota(Counted.ADDRESS, CODES, 30, AN_HOUR),
    "emergency_wrong_codes_of_address": Quota(Counted.WORK_ADDRESS, WRONG_CODES, 15, A_DAY),
    "emergency_wrong_codes_of_domain": Quota(Counted.WORK_DOMAIN, WRONG_CODES, 5_000, A_DAY),
    "emergency_wrong_codes_of_activation": Quota(Counted.EMERGENCY, WRONG_CODES, 20_000, A_DAY),
}
