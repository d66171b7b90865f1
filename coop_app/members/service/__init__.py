"""What is done to the register: one verb, one function; the caller's transaction keeps it or not."""

from coop_app.members.service.groups import GroupFacts as GroupFacts
from coop_app.members.service.groups import add_group as add_group
from coop_app.members.service.groups import add_programme as add_programme
from coop_app.members.service.groups import begin as begin
from coop_app.members.service.groups import change_group as change_group
from coop_app.members.service.register import GroupUnknown as GroupUnknown
from coop_app.members.service.register import activate as activate
from coop_app.members.service.register import admit as admit
from coop_app.members.service.register import change_status as change_status
from coop_app.members.service.register import correct as correct
