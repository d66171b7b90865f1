"""Reads of what learning changed, of pillars, grants and visits."""

from coop_app.literacy.queries.effect.grants import Condition as Condition
from coop_app.literacy.queries.effect.grants import Grant as Grant
from coop_app.literacy.queries.effect.grants import Visit as Visit
from coop_app.literacy.queries.effect.grants import due_steps as due_steps
from coop_app.literacy.queries.effect.grants import first_due as first_due
from coop_app.literacy.queries.effect.grants import get_grant as get_grant
from coop_app.literacy.queries.effect.grants import get_visit as get_visit
from coop_app.literacy.queries.effect.grants import list_grants as list_grants
from coop_app.literacy.queries.effect.grants import list_visits as list_visits
from coop_app.literacy.queries.effect.learners import Year as Year
from coop_app.literacy.queries.effect.learners import learners_of as learners_of
from coop_app.literacy.queries.effect.learners import least_shown as least_shown
from coop_app.literacy.queries.effect.learners import years as years
from coop_app.literacy.queries.effect.pillars import Activity as Activity
from coop_app.literacy.queries.effect.pillars import Done as Done
from coop_app.literacy.queries.effect.pillars import PillarRow as PillarRow
from coop_app.literacy.queries.effect.pillars import done_in as done_in
from coop_app.literacy.queries.effect.pillars import get_activity as get_activity
from coop_app.literacy.queries.effect.pillars import get_pillar as get_pillar
from coop_app.literacy.queries.effect.pillars import list_activities as list_activities
from coop_app.literacy.queries.effect.pillars import list_pillars as list_pillars
from coop_app.literacy.queries.effect.pillars import pillars_of_session as pillars_of_session
from coop_app.literacy.queries.effect.pillars import years_of_pillars as years_of_pillars
from coop_app.literacy.queries.effect.whom import Booked as Booked
from coop_app.literacy.queries.effect.whom import Named as Named
from coop_app.literacy.queries.effect.whom import People as People
