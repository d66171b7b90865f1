"""The pages of the member register."""

from coop_app.members.views import background, groups, imports, member, papers, register
from coop_app.members.views.blueprint import bp as bp
from coop_app.members.views.blueprint import describe as describe

__all__ = ["background", "bp", "describe", "groups", "imports", "member", "papers", "register"]
