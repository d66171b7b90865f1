"""What can be read: a household's budget."""

from coop_app.literacy.queries.family.habits import Habit as Habit
from coop_app.literacy.queries.family.habits import habits as habits
from coop_app.literacy.queries.family.households import Home as Home
from coop_app.literacy.queries.family.households import Person as Person
from coop_app.literacy.queries.family.households import find_person as find_person
from coop_app.literacy.queries.family.households import get_home as get_home
from coop_app.literacy.queries.family.households import home_of as home_of
from coop_app.literacy.queries.family.households import homes_of as homes_of
from coop_app.literacy.queries.family.households import persons_of as persons_of
