"""What is done to the register: one verb, one function; the caller's transaction keeps it or not."""

from coop_app.members.service.background import Background as Background
from coop_app.members.service.background import set_background as set_background
from coop_app.members.service.groups import GroupFacts as GroupFacts
from coop_app.members.service.groups import add_group as add_group
from coop_app.members.service.groups import add_programme as add_programme
from coop_app.members.service.groups import begin as begin
from coop_app.members.service.groups import change_group as change_group
from coop_app.members.service.identity import record_export as record_export
from coop_app.members.service.identity import reveal_all as reveal_all
from coop_app.members.service.identity import reveal_nik as reveal_nik
from coop_app.members.service.imports import Choices as Choices
from coop_app.members.service.imports import check as check
from coop_app.members.service.imports import stage as stage
from coop_app.members.service.imports import take_in as take_in
from coop_app.members.service.programmes import ProgrammeFacts as ProgrammeFacts
from coop_app.members.service.programmes import save_programme as save_programme
from coop_app.members.service.register import GroupUnknown as GroupUnknown
from coop_app.members.service.register import activate as activate
from coop_app.members.service.register import admit as admit
from coop_app.members.service.register import change_status as change_status
from coop_app.members.service.register import correct as correct
from coop_app.members.service.register import readmit as readmit
