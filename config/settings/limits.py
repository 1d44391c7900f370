"""How many and how long: what our packages allow unless a co-operative decides otherwise."""

from datetime import timedelta

OUTBOX_LEASE = timedelta(minutes=5)
OUTBOX_ATTEMPTS = 16  # about a day and a half
NOTIFICATIONS_DIGEST_REACH = timedelta(days=7)
MAIL_INBOUND_MAX_BYTES = 10 * 1024 * 1024  # with what is attached to it
NOTIFICATIONS_KEEP = timedelta(days=365)

CMS_FIGURES_CACHE_TTL = timedelta(minutes=15)
CMS_AGGREGATES_CACHE_TTL = timedelta(minutes=1)  # cards are compared on every page
CMS_LAYOUT_CACHE_TTL = timedelta(minutes=1)  # where processes share no cache

CONVERSATIONS_QUIET_FOR = timedelta(minutes=10)
CONVERSATIONS_ANSWERS_FOR = timedelta(days=60)  # by mail, to an address of ours
CONVERSATIONS_ANSWERS_AN_HOUR = 20  # of one person in one conversation, by mail

CORE_API_REQUESTS = 600  # of one address, in so much time:
CORE_API_WITHIN = timedelta(minutes=10)

EMERGENCY_OPEN_LIST_CACHE_TTL = timedelta(minutes=1)  # where processes share no cache
EMERGENCY_SUBMISSIONS = {"most": 120, "within": timedelta(minutes=10)}  # a hospital is one address
EMERGENCY_FLOOD = 500  # forms within an hour; above it whoever is on duty hears of it
EMERGENCY_MESSAGES_A_DAY = 10  # of one side of one stay, passed on by the coordination
# Codes sent to addresses at work within a day, and wrong tries of these. A whole hospital may ask
# in one day, and nobody should be able to shut it out: of 20,000 tries one in a million succeeds.
EMERGENCY_CODES_A_DAY = {"request": 5, "address": 5, "domain": 2_000, "activation": 5_000}
EMERGENCY_WRONG_CODES_A_DAY = {"address": 15, "domain": 5_000, "activation": 20_000}
# From one address, as submissions above: each person presses at least twice, to ask and to enter.
EMERGENCY_CODE_SUBMISSIONS = {"most": 360, "within": timedelta(minutes=10)}
EMERGENCY_FINDS = {"most": 10, "within": timedelta(minutes=10)}

# Rights that open nothing in the admin: who holds them besides its door still finds it closed.
HOSTING_RIGHTS_ELSEWHERE = ("emergency_activations.change_activation",)
HOSTING_ANSWER_WITHIN = timedelta(days=5)
HOSTING_SET_LIMIT = 10  # hosts that are asked together
HOSTING_SET_WITHIN = timedelta(days=14)
HOSTING_ASK_AHEAD = timedelta(days=730)
HOSTING_REMIND_BEFORE = timedelta(days=1)
HOSTING_SPONSORS_NEEDED = 2
HOSTING_WELCOME_WITHIN = timedelta(days=14)  # a candidate
HOSTING_SPONSOR_INVITATIONS_A_DAY = 5  # by one candidate
HOSTING_SPONSOR_INVITATIONS_KEPT = timedelta(days=90)  # once no word is needed any more
HOSTING_FOUNDING_REQUESTS_LIMIT = 3  # by one person, within HOSTING_FOUNDING_REQUESTS_WITHIN
HOSTING_FOUNDING_REQUESTS_WITHIN = timedelta(days=30)
HOSTING_FOUNDERS_LIMIT = 8  # named in one request
HOSTING_FOUNDING_REQUEST_KEPT = timedelta(days=365)  # once it is decided
HOSTING_READ_WITHIN = timedelta(days=4)  # an offer that was handed in
HOSTING_SILENCE_SEEN = timedelta(days=90)  # how far back a silent host is noticed
HOSTING_PARTY_LIMIT = 200
HOSTING_UNDATED_ENDS_AFTER = timedelta(days=14)  # a product was handed over by then
HOSTING_UNITS_LIMIT = 60  # of one stay
HOSTING_RATES_LIMIT = 12  # of one offer, like the two below
HOSTING_PHOTOS_LIMIT = 24
HOSTING_SESSIONS_LIMIT = 200  # ahead of us
HOSTING_DECLARATION_VERSION = 1  # of the words in parts/declaration.html
HOSTING_CONCERNS_LIMIT = 5  # by one person about one request
HOSTING_CONCERN_KEPT = timedelta(days=365)  # once it is settled
HOSTING_MAIL_FOR = timedelta(days=30)  # answers by mail, once it is over
HOSTING_NOTES_WITHIN = timedelta(days=14)  # both write before either reads
HOSTING_FORGET_REASON_AFTER = timedelta(days=30)
HOSTING_SOFT_RULES_LIMIT = 20  # of one community
HOSTING_ATTESTATION_LONGEST = timedelta(days=3 * 366)
HOSTING_ATTESTATION_WARNING = timedelta(days=30)  # before its end
HOSTING_NUDGE_AGAIN_AFTER = timedelta(days=7)  # of a silent host
HOSTING_PARK_AFTER = timedelta(days=7)  # a nudge that nobody answered

MEDIA_CLEANING = {  # of one upload, by a process of its own: bytes, seconds of a processor,
    "memory": 1 << 30,
    "seconds": 20,
    "wait": 15,  # seconds in the queue of one process of the site
}
MEDIA_SWEEP_AFTER = timedelta(days=1)  # what nothing shows any more can be put back until then

MODERATION_REPORTS_A_DAY = 20  # by one account
MODERATION_REPORTS = {"most": 6, "within": timedelta(hours=1)}  # from one address
MODERATION_APPEAL_WITHIN = timedelta(days=184)  # six months
MODERATION_KEPT = timedelta(days=365)  # copies, and who reported, after the decision

SEARCH_SAVED_LIMIT = 20  # of one person
SEARCH_LOOK_EVERY = timedelta(hours=20)  # a saved search, by the clock of each morning

TRAVEL_STORIES_INVITED_FOR = timedelta(days=21)
TRAVEL_STORIES_NEWCOMER_FOR = timedelta(days=7)  # after joining
TRAVEL_STORIES_LETTERS_TO_STRANGERS = {"newcomer": 20, "member": 100}  # by one person in 24 hours
TRAVEL_STORIES_LETTERS_TO_ONE_ADDRESS = 5  # in 24 hours, whoever sends them
TRAVEL_STORIES_KEEP_DELETED = timedelta(days=30)
TRAVEL_STORIES_DOCUMENTS_WEIGH = 250 * 1024 * 1024  # bytes, in one trip
