"""The pages of the cash book."""

from coop_app.cashbook.views import books as books
from coop_app.cashbook.views import counting as counting
from coop_app.cashbook.views import naming as naming
from coop_app.cashbook.views import recording as recording
from coop_app.cashbook.views import second as second
from coop_app.cashbook.views import vouchers as vouchers
from coop_app.cashbook.views.blueprint import bp as bp
from coop_app.cashbook.views.imports import exceptions as exceptions
from coop_app.cashbook.views.imports import importing as importing
from coop_app.cashbook.views.imports import proposals as proposals
