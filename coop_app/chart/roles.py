"""What an account is for: every role with the sentence that explains it."""

from coop_app.chart.enterprise_roles import EnterpriseRole
from coop_app.chart.purpose import Purpose
from coop_app.refusal import N_


class Role(Purpose):
    """A role in the book of a cooperative; an enterprise's accounts play some of them too."""

    # What the cooperative owns
    CASH_ON_HAND = "cash_on_hand", N_("Coins and notes in the cooperative's own cash box.")
    PETTY_CASH = "petty_cash", N_("A small cash box for daily costs, topped up from the main one.")
    GROUP_CASH = (
        "group_cash",
        N_("The cooperative's cash kept by the treasurers of the village groups."),
    )
    BANK = "bank", N_("Money in the cooperative's bank account.")
    DEPOSITS_ELSEWHERE = (
        "deposits_elsewhere",
        N_("Savings that the cooperative keeps at another cooperative or bank."),
    )
    MEMBER_GOODS_RECEIVABLE = (
        "member_goods_receivable",
        N_("Goods that members took and have not paid yet."),
    )
    NONMEMBER_RECEIVABLE = (
        "nonmember_receivable",
        N_("What buyers who are not members still have to pay."),
    )
    RECEIVABLE_ALLOWANCE = (
        "receivable_allowance",
        N_("The part of unpaid goods that will probably never be paid."),
    )
    LOANS_TO_MEMBERS = "loans_to_members", N_("Principal that members still owe on their loans.")
    ACCRUED_LOAN_INTEREST = (
        "accrued_loan_interest",
        N_("Loan interest that is due but not paid yet."),
    )
    LOAN_LOSS_ALLOWANCE = (
        "loan_loss_allowance",
        N_("The part of the loans that will probably never come back."),
    )
    INVENTORY_RAW_MATERIALS = (
        "inventory_raw_materials",
        N_("Raw materials bought together and not handed out yet."),
    )
    INVENTORY_GOODS = "inventory_goods", N_("Goods and products that wait to be sold.")
    SUPPLIER_ADVANCES = "supplier_advances", N_("Money paid to suppliers before the goods arrived.")
    PREPAID = "prepaid", N_("Costs paid now for months still to come, such as rent for a year.")
    INVESTMENTS = "investments", N_("Shares in other cooperatives or bodies.")
    LAND = "land", N_("Land that the cooperative owns.")
    BUILDINGS = "buildings", N_("Buildings that the cooperative owns.")
    VEHICLES = "vehicles", N_("Cars and motorcycles that the cooperative owns.")
    EQUIPMENT = "equipment", N_("Machines, computers and furniture that last for years.")
    ACCUMULATED_DEPRECIATION = (
        "accumulated_depreciation",
        N_("How much of the equipment and buildings has been used up so far."),
    )
    INTANGIBLE_ASSETS = (
        "intangible_assets",
        N_("Rights without a body, such as software or a brand."),
    )
    FORECLOSED_COLLATERAL = (
        "foreclosed_collateral",
        N_("Collateral taken over from a loan that was not paid."),
    )
    DEFERRED_COSTS = "deferred_costs", N_("Costs paid once and spread over several years.")

    # What the cooperative owes
    VOLUNTARY_SAVINGS = "voluntary_savings", N_("Savings that members may take back at any time.")
    TIME_DEPOSITS = "time_deposits", N_("Savings that members leave for an agreed time.")
    ACCRUED_SAVINGS_INTEREST = (
        "accrued_savings_interest",
        N_("Interest that members earned on savings and have not received yet."),
    )
    TRADE_PAYABLE = "trade_payable", N_("Goods and services received and not paid yet.")
    CONSIGNMENT_PAYABLE = (
        "consignment_payable",
        N_("Sales money that belongs to members who left goods to sell."),
    )
    TAX_PAYABLE_SAVINGS_INTEREST = (
        "tax_payable_savings_interest",
        N_("Tax kept back from members' savings interest, still to be paid to the state."),
    )
    TAX_PAYABLE_TURNOVER = (
        "tax_payable_turnover",
        N_("Tax on turnover that is still to be paid to the state."),
    )
    TAX_PAYABLE_PAYROLL = (
        "tax_payable_payroll",
        N_("Tax kept back from wages and honoraria, still to be paid to the state."),
    )
    SHU_PAYABLE_MEMBERS = (
        "shu_payable_members",
        N_("Members' shares of past surpluses that they have not collected yet."),
    )
    SHU_FUND_BOARD = "shu_fund_board", N_("Surplus set aside for the board.")
    SHU_FUND_EMPLOYEES = "shu_fund_employees", N_("Surplus set aside for the employees.")
    SHU_FUND_EDUCATION = "shu_fund_education", N_("Surplus set aside for education.")
    SHU_FUND_SOCIAL = "shu_fund_social", N_("Surplus set aside for social help.")
    SHU_FUND_REGIONAL = (
        "shu_fund_regional",
        N_("Surplus set aside for the villages where the cooperative works."),
    )
    EXIT_REFUND_PAYABLE = (
        "exit_refund_payable",
        N_("Savings of members who left, still to be paid back."),
    )
    MEMBER_DEPOSITS_ORDERS = (
        "member_deposits_orders",
        N_("Money members paid in advance for goods they ordered."),
    )
    SUSPENSE = "suspense", N_("Money whose reason is not known yet; sort it as soon as you know.")
    LONG_TERM_LOANS = (
        "long_term_loans",
        N_("Loans from a bank or LPDB that run longer than a year."),
    )

    # What belongs to the members together
    PRINCIPAL_SAVINGS = (
        "principal_savings",
        N_("Paid once when joining; it stays until the member leaves."),
    )
    MANDATORY_SAVINGS = (
        "mandatory_savings",
        N_("Paid every month; it stays until the member leaves."),
    )
    PARTICIPATION_CAPITAL = (
        "participation_capital",
        N_("Capital that others invest in the cooperative's business under a contract."),
    )
    EQUALISATION_CAPITAL = (
        "equalisation_capital",
        N_("What new members pay so that their part equals the older members'."),
    )
    GRANTS = "grants", N_("Gifts to the cooperative that need not be paid back.")
    GENERAL_RESERVE = "general_reserve", N_("Surplus kept back to cover bad years.")
    RISK_RESERVE = "risk_reserve", N_("Surplus kept back for loans that may fail.")
    PRIOR_SURPLUS = (
        "prior_surplus",
        N_("Surplus of earlier years that the annual meeting has not shared out yet."),
    )
    CURRENT_SURPLUS = "current_surplus", N_("Income less costs since this book year began.")
    OPENING_BALANCE_EQUITY = (
        "opening_balance_equity",
        N_("The counterpart of the opening balances; it must become zero."),
    )

    # What the cooperative earns
    SALES_MEMBERS = "sales_members", N_("Goods and materials sold to members.")
    LOAN_INTEREST_INCOME = "loan_interest_income", N_("Interest that members pay on their loans.")
    PROVISION = "provision", N_("A share of a loan kept back when it is paid out.")
    ADMIN_FEE = "admin_fee", N_("A fixed fee for arranging a loan.")
    PENALTY = "penalty", N_("What members pay for being late.")
    CONSIGNMENT_COMMISSION = (
        "consignment_commission",
        N_("The cooperative's part of selling members' goods."),
    )
    OTHER_MEMBER_INCOME = (
        "other_member_income",
        N_("Other income from members, such as entrance fees."),
    )
    SALES_NONMEMBERS = "sales_nonmembers", N_("Goods sold to people who are not members.")
    OTHER_NONMEMBER_INCOME = (
        "other_nonmember_income",
        N_("Other income from business with people who are not members."),
    )
    OTHER_INCOME = "other_income", N_("Income outside the usual business.")
    BANK_INTEREST_INCOME = (
        "bank_interest_income",
        N_("Interest the bank pays on the cooperative's account."),
    )
    CASH_OVER = "cash_over", N_("More cash in the box than the book says.")

    # What it costs
    COGS_MEMBERS = "cogs_members", N_("What the goods sold to members had cost.")
    SAVINGS_INTEREST_EXPENSE = (
        "savings_interest_expense",
        N_("Interest given to members on their savings."),
    )
    DEPOSIT_INTEREST_EXPENSE = (
        "deposit_interest_expense",
        N_("Interest given to members on time deposits."),
    )
    COGS_NONMEMBERS = "cogs_nonmembers", N_("What the goods sold to others had cost.")
    BANK_INTEREST = "bank_interest", N_("Interest paid on loans from a bank or LPDB.")
    WAGES = "wages", N_("Pay of employees and day workers.")
    OFFICE_SUPPLIES = "office_supplies", N_("Paper, pens, copies and other office needs.")
    ELECTRICITY = "electricity", N_("Electricity and water of the office and shop.")
    COMMUNICATION = "communication", N_("Phone credit, telephone and internet.")
    TRANSPORT = "transport", N_("Fuel, fares and travel for the cooperative.")
    RENT = "rent", N_("Rent of a place, hall or machine.")
    MAINTENANCE = "maintenance", N_("Repairs and upkeep.")
    DEPRECIATION = "depreciation", N_("The part of equipment and buildings used up in this period.")
    CREDIT_LOSS_EXPENSE = (
        "credit_loss_expense",
        N_("Loans and goods that will probably not be paid, counted as a cost now."),
    )
    STOCK_LOSS = "stock_loss", N_("Goods lost, spoiled or shrunk.")
    PROMOTION = "promotion", N_("Advertising, fairs and samples.")
    PERMITS = "permits", N_("Permits, notary and legal costs.")
    OPERATING_EXPENSES = "operating_expenses", N_("Other costs of the business.")
    BOARD_HONORARIUM = "board_honorarium", N_("Honoraria of the board and the supervisors.")
    EDUCATION = "education", N_("Training and guidance for members.")
    MEETING_COSTS = "meeting_costs", N_("Food, hall and papers for meetings.")
    COOPERATIVE_EXPENSES = "cooperative_expenses", N_("Other costs of being a cooperative.")
    OTHER_EXPENSE = "other_expense", N_("Costs outside the usual business.")
    BANK_CHARGES = "bank_charges", N_("Fees that the bank takes for the account.")
    BANK_INTEREST_TAX = "bank_interest_tax", N_("Tax that the bank keeps back from its interest.")
    CASH_SHORT = "cash_short", N_("Less cash in the box than the book says.")
    INCOME_TAX_EXPENSE = "income_tax_expense", N_("Income tax of the cooperative itself.")


#: Every role, of whatever kind of book.
ROLES: tuple[Purpose, ...] = (*Role, *EnterpriseRole)


def meaning_of(role: str | None) -> str:
    """The gettext id of what an account is for; empty when its role says nothing."""
    return next((known.meaning for known in ROLES if known == role), "")
