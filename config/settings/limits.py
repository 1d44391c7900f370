"""How many and how long: what our packages allow unless a co-operative decides otherwise.

How often somebody may do something is in the table of quotas (`config/settings/quotas.py`).
"""

from datetime import timedelta

AUDIT_SEAL_BATCH = 1_000  # rows of the logs under one seal
AUDIT_SEAL_LOOKBACK = timedelta(days=1)  # how late a row may be committed after its successors
AUDIT_SEALED_WITHIN = timedelta(minutes=2)  # a row without a seal after that is told as a fault
AUDIT_SECURITY_EVENTS_KEPT = timedelta(days=365)
ACCOUNTS_PRIVILEGED_SESSION = timedelta(hours=12)  # of who coordinates, moderates, administers:
ACCOUNTS_PRIVILEGED_IDLE = timedelta(hours=3)  # after the login, and without any action
ACCOUNTS_ADMIN_IDLE = timedelta(minutes=30)  # asked again, in the admin and where contacts are read
ACCOUNTS_TWO_STEP_REMIND = timedelta(days=30)  # on the desk, before it is required
ACCOUNTS_TWO_STEP_RESET_FOR = timedelta(days=7)  # until a second person confirms it
ACCOUNTS_TWO_STEP_RESET_GRACE = timedelta(days=2)  # after it, to set up another second factor
ACCOUNTS_IDENTITY_CONFIRMED = timedelta(minutes=5)  # before a copy of one's data, for instance

OUTBOX_LEASE = timedelta(minutes=5)
MAIL_LEASE = timedelta(minutes=2)  # shorter than that of the job that sends it
OUTBOX_ATTEMPTS = 16  # about a day and a half
OUTBOX_KEEP = timedelta(days=30)  # a job that was given up, and the words of its mail
NOTIFICATIONS_DIGEST_REACH = timedelta(days=7)
PUSH_MESSAGES_BROWSERS_LIMIT = 10  # of one person
PUSH_MESSAGES_QUIET_FOR = timedelta(minutes=5)  # between two messages to one browser
PUSH_MESSAGES_WAIT = timedelta(hours=12)  # for a browser that is offline, then it is too late
MAIL_INBOUND_MAX_BYTES = 10 * 1024 * 1024  # with what is attached to it
NOTIFICATIONS_KEEP = timedelta(days=365)

CMS_FIGURES_CACHE_TTL = timedelta(minutes=15)
CMS_AGGREGATES_CACHE_TTL = timedelta(minutes=1)  # cards are compared on every page
CMS_LAYOUT_CACHE_TTL = timedelta(minutes=1)  # where processes share no cache

CONVERSATIONS_QUIET_FOR = timedelta(minutes=10)
CONVERSATIONS_ANSWERS_FOR = timedelta(days=60)  # by mail, to an address of ours
CONVERSATIONS_KEPT = timedelta(days=3 * 365)  # since the last message
CONVERSATIONS_FILES_LIMIT = 5  # of one message
CONVERSATIONS_FILES_WEIGH = 100 * 1024 * 1024  # bytes of one conversation

ORGANISATIONS_INVITED_FOR = timedelta(days=30)  # a letter that offers a mandate
ORGANISATIONS_INVITATIONS_KEPT = timedelta(days=30)  # once they have expired
ORGANISATIONS_MANDATES_KEPT = timedelta(days=5 * 365 + 1)  # once ended; as long as agreements
ORGANISATIONS_PEOPLE_LIMIT = 50  # who act for one organisation, or are invited to

HOSTING_CO_HOSTS_LIMIT = 5  # who help with one offer, or are invited to
HOSTING_CO_HOSTS_INVITED_FOR = timedelta(days=30)
HOSTING_CO_HOSTS_KEPT = timedelta(days=5 * 365 + 1)  # once ended; as long as agreements

EMERGENCY_OPEN_LIST_CACHE_TTL = timedelta(minutes=1)  # where processes share no cache
MODERATION_KINDS_CACHE_TTL = timedelta(minutes=1)  # the same
NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(seconds=30)  # of what others do and no notice tells
EMERGENCY_FLOOD = 500  # forms within an hour; above it whoever is on duty hears of it
EMERGENCY_WRONG_CODES = 20  # within an hour; the same
EMERGENCY_SHORT_ROSTER = 20  # lines; with a shorter list somebody else than its bringer verifies

# Rights that open nothing in the admin: who holds them besides its door still finds it closed.
HOSTING_RIGHTS_ELSEWHERE = ("emergency_activations.change_activation",)
HOSTING_ANSWER_HOURS = 48  # for a host to answer, unless their community chose otherwise:
HOSTING_ANSWER_HOURS_LEAST = 24
HOSTING_ANSWER_HOURS_MOST = 120
HOSTING_ANSWER_HOURS_BY_PHONE = 120  # for hosts who answer by phone
HOSTING_SET_LIMIT = 10  # hosts that are asked together
HOSTING_ASK_AHEAD = timedelta(days=730)
HOSTING_NO_REMINDER_WITHIN = timedelta(hours=12)  # shorter: the request itself says how urgent
HOSTING_SPONSORS_NEEDED = 2
HOSTING_WELCOME_WITHIN = timedelta(days=14)  # a candidate
HOSTING_SPONSOR_INVITATIONS_KEPT = timedelta(days=90)  # once no word is needed any more
HOSTING_FOUNDERS_LIMIT = 8  # named in one request
HOSTING_FOUNDING_REQUEST_KEPT = timedelta(days=365)  # once it is decided
HOSTING_READ_WITHIN = timedelta(days=4)  # an offer that was handed in
HOSTING_SILENCE_SEEN = timedelta(days=90)  # how far back a silent host is noticed
HOSTING_PARTY_LIMIT = 200
HOSTING_UNDATED_ENDS_AFTER = timedelta(days=14)  # a product was handed over by then
HOSTING_QUANTITY_LIMIT = 500  # of a product, in one request
HOSTING_STOCK_LIMIT = 9_999  # of a product
HOSTING_CALENDAR_FEEDS_LIMIT = 8  # of one unit, kept on other sites
HOSTING_CALENDAR_FEEDS_EVERY = timedelta(hours=1)  # each is read, about
HOSTING_CALENDAR_WAIT = timedelta(seconds=3)  # for a reading, before somebody agrees
HOSTING_CALENDAR_FETCHES_KEPT = timedelta(days=30)  # what came of reading
HOSTING_UNITS_LIMIT = 60  # of one stay or workspace
HOSTING_HALF_DAYS_LIMIT = 40  # of one request
HOSTING_SEASONS_LIMIT = 24  # of one rate
HOSTING_RATES_LIMIT = 12  # of one offer, like the three below
HOSTING_OPENING_HOURS_LIMIT = 14
HOSTING_PHOTOS_LIMIT = 24
HOSTING_SESSIONS_LIMIT = 200  # ahead of us
HOSTING_DECLARATION_VERSION = 3  # of the words in parts/declaration.html
HOSTING_CONCERNS_LIMIT = 5  # by one person about one request
HOSTING_CONCERN_KEPT = timedelta(days=365)  # once it is settled
HOSTING_MAIL_FOR = timedelta(days=30)  # answers by mail, once it is over
HOSTING_NOTES_WITHIN = timedelta(days=14)  # both write before either reads
HOSTING_FORGET_REASON_AFTER = timedelta(days=30)
HOSTING_AGREEMENTS_KEPT = timedelta(days=5 * 365 + 1)  # names and terms, once it is over
HOSTING_SOFT_RULES_LIMIT = 20  # of one community
HOSTING_ATTESTATION_LONGEST = timedelta(days=3 * 366)
HOSTING_ATTESTATION_WARNING = timedelta(days=30)  # before its end
HOSTING_FAVOURITE_LISTS_LIMIT = 20  # of one person
HOSTING_FAVOURITES_LIMIT = 100  # offers in one list
HOSTING_NUDGE_AGAIN_AFTER = timedelta(days=7)  # of a silent host
HOSTING_UNANSWERED_SEEN_AFTER = timedelta(days=1)  # by coordinators
HOSTING_STATISTICS_HOSTS = 5  # behind each number that a community sees
HOSTING_ANNOUNCEMENTS_KEPT = timedelta(days=365)
HOSTING_QUOTE_DAYS = 30  # a quote is valid, unless its host chooses otherwise:
HOSTING_QUOTE_LONGEST_DAYS = 180
HOSTING_SAVED_REPLIES_LIMIT = 20  # of one host
HOSTING_PARK_AFTER = timedelta(days=7)  # a nudge that nobody answered
HOSTING_NETWORK_IMPORT_BYTES = 10_000_000  # of the table of a network that moves in
HOSTING_NETWORK_IMPORT_ROWS = 10_000
HOSTING_NETWORK_IMPORT_COLUMNS = 60
HOSTING_NETWORK_PHOTOS_BYTES = 300_000_000  # that the photos of one ZIP may take for all offers
HOSTING_NETWORK_DATA_KEPT = timedelta(days=30)  # what nobody has answered, and the table itself
HOSTING_NETWORK_IMPORTS_KEPT = timedelta(days=365)  # who answered what, and who declined

MEDIA_CLEANING = {  # of one upload, by a process of its own: bytes, seconds of a processor,
    "memory": 1 << 30,
    "seconds": 20,
    "output": 64 << 20,  # bytes that come back
    "wait": 15,  # seconds in the queue of one process of the site
}
MEDIA_SWEEP_AFTER = timedelta(days=1)  # what nothing shows any more can be put back until then

MODERATION_APPEAL_WITHIN = timedelta(days=184)  # six months
MODERATION_KEPT = timedelta(days=365)  # copies, and who reported, after the decision

PRIVACY_ARCHIVE_KEPT = timedelta(days=7)  # everything about one person, once it was asked for
PRIVACY_ERASURES_KEPT = timedelta(days=100)  # longer than the oldest backup
PRIVACY_INACTIVE_AFTER = timedelta(days=2 * 365)  # since the last visit, then an account closes
PRIVACY_INACTIVE_WARNED = timedelta(days=30)  # by email, before that
PRIVACY_UNCONFIRMED_AFTER = timedelta(days=30)  # an address that nobody confirmed
PRIVACY_IMPORT_KEPT = timedelta(days=1)  # an archive that was sent, and what would come of it

SEARCH_SAVED_LIMIT = 20  # of one person
SEARCH_STOCK_WATCHES_LIMIT = 20  # products that one person waits for
SEARCH_STOCK_WATCHERS_LIMIT = 500  # people who wait for one product
SEARCH_LOOK_EVERY = timedelta(hours=20)  # a saved search, by the clock of each morning

TRAVEL_STORIES_INVITED_FOR = timedelta(days=21)
TRAVEL_STORIES_NEWCOMER_FOR = timedelta(days=7)  # after joining
TRAVEL_STORIES_KEEP_DELETED = timedelta(days=30)
TRAVEL_STORIES_REGISTRATIONS_KEPT = timedelta(days=730)  # after the last day to register
TRAVEL_STORIES_DOCUMENTS_WEIGH = 250 * 1024 * 1024  # bytes, in one trip
