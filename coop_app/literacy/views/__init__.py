"""The pages of learning with money."""

from coop_app.literacy.views import family as family
from coop_app.literacy.views import sessions as sessions
from coop_app.literacy.views.blueprint import bp as bp
from coop_app.literacy.views.modules import course as course
from coop_app.literacy.views.modules import home as home
from coop_app.literacy.views.offline import outbox as outbox
from coop_app.literacy.views.offline import terms as terms
from coop_app.literacy.views.offline import worker as worker
from coop_app.literacy.views.practice import doing as doing
from coop_app.literacy.views.practice import learning as learning
from coop_app.literacy.views.tools import debts as debts
from coop_app.literacy.views.tools import plans as plans
from coop_app.literacy.views.tools import price as price
from coop_app.literacy.views.tools import quotes as quotes
from coop_app.literacy.views.tools import remittance as remittance
from coop_app.literacy.views.tools import shelf as shelf
