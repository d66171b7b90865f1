"""Read the journal: entries, the pages of an account or subject, the search."""

from coop_app.ledger.reading.entries import entry_page as entry_page
from coop_app.ledger.reading.entries import find_by_source as find_by_source
from coop_app.ledger.reading.entries import find_by_token as find_by_token
from coop_app.ledger.reading.search import journal as journal
from coop_app.ledger.reading.statements import statement as statement
