"""When the clock starts which job: what each of them does stands in its package's `periodic`."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULER = "config.jump_proof_scheduler:JumpProofScheduler"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "tick": {"task": "core.tick", "schedule": timedelta(seconds=30)},
    "drain": {"task": "outbox.drain_outbox", "schedule": timedelta(seconds=30)},
    "forget-given-up": {
        "task": "outbox.forget_given_up",
        "schedule": crontab(hour=4, minute=19),
    },
    "seal-logs": {"task": "audit.seal_logs", "schedule": timedelta(seconds=30)},
    "publish-heads": {"task": "signing.publish_heads", "schedule": timedelta(minutes=10)},
    "forget-security-events": {
        "task": "audit.forget_security_events",
        "schedule": crontab(hour=4, minute=23),
    },
    "forget-counts": {"task": "quotas.forget_counts", "schedule": crontab(hour=4, minute=18)},
    "digests": {"task": "notifications.send_digests", "schedule": timedelta(minutes=15)},
    "forget-letters": {"task": "mail.forget_letters", "schedule": crontab(hour=4, minute=20)},
    "forget-notices": {
        "task": "notifications.forget_notices",
        "schedule": crontab(hour=4, minute=21),
    },
    "forget-messages": {
        "task": "conversations.forget_messages",
        "schedule": crontab(hour=4, minute=23),
    },
    "sweep-attachments": {
        "task": "conversations.sweep_files",
        "schedule": timedelta(days=1),
    },
    "remind-of-quotes": {"task": "hosting.remind_of_quotes", "schedule": timedelta(minutes=10)},
    "end-quotes": {"task": "hosting.end_quotes", "schedule": crontab(hour=0, minute=20)},
    "forget-quotes": {"task": "hosting.forget_quotes", "schedule": crontab(hour=4, minute=37)},
    "forget-enquiries": {
        "task": "hosting.forget_enquiries",
        "schedule": crontab(hour=4, minute=31),
    },
    "fetch-feeds": {"task": "calendar_feeds.fetch_due_feeds", "schedule": timedelta(minutes=5)},
    "find-conflicts": {
        "task": "calendar_conflicts.update_conflicts",
        "schedule": timedelta(minutes=10),
    },
    "forget-fetches": {
        "task": "calendar_feeds.forget_fetches",
        "schedule": crontab(hour=4, minute=32),
    },
    "forget-co-hosts": {
        "task": "hosting.forget_co_hosts",
        "schedule": crontab(hour=4, minute=32),
    },
    "forget-invitations": {
        "task": "travel_stories.forget_invitations",
        "schedule": crontab(hour=4, minute=24),
    },
    "forget-author-invitations": {
        "task": "travel_stories.forget_author_invitations",
        "schedule": crontab(hour=4, minute=25),
    },
    "warn-inactive": {"task": "privacy.warn_inactive", "schedule": crontab(hour=4, minute=26)},
    "close-inactive": {"task": "privacy.close_inactive", "schedule": crontab(hour=4, minute=27)},
    "close-unconfirmed": {
        "task": "privacy.close_unconfirmed",
        "schedule": crontab(hour=4, minute=28),
    },
    "forget-erasures": {"task": "privacy.forget_erasures", "schedule": crontab(hour=4, minute=29)},
    "forget-archives": {
        "task": "privacy.forget_archives",
        "schedule": timedelta(hours=1),
    },
    "forget-sessions": {"task": "accounts.forget_sessions", "schedule": crontab(hour=4, minute=22)},
    "forget-resets": {"task": "accounts.forget_resets", "schedule": crontab(hour=4, minute=23)},
    "render-missing-sizes": {"task": "media.render_missing", "schedule": timedelta(minutes=5)},
    "sweep-files": {"task": "media.sweep_files", "schedule": timedelta(days=1)},
    "erase-removed": {"task": "moderation.erase_removed", "schedule": timedelta(days=1)},
    "forget-cases": {"task": "moderation.forget_cases", "schedule": timedelta(days=1)},
    "look-for-news": {
        "task": "saved_searches.tell_of_news",
        "schedule": crontab(hour=6, minute=10),
    },
    "expire": {"task": "hosting.expire_silent_requests", "schedule": timedelta(minutes=10)},
    "expire-sets": {"task": "hosting.expire_sets", "schedule": timedelta(minutes=5)},
    "remind": {"task": "hosting.remind_hosts", "schedule": timedelta(minutes=30)},
    "complete": {"task": "hosting.complete_agreements", "schedule": timedelta(hours=1)},
    "forget-concerns": {"task": "hosting.forget_concerns", "schedule": timedelta(days=1)},
    "attestations": {
        "task": "hosting.tell_of_attestations",
        "schedule": crontab(hour=2, minute=50),
    },
    "forget-founding-requests": {
        "task": "hosting.forget_founding_requests",
        "schedule": timedelta(days=1),
    },
    "forget-announcements": {
        "task": "hosting.forget_announcements",
        "schedule": timedelta(days=1),
    },
    "send-network-invitations": {
        "task": "hosting.send_network_invitations",
        "schedule": timedelta(hours=1),
    },
    "sweep-network-files": {"task": "hosting.sweep_network_files", "schedule": timedelta(days=1)},
    "forget-network-data": {"task": "hosting.forget_network_data", "schedule": timedelta(days=1)},
    "forget-network-imports": {
        "task": "hosting.forget_network_imports",
        "schedule": timedelta(days=1),
    },
    "end-mandates": {
        "task": "organisations.end_mandates",
        "schedule": crontab(hour=0, minute=40),
    },
    "forget-mandates": {
        "task": "organisations.forget_mandates",
        "schedule": crontab(hour=4, minute=31),
    },
    "forget-mandate-invitations": {
        "task": "organisations.forget_invitations",
        "schedule": crontab(hour=4, minute=32),
    },
    "forget-sponsor-invitations": {
        "task": "hosting.forget_sponsor_invitations",
        "schedule": timedelta(days=1),
    },
    "show-notes": {"task": "hosting.show_notes", "schedule": timedelta(hours=1)},
    "erase-contacts": {"task": "hosting.erase_contacts", "schedule": timedelta(hours=1)},
    "erase-homes": {"task": "hosting.erase_homes", "schedule": timedelta(hours=1)},
    "sweep-photos": {"task": "hosting.sweep_photos", "schedule": timedelta(days=1)},
    "forget": {"task": "hosting.forget_reasons", "schedule": timedelta(days=1)},
    "forget-terms": {"task": "hosting.forget_terms", "schedule": timedelta(days=1)},
    "complete-trips": {"task": "travel_stories.complete_trips", "schedule": timedelta(hours=1)},
    "close-polls": {"task": "travel_stories.close_polls", "schedule": timedelta(minutes=5)},
    "forget-documents": {
        "task": "travel_stories.forget_documents",
        "schedule": timedelta(days=1),
    },
    "forget-booklets": {"task": "travel_stories.forget_booklets", "schedule": timedelta(days=1)},
    "forget-registrations": {
        "task": "travel_stories.forget_registrations",
        "schedule": timedelta(days=1),
    },
    "forget-trips": {"task": "travel_stories.forget_trips", "schedule": timedelta(days=1)},
    "forget-itineraries": {
        "task": "travel_stories.forget_itineraries",
        "schedule": timedelta(days=1),
    },
    "forget-stories": {"task": "travel_stories.forget_stories", "schedule": timedelta(days=1)},
    "take-in": {"task": "emergency.take_in_waiting", "schedule": timedelta(seconds=10)},
    "remind-hosts": {"task": "emergency.remind_hosts", "schedule": timedelta(minutes=10)},
    "park": {"task": "emergency.park_silent_offers", "schedule": timedelta(minutes=10)},
    "expire-asks": {"task": "emergency.expire_silent_asks", "schedule": timedelta(minutes=1)},
    "switches": {"task": "emergency.settle_switches", "schedule": timedelta(minutes=1)},
    "told-of-end": {"task": "emergency.tell_of_end", "schedule": timedelta(minutes=1)},
    "runs": {"task": "emergency.give_runs_up", "schedule": timedelta(minutes=1)},
    "missing": {"task": "emergency.look_for_missing", "schedule": timedelta(minutes=30)},
    "alerts": {"task": "emergency.raise_alerts", "schedule": timedelta(minutes=5)},
    "codes": {"task": "emergency.watch_codes", "schedule": timedelta(minutes=5)},
    "sent-codes": {"task": "emergency.watch_sent_codes", "schedule": timedelta(minutes=5)},
    "doors": {"task": "emergency.watch_doors", "schedule": timedelta(minutes=5)},
    "entry": {"task": "emergency.remind_of_entry", "schedule": timedelta(minutes=10)},
    "released": {"task": "emergency.release_messages", "schedule": timedelta(minutes=2)},
    "messages": {"task": "emergency.tell_of_messages", "schedule": timedelta(minutes=2)},
    "texts": {"task": "emergency.send_texts", "schedule": timedelta(seconds=20)},
    "longer": {"task": "emergency.expire_longer", "schedule": timedelta(minutes=5)},
    "appeals": {"task": "emergency.watch_appeals", "schedule": timedelta(hours=1)},
    "how-it-goes": {"task": "emergency.ask_how_it_goes", "schedule": timedelta(hours=1)},
    "safety": {"task": "emergency.watch_safety", "schedule": timedelta(minutes=1)},
    "invariants": {"task": "emergency.check_invariants", "schedule": crontab(hour=4, minute=10)},
    "figures": {"task": "emergency.keep_figures", "schedule": crontab(hour=6, minute=0)},
    "purge-closed": {"task": "emergency.purge_closed", "schedule": crontab(hour=3, minute=20)},
    "standbys": {"task": "emergency.call_standbys", "schedule": timedelta(minutes=5)},
    "hosts-again": {"task": "emergency.call_hosts_again", "schedule": timedelta(minutes=5)},
    "end-past": {"task": "emergency.end_past_offers", "schedule": crontab(hour=7, minute=30)},
    "end-unrenewed": {"task": "emergency.end_unrenewed", "schedule": crontab(hour=0, minute=5)},
    "index": {"task": "search_upkeep.write_changes", "schedule": timedelta(seconds=10)},
    "sweep-index": {"task": "search_upkeep.sweep", "schedule": crontab(hour=3, minute=40)},
}
