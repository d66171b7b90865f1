"""Reads of the register. Features above use `get_member`, `find_by_number`, `search`, `all_cards`, `names`."""

from coop_app.members.queries.cards import MemberCard as MemberCard
from coop_app.members.queries.cards import all_cards as all_cards
from coop_app.members.queries.cards import find_by_number as find_by_number
from coop_app.members.queries.cards import get_member as get_member
from coop_app.members.queries.cards import members_of_group as members_of_group
from coop_app.members.queries.cards import names as names
from coop_app.members.queries.cards import search as search
from coop_app.members.queries.groups import GroupCard as GroupCard
from coop_app.members.queries.groups import ProgrammeCard as ProgrammeCard
from coop_app.members.queries.groups import find_group as find_group
from coop_app.members.queries.groups import get_group as get_group
from coop_app.members.queries.groups import list_groups as list_groups
from coop_app.members.queries.groups import list_households as list_households
from coop_app.members.queries.groups import list_programmes as list_programmes
from coop_app.members.queries.pages import EVERYBODY as EVERYBODY
from coop_app.members.queries.pages import PRESENT as PRESENT
from coop_app.members.queries.pages import MaskedNik as MaskedNik
from coop_app.members.queries.pages import MemberFile as MemberFile
from coop_app.members.queries.pages import MemberFilter as MemberFilter
from coop_app.members.queries.pages import MemberRow as MemberRow
from coop_app.members.queries.pages import count_members as count_members
from coop_app.members.queries.pages import get_file as get_file
from coop_app.members.queries.pages import list_members as list_members
from coop_app.members.queries.pages import masked_nik as masked_nik
from coop_app.members.queries.surroundings import Surroundings as Surroundings
from coop_app.members.queries.surroundings import surroundings as surroundings
