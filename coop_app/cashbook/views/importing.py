"""Her Excel books on their way in."""

from werkzeug.wrappers import Response

from coop_app.cashbook.views import bp
from coop_app.web.access import requires
from coop_app.web.pages import see_other


@bp.get("/impor")
@requires("cashbook.import")
def imports() -> Response:
    """All books brought in, newest first."""
    return see_other("cashbook.books")
