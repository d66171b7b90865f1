"""Tables: dated quotes of remittance services, and the calculations that families keep."""

from coop_app.literacy.models.calculators.kept import KeptCalculation as KeptCalculation
from coop_app.literacy.models.calculators.quotes import RemittanceQuote as RemittanceQuote
