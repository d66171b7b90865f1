"""What is done with members' goods, produce and debts for goods."""

from coop_app.sales.service.trade.consigning import returned as returned
from coop_app.sales.service.trade.consigning import sold as sold
from coop_app.sales.service.trade.consigning import wait_turn as wait_turn
from coop_app.sales.service.trade.credit import lock_customer as lock_customer
from coop_app.sales.service.trade.customers import add_customer as add_customer
from coop_app.sales.service.trade.customers import change_customer as change_customer
from coop_app.sales.service.trade.goods import receive as receive
from coop_app.sales.service.trade.goods import step as step
from coop_app.sales.service.trade.paying import pay as pay
from coop_app.sales.service.trade.paying import pay_produce as pay_produce
from coop_app.sales.service.trade.paying import reverse_payment as reverse_payment
from coop_app.sales.service.trade.paying import write_off as write_off
from coop_app.sales.service.trade.produce import buy as buy
from coop_app.sales.service.trade.reporting import report as report
from coop_app.sales.service.trade.settling import pay_cost as pay_cost
from coop_app.sales.service.trade.settling import settle as settle
from coop_app.sales.service.trade.terms import add_shop as add_shop
from coop_app.sales.service.trade.terms import change_shop as change_shop
from coop_app.sales.service.trade.terms import set_rate as set_rate
from coop_app.sales.service.trade.undoing import undo as undo
