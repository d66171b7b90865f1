"""Tables: dated quotes of remittance services, and the calculations that families keep."""

from coop_app.literacy.models.tools.kept import KeptCalculation as KeptCalculation
from coop_app.literacy.models.tools.quotes import RemittanceQuote as RemittanceQuote
