"""Names of paths and modules for people."""

from flask_babel import gettext as _

from coop_app.literacy.rules.modules.shapes import BUSINESS, CORE, FRAME, Module
from coop_app.refusal import N_

#: path → its name
PATHS = {
    FRAME: N_("Opening lesson"),
    CORE: N_("Core: money of the family"),
    BUSINESS: N_("Business: money of the enterprise"),
}


def path_name(path: str) -> str:
    """In the reader's language."""
    return str(_(PATHS[path]))


def kicker(module: Module) -> str:
    """The line above a module's name."""
    return str(
        _(
            "Module %(number)s · %(path)s · %(count)s minutes",
            number=module.number, path=path_name(module.path), count=module.minutes,
        )
    )  # fmt: skip
