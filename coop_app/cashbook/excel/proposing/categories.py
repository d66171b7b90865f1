"""What a row of a cash book can be: stable keys, their account role, and which way money goes."""

from dataclasses import dataclass

from coop_app.refusal import N_

IN, OUT, BOTH = "in", "out", "both"


@dataclass(frozen=True, slots=True)
class Category:
    """One choice on the import screen; `role` names the account, empty for another cash place."""

    key: str
    way: str
    role: str
    label: str
    of_member: bool = False


_ALL = (
    Category("principal_savings", IN, "principal_savings", N_("Principal savings"), of_member=True),
    Category("mandatory_savings", IN, "mandatory_savings", N_("Mandatory savings"), of_member=True),
    Category("voluntary_savings", IN, "voluntary_savings", N_("Voluntary savings"), of_member=True),
    Category("voluntary_withdrawal", OUT, "voluntary_savings", N_("Withdrawal of voluntary savings"), of_member=True),
    Category("time_deposit", IN, "time_deposits", N_("Time deposit"), of_member=True),
    Category("time_deposit_withdrawal", OUT, "time_deposits", N_("Time deposit paid back"), of_member=True),
    Category("savings_refund", OUT, "exit_refund_payable", N_("Savings of a leaving member paid back"), of_member=True),
    Category("savings_interest", OUT, "savings_interest_expense", N_("Interest on savings paid to members")),
    Category("surplus_payment", OUT, "shu_payable_members", N_("Surplus shares paid to members")),
    Category("transfer", BOTH, "", N_("Transfer between cash and bank")),
    Category("bank_interest", IN, "bank_interest_income", N_("Bank interest")),
    Category("bank_fee", OUT, "bank_charges", N_("Bank fee")),
    Category("interest_tax", OUT, "bank_interest_tax", N_("Tax on bank interest")),
    Category("loan_disbursement", OUT, "loans_to_members", N_("Loan paid out to a member"), of_member=True),
    Category("loan_instalment", IN, "loans_to_members", N_("Loan instalment (principal)"), of_member=True),
    Category("loan_interest", IN, "loan_interest_income", N_("Loan interest received"), of_member=True),
    Category("loan_fee", IN, "provision", N_("Provision and fee on a loan"), of_member=True),
    Category("penalty", IN, "penalty", N_("Penalty for late payment"), of_member=True),
    Category("borrowing", IN, "long_term_loans", N_("Money borrowed from others")),
    Category("borrowing_repayment", OUT, "long_term_loans", N_("Borrowed money paid back")),
    Category("borrowing_interest", OUT, "bank_interest", N_("Interest on borrowed money")),
    Category("goods_purchase", OUT, "inventory_raw_materials", N_("Goods and raw materials bought")),
    Category("supplier_payment", OUT, "trade_payable", N_("Debt to a supplier paid")),
    Category("goods_sale_members", IN, "sales_members", N_("Goods sold to members")),
    Category("goods_sale_nonmembers", IN, "sales_nonmembers", N_("Goods sold to others")),
    Category("goods_receivable", IN, "member_goods_receivable", N_("Goods taken earlier, paid by the member"), of_member=True),
    Category("order_deposit", IN, "member_deposits_orders", N_("Advance payment for an order"), of_member=True),
    Category("consignment_sale", IN, "consignment_payable", N_("Members' goods on consignment sold"), of_member=True),
    Category("consignment_payment", OUT, "consignment_payable", N_("Sales money paid to the consignor"), of_member=True),
    Category("consignment_commission", IN, "consignment_commission", N_("Commission on consigned goods")),
    Category("entrance_fee", IN, "other_member_income", N_("Entrance fee and other income from members"), of_member=True),
    Category("grant", IN, "grants", N_("Grant or donation")),
    Category("office", OUT, "office_supplies", N_("Office needs and copies")),
    Category("electricity", OUT, "electricity", N_("Electricity and water")),
    Category("communication", OUT, "communication", N_("Telephone and internet")),
    Category("transport", OUT, "transport", N_("Transport and travel")),
    Category("meeting", OUT, "meeting_costs", N_("Meeting costs")),
    Category("honorarium", OUT, "board_honorarium", N_("Honorarium of the board")),
    Category("wages", OUT, "wages", N_("Wages")),
    Category("member_education", OUT, "education", N_("Training and education of members")),
    Category("supplies", OUT, "operating_expenses", N_("Packaging and other supplies")),
    Category("rent", OUT, "rent", N_("Rent")),
    Category("maintenance", OUT, "maintenance", N_("Repairs")),
    Category("promotion", OUT, "promotion", N_("Promotion")),
    Category("permits", OUT, "permits", N_("Permits and legal costs")),
    Category("equipment", OUT, "equipment", N_("Equipment bought")),
    Category("donation", OUT, "cooperative_expenses", N_("Help and donations given")),
    Category("tax", OUT, "income_tax_expense", N_("Tax")),
    Category("cash_over", IN, "cash_over", N_("Cash count: more than the book")),
    Category("cash_short", OUT, "cash_short", N_("Cash count: less than the book")),
    Category("other_in", IN, "other_income", N_("Other income")),
    Category("other_out", OUT, "other_expense", N_("Other costs")),
    Category("suspense", BOTH, "suspense", N_("Not clear yet")),
)  # fmt: skip

CATEGORIES = {category.key: category for category in _ALL}
