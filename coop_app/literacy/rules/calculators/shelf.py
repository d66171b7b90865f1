"""The tools: where each is, its picture and what it is for, as data."""

from dataclasses import dataclass

from coop_app.refusal import N_


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its key, where it is, its picture, its name and why one would."""

    key: str
    endpoint: str
    picture: str
    label: str
    why: str


#: in the order in which a family meets the questions
TOOLS = (
    Tool("remittance", "literacy.remittance", "kiriman", N_("Sending money home"),
         N_("Which service brings most rupiah home?")),
    Tool("budget", "literacy.budget", "amplop", N_("The family's budget"),
         N_("Put the money into envelopes, before it is gone.")),
    Tool("goal", "literacy.goal", "tujuan", N_("Save for a goal"),
         N_("How much each month, and how long?")),
    Tool("emergency", "literacy.emergency", "darurat", N_("Money for bad days"),
         N_("How long can the family go on without income?")),
    Tool("debt", "literacy.debt", "utang", N_("What a debt costs"),
         N_("Flat or declining? And the lender in your telephone.")),
    Tool("price", "literacy.price", "harga", N_("Cost and price of a product"),
         N_("What one piece costs, your work included.")),
    Tool("dues", "literacy.dues", "simpanan", N_("What my savings become"),
         N_("Dues and savings in the cooperative, year by year.")),
)  # fmt: skip
#: keys of calculations that can be kept; the loan by telephone is a question of its own on the page of debts
KEPT = {tool.key: tool for tool in TOOLS if tool.key != "budget"}
KEPT["online"] = KEPT["debt"]
