"""When the clock starts which job: what each of them does stands in its package's `periodic`."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "drain": {"task": "accounts.drain_outbox", "schedule": timedelta(seconds=30)},
    "digests": {"task": "accounts.send_digests", "schedule": timedelta(minutes=15)},
    "forget-letters": {"task": "accounts.forget", "schedule": crontab(hour=4, minute=20)},
    "render-missing-sizes": {"task": "media.render_missing", "schedule": timedelta(minutes=5)},
    "sweep-files": {"task": "media.sweep_files", "schedule": timedelta(days=1)},
    "erase-removed": {"task": "moderation.erase_removed", "schedule": timedelta(days=1)},
    "forget-cases": {"task": "moderation.forget_cases", "schedule": timedelta(days=1)},
    "look-for-news": {"task": "search.tell_of_news", "schedule": crontab(hour=6, minute=10)},
    "expire": {"task": "hosting.expire_silent_requests", "schedule": timedelta(minutes=10)},
    "expire-sets": {"task": "hosting.expire_sets", "schedule": timedelta(minutes=5)},
    "remind": {"task": "hosting.remind_hosts", "schedule": timedelta(minutes=30)},
    "complete": {"task": "hosting.complete_agreements", "schedule": timedelta(hours=1)},
    "forget-concerns": {"task": "hosting.forget_concerns", "schedule": timedelta(days=1)},
    "attestations": {
        "task": "hosting.tell_of_attestations",
        "schedule": crontab(hour=2, minute=50),
    },
    "show-notes": {"task": "hosting.show_notes", "schedule": timedelta(hours=1)},
    "sweep-photos": {"task": "hosting.sweep_photos", "schedule": timedelta(days=1)},
    "forget": {"task": "hosting.forget_reasons", "schedule": timedelta(days=1)},
    "complete-trips": {"task": "travel_stories.complete_trips", "schedule": timedelta(hours=1)},
    "close-polls": {"task": "travel_stories.close_polls", "schedule": timedelta(minutes=5)},
    "forget-documents": {
        "task": "travel_stories.forget_documents",
        "schedule": timedelta(days=1),
    },
    "forget-booklets": {"task": "travel_stories.forget_booklets", "schedule": timedelta(days=1)},
    "forget-trips": {"task": "travel_stories.forget_trips", "schedule": timedelta(days=1)},
    "forget-itineraries": {
        "task": "travel_stories.forget_itineraries",
        "schedule": timedelta(days=1),
    },
    "forget-stories": {"task": "travel_stories.forget_stories", "schedule": timedelta(days=1)},
    "take-in": {"task": "emergency.take_in_waiting", "schedule": timedelta(seconds=10)},
    "park": {"task": "emergency.park_silent_offers", "schedule": timedelta(minutes=10)},
    "expire-asks": {"task": "emergency.expire_silent_asks", "schedule": timedelta(minutes=1)},
    "runs": {"task": "emergency.give_runs_up", "schedule": timedelta(minutes=1)},
    "missing": {"task": "emergency.look_for_missing", "schedule": timedelta(minutes=30)},
    "alerts": {"task": "emergency.raise_alerts", "schedule": timedelta(minutes=5)},
    "doors": {"task": "emergency.watch_doors", "schedule": timedelta(minutes=5)},
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
    "index": {"task": "search.write_changes", "schedule": timedelta(seconds=10)},
    "sweep-index": {"task": "search.sweep", "schedule": crontab(hour=3, minute=40)},
}
