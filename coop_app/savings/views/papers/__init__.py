"""The papers of savings: receipt, till slip, passbook lines."""

from coop_app.savings.views.papers.facts import ReceiptPaper as ReceiptPaper
from coop_app.savings.views.papers.facts import check_code as check_code
from coop_app.savings.views.papers.receipt import receipt_a5 as receipt_a5
from coop_app.savings.views.papers.slip import slip as slip
