"""Verbs of training sessions."""

from coop_app.literacy.service.sessions.closing import close_session as close_session
from coop_app.literacy.service.sessions.closing import correct as correct
from coop_app.literacy.service.sessions.households import moved_in as moved_in
from coop_app.literacy.service.sessions.joining import Phone as Phone
from coop_app.literacy.service.sessions.joining import join as join
from coop_app.literacy.service.sessions.joining import join_again as join_again
from coop_app.literacy.service.sessions.joining import withdraw_here as withdraw_here
from coop_app.literacy.service.sessions.listing import Line as Line
from coop_app.literacy.service.sessions.listing import invite as invite
from coop_app.literacy.service.sessions.listing import save_list as save_list
from coop_app.literacy.service.sessions.persons import change_person as change_person
from coop_app.literacy.service.sessions.persons import keep_house_together as keep_house_together
from coop_app.literacy.service.sessions.persons import link_household as link_household
from coop_app.literacy.service.sessions.persons import merge as merge
from coop_app.literacy.service.sessions.persons import part as part
from coop_app.literacy.service.sessions.persons import withdraw as withdraw
from coop_app.literacy.service.sessions.planning import cancel_session as cancel_session
from coop_app.literacy.service.sessions.planning import change_session as change_session
from coop_app.literacy.service.sessions.planning import open_session as open_session
from coop_app.literacy.service.sessions.planning import plan_session as plan_session
