"""Tables of the till."""

from coop_app.sales.models.till.after_sale import SaleReturn as SaleReturn
from coop_app.sales.models.till.after_sale import SaleReturnLine as SaleReturnLine
from coop_app.sales.models.till.after_sale import TillClose as TillClose
from coop_app.sales.models.till.sales import PaymentFee as PaymentFee
from coop_app.sales.models.till.sales import QrisCode as QrisCode
from coop_app.sales.models.till.sales import Sale as Sale
from coop_app.sales.models.till.sales import SaleLine as SaleLine
from coop_app.sales.models.till.sales import Till as Till
