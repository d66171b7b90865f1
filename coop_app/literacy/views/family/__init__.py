"""Pages: a household's budget."""

from coop_app.literacy.views.family import beginning as beginning
from coop_app.literacy.views.family import data as data
from coop_app.literacy.views.family import envelopes as envelopes
from coop_app.literacy.views.family import home as home
from coop_app.literacy.views.family import noting as noting
from coop_app.literacy.views.family import people as people
from coop_app.literacy.views.family import planning as planning
from coop_app.literacy.views.family import sharing as sharing
from coop_app.literacy.views.family import trial as trial
