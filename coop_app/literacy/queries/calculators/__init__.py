"""Reads of the tools: quotes, kept calculations, what the cooperative has decided."""

from coop_app.literacy.queries.calculators.shelf import KeptRow as KeptRow
from coop_app.literacy.queries.calculators.shelf import count_kept as count_kept
from coop_app.literacy.queries.calculators.shelf import households_with_kept as households_with_kept
from coop_app.literacy.queries.calculators.shelf import kept as kept
