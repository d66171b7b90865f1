"""A treasurer's Excel cash book: read, checked against itself, and every row proposed with a reason."""

from coop_app.cashbook.excel.proposing.categories import CATEGORIES as CATEGORIES
from coop_app.cashbook.excel.proposing.categories import Category as Category
from coop_app.cashbook.excel.proposing.proposals import propose as propose
from coop_app.cashbook.excel.proposing.words import fingerprint as fingerprint
from coop_app.cashbook.excel.proposing.words import memory_key as memory_key
from coop_app.cashbook.excel.reading.book import read_book as read_book
from coop_app.cashbook.excel.report import as_json as as_json
from coop_app.cashbook.excel.values import BookSheet as BookSheet
from coop_app.cashbook.excel.values import Candidate as Candidate
from coop_app.cashbook.excel.values import KnownMember as KnownMember
from coop_app.cashbook.excel.values import Learned as Learned
from coop_app.cashbook.excel.values import Line as Line
from coop_app.cashbook.excel.values import Proposal as Proposal
from coop_app.cashbook.excel.values import Workbook as Workbook
from coop_app.cashbook.excel.wording import left_out as left_out
from coop_app.cashbook.excel.wording import message as message
from coop_app.cashbook.excel.wording import why as why
