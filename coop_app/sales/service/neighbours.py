"""What selling asks of features beside it; the storey above connects it."""

from coop_app.products.service.neighbours import OwnBooks as OwnBooks
from coop_app.products.service.neighbours import connect as connect
from coop_app.products.service.neighbours import own_books as own_books
