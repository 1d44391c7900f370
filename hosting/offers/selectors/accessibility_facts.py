"""Which needs of people an access survey shows to be met. Unknown is neither yes nor no."""

from django.db.models import Q

from hosting.offers.choices.lists import AccessNeed

WHEELCHAIR_WIDTH = (
    80  # centimetres: arrêté of 24 December 2015, articles 10 and 11, for a wheelchair
)

NEED_FILTERS = {
    AccessNeed.STEP_FREE: Q(entrance_steps=0) | Q(entrance_steps__gt=0, has_ramp=True),
    AccessNeed.WIDE_DOORS: Q(
        entrance_width__gte=WHEELCHAIR_WIDTH, narrowest_door__gte=WHEELCHAIR_WIDTH
    ),
    AccessNeed.LIFT: Q(has_lift=True),
    AccessNeed.LEVEL_SHOWER: Q(has_level_shower=True),
    AccessNeed.GRAB_BARS: Q(has_grab_bars=True),
    AccessNeed.ADAPTED_TOILET: Q(has_adapted_toilet=True),
    AccessNeed.ADAPTED_PARKING: Q(has_adapted_parking=True),
    AccessNeed.LIT_WAY: Q(has_night_lighting=True),
    AccessNeed.HEARING_LOOP: Q(has_hearing_loop=True),
    AccessNeed.ASSISTANCE_DOG: Q(welcomes_assistance_dogs=True),
    AccessNeed.QUIET_ROOM: Q(has_quiet_room=True),
}
