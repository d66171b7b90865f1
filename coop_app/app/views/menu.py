"""The menu: everything that can be opened, in sections, as data."""

from dataclasses import dataclass

from coop_app.refusal import N_


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to do: where it leads, what it is called and why one would."""

    endpoint: str
    permission: str
    label: str
    icon: str
    why: str


#: section → what it offers, in the menu's order
SECTIONS = (
    (N_("Every day"), (
        Tile("home", "home", N_("Home"), "home", N_("Your daily work")),
        Tile("cashbook.record_form", "cashbook.record", N_("Record money"), "banknote",
             N_("Money in, money out or moved, in a few taps")),
        Tile("savings.deposit_form", "savings.deposit", N_("Receive savings"), "hand-coins",
             N_("Deposit or dues of a member, with receipt")),
        Tile("loans.pay_search", "loans.repay", N_("Receive an instalment"), "receipt",
             N_("What a borrower owes, split to the rupiah, with receipt")),
        Tile("savings.sheet_form", "savings.group", N_("Meeting sheet"), "clipboard-list",
             N_("Deposits of a whole group in one table")),
        Tile("cashbook.books", "cashbook.read", N_("Cash book"), "book-open",
             N_("The book you know: in, out and balance")),
        Tile("cashbook.count_form", "cashbook.count", N_("Count the cash"), "calculator",
             N_("Compare the drawer with the book")),
        Tile("auth.approvals", "approvals.read", N_("Waiting for a second person"), "badge-check",
             N_("Acts that two people must agree to")),
    )),
    (N_("My own"), (
        Tile("reports.own", "own.read", N_("My page"), "piggy-bank",
             N_("What you own and owe, and your months")),
        Tile("closing.own_instruct_form", "own.instruct", N_("Instalments from savings"), "hand-coins",
             N_("Let instalments be taken from your savings")),
    )),
    (N_("My business"), (
        Tile("enterprises.mine", "own.business", N_("My business"), "store",
             N_("Sell in three taps, profit of the month, debts and tools")),
        Tile("sales.own_windows", "own.shop", N_("My shop window"), "megaphone",
             N_("A page on the internet, orders by WhatsApp")),
        Tile("products.catalogue", "own.shop", N_("My products"), "camera",
             N_("Photos, permits, batches, labels to print")),
        Tile("sales.own_consignment", "own.business", N_("My goods at the cooperative"), "handshake",
             N_("What lies where, what was sold, what I get")),
    )),
    (N_("Buying together"), (
        Tile("purchasing.own_rounds", "own.order", N_("Order with the others"), "shopping-basket",
             N_("Raw material, cheaper together")),
        Tile("purchasing.rounds", "purchasing.read", N_("Rounds of buying together"), "shopping-basket",
             N_("Plan, orders, how full the sack is, suppliers")),
        Tile("purchasing.needs", "purchasing.order", N_("Who needs what"), "clipboard-list",
             N_("Note needs of members before a round")),
        Tile("purchasing.own_goods", "own.order", N_("My goods of rounds"), "package",
             N_("What waits for you, what you paid and saved")),
        Tile("purchasing.receipts_list", "purchasing.read", N_("Goods received and bills"), "truck",
             N_("The truck, its bill, what did not come")),
        Tile("purchasing.payables_list", "purchasing.read", N_("What we owe suppliers"), "wallet",
             N_("Due bills, payments, advances")),
        Tile("purchasing.advances_list", "purchasing.receive", N_("Advances for goods"), "hand-coins",
             N_("Members pay before the goods come")),
    )),
    (N_("Goods and stock"), (
        Tile("products.stock", "products.read", N_("Stock"), "boxes",
             N_("What lies where, what it is worth, what runs low")),
        Tile("products.items", "products.read", N_("Items and prices"), "package",
             N_("Units, prices for members and others")),
        Tile("products.counts", "products.count", N_("Stock count"), "clipboard-list",
             N_("Count a point, with minutes to sign")),
        Tile("products.catalogue", "sales.shop", N_("Product catalogue"), "camera",
             N_("Photos, permits, batches, labels to print")),
        Tile("sales.own_windows", "sales.shop", N_("Shop window"), "megaphone",
             N_("A page on the internet, orders by WhatsApp")),
    )),
    (N_("Selling"), (
        Tile("sales.tills", "sales.sell", N_("Till"), "shopping-cart",
             N_("Sell for cash, transfer, QRIS or on credit, with a note")),
        Tile("sales.sales", "sales.read", N_("Sales"), "receipt",
             N_("Every note, what came back, profit by day, item and buyer")),
        Tile("sales.closes", "sales.read", N_("Days closed"), "lock",
             N_("What each till held at the end of a day")),
        Tile("sales.consignment", "sales.read", N_("Goods left to be sold"), "handshake",
             N_("What lies where, shops, settlements with owners")),
        Tile("sales.receivables", "sales.read", N_("Debts for goods"), "clock",
             N_("Who owes since when, payments, reminders")),
        Tile("sales.produce", "sales.read", N_("Buy produce"), "scale",
             N_("Members sell to the cooperative at once")),
        Tile("sales.customers", "sales.collect", N_("Customers"), "users",
             N_("Buyers who are not members")),
    )),
    (N_("Members"), (
        Tile("members.members", "members.read", N_("Members"), "users",
             N_("Register, groups and heirs")),
        Tile("reports.confirmations", "statements.read", N_("Confirmed by members"), "circle-check",
             N_("Who says their month is right, and what is disputed")),
        Tile("closing.leavers", "closing.read", N_("Members who leave"), "arrow-left-right",
             N_("Settle savings and debts, pay out the rest")),
    )),
    (N_("Savings"), (
        Tile("savings.dues", "savings.read", N_("Dues grid"), "list-checks",
             N_("Who has paid which month")),
        Tile("savings.interest", "savings.interest", N_("Interest on savings"), "piggy-bank",
             N_("Once a month, with the tax and its slips")),
        Tile("savings.time_deposits", "savings.deposit", N_("Time deposits"), "landmark",
             N_("Certificates, interest that is due, maturity")),
        Tile("savings.dormant", "savings.read", N_("Savings that sleep"), "moon",
             N_("Members who have moved nothing for a year")),
        Tile("closing.instructions", "closing.read", N_("Instalments from savings"), "hand-coins",
             N_("Instalments that members let be taken from savings")),
    )),
    (N_("Loans"), (
        Tile("loans.loans", "loans.read", N_("Loans"), "landmark",
             N_("Applications, running loans, kinds of loans")),
        Tile("loans.offer", "loans.read", N_("Loan simulation"), "calculator",
             N_("What a loan costs, before anything is signed")),
        Tile("loans.reports", "loans.read", N_("Loan reports"), "bar-chart-3",
             N_("Loan book, arrears, PAR and NPL, the month's end")),
    )),
    (N_("Learning with money"), (
        Tile("literacy.sessions", "literacy.read", N_("Training sessions"), "calendar",
             N_("Plan, invite, who came, what is next")),
        Tile("literacy.participants", "literacy.people", N_("Participants"), "users",
             N_("Names, families, consent")),
        Tile("literacy.tools", "home", N_("Learning tools"), "coins",
             N_("Sending money, goals, debts, prices: for every family")),
        Tile("literacy.family_home", "own.family", N_("Family budget"), "wallet",
             N_("Envelopes of our own household, on two phones")),
        Tile("literacy.quotes", "literacy.quotes", N_("Quotes of remittance services"), "arrow-left-right",
             N_("What services asked for on a day, with the source")),
        Tile("literacy.modules", "literacy.read", N_("Modules of the course"), "book-open",
             N_("Guides, exercises and sheets of the eleven lessons")),
        Tile("literacy.follow_ups", "literacy.people", N_("Ask after promises"), "clock",
             N_("Who promised something one or three months ago")),
        Tile("literacy.practice", "literacy.practice", N_("Practice room"), "list-checks",
             N_("Practise with invented books, no real money")),
        Tile("literacy.handover", "literacy.handover", N_("Handover of the treasurer"), "handshake",
             N_("What is open, habits, calendar, minutes, a test")),
    )),
    (N_("Books and statements"), (
        Tile("reports.reports", "reports.read", N_("Statements"), "bar-chart-3",
             N_("Balance sheet, result and trial balance")),
        Tile("ledger.journal", "ledger.read", N_("Journal"), "book",
             N_("Every entry, newest first")),
        Tile("ledger.chart", "ledger.chart", N_("Chart of accounts"), "list-checks",
             N_("Names and numbers of the accounts")),
        Tile("closing.month_end", "closing.read", N_("End of the month"), "list-checks",
             N_("The treasurer's list before closing a month")),
        Tile("ledger.months", "ledger.close", N_("Close the month"), "lock",
             N_("Check and lock a finished month")),
        Tile("cashbook.imports", "cashbook.import", N_("Import Excel"), "file-spreadsheet",
             N_("Bring in the cash book you kept until now")),
    )),
    (N_("Cooperative"), (
        Tile("auth.users", "auth.users", N_("People who sign in"), "user-plus",
             N_("Add an account, change a role")),
        Tile("auth.audit_trail", "auth.audit", N_("Audit trail"), "history",
             N_("Who did and who looked at what")),
        Tile("auth.letterhead_form", "settings.write", N_("Our cooperative"), "building-2",
             N_("Name, address and phone on papers")),
        Tile("auth.sessions", "auth.sessions", N_("Account and security"), "key-round",
             N_("Password, phone code, where you are signed in")),
    )),
)  # fmt: skip
TILES = tuple(tile for _name, tiles in SECTIONS for tile in tiles)
