"""The papers of the till."""

from coop_app.sales.views.till.papers.notes import LINES as LINES
from coop_app.sales.views.till.papers.notes import line_text as line_text
from coop_app.sales.views.till.papers.notes import message as message
from coop_app.sales.views.till.papers.notes import note_paper as note_paper
from coop_app.sales.views.till.papers.notes import return_paper as return_paper
