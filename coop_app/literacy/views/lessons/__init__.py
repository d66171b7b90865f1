"""The classroom: the wall, the phones in the room, tests, promises, certificates."""

from coop_app.literacy.views.lessons.after import certificates as certificates
from coop_app.literacy.views.lessons.after import follow_ups as follow_ups
from coop_app.literacy.views.lessons.after import promises as promises
from coop_app.literacy.views.lessons.room import phone as phone
from coop_app.literacy.views.lessons.room import remote as remote
from coop_app.literacy.views.lessons.room import screen as screen
from coop_app.literacy.views.lessons.tests import aloud as aloud
from coop_app.literacy.views.lessons.tests import overview as overview
from coop_app.literacy.views.lessons.tests import paper as paper
from coop_app.literacy.views.lessons.tests import results as results
from coop_app.literacy.views.lessons.tests import taking as taking
