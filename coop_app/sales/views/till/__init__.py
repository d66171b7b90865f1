"""The pages of the till."""

from coop_app.sales.views.till import closing as closing
from coop_app.sales.views.till import lists as lists
from coop_app.sales.views.till import naming as naming
from coop_app.sales.views.till import notes as notes
from coop_app.sales.views.till import returning as returning
from coop_app.sales.views.till import seconds as seconds
from coop_app.sales.views.till import selling as selling
from coop_app.sales.views.till import settings as settings
