"""Reads of the tools: quotes, kept calculations, what the cooperative has decided."""

from coop_app.literacy.queries.tools.kept import KeptRow as KeptRow
from coop_app.literacy.queries.tools.kept import count_kept as count_kept
from coop_app.literacy.queries.tools.kept import households_with_kept as households_with_kept
from coop_app.literacy.queries.tools.kept import kept as kept
