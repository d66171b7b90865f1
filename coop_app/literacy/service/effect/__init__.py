"""What can be done about pillars, grants and visits."""

from coop_app.literacy.service.effect.giving import Seen as Seen
from coop_app.literacy.service.effect.giving import note_condition as note_condition
from coop_app.literacy.service.effect.giving import record_grant as record_grant
from coop_app.literacy.service.effect.giving import strike_out_grant as strike_out_grant
from coop_app.literacy.service.effect.pillars import add_pillar as add_pillar
from coop_app.literacy.service.effect.pillars import add_usual_pillars as add_usual_pillars
from coop_app.literacy.service.effect.pillars import change_pillar as change_pillar
from coop_app.literacy.service.effect.pillars import move_to_pillar as move_to_pillar
from coop_app.literacy.service.effect.pillars import record_activity as record_activity
from coop_app.literacy.service.effect.pillars import strike_out_activity as strike_out_activity
from coop_app.literacy.service.effect.pillars import tag_session as tag_session
from coop_app.literacy.service.effect.visiting import Photo as Photo
from coop_app.literacy.service.effect.visiting import finish_step as finish_step
from coop_app.literacy.service.effect.visiting import record_visit as record_visit
from coop_app.literacy.service.effect.visiting import strike_out_visit as strike_out_visit
