"""The roles that only accounts of a member's own enterprise play."""

from coop_app.chart.purpose import Purpose
from coop_app.refusal import N_


class EnterpriseRole(Purpose):
    """A role in the book of an enterprise that no account of a cooperative plays."""

    CUSTOMER_RECEIVABLE = "customer_receivable", N_("What buyers still have to pay.")
    GOODS_ON_CONSIGNMENT = (
        "goods_on_consignment",
        N_("Own goods left at the cooperative or a shop to be sold."),
    )
    OTHER_ASSETS = "other_assets", N_("Anything else of value.")
    COOPERATIVE_DEBT = "cooperative_debt", N_("What the enterprise owes the cooperative.")
    OTHER_DEBT = "other_debt", N_("What the enterprise owes others.")
    OWNER_CAPITAL = "owner_capital", N_("What the owner put into the business.")
    OWNER_DRAWINGS = "owner_drawings", N_("What the owner took out for the household.")
    SALES = "sales", N_("What the enterprise sold.")
    COST_OF_GOODS_SOLD = "cost_of_goods_sold", N_("What the sold products had cost to make or buy.")
    PACKAGING = "packaging", N_("Bags, boxes and labels.")
    BORROWING_COST = "borrowing_cost", N_("Interest and fees on the enterprise's loans.")
    SALES_COMMISSION = (
        "sales_commission",
        N_("What shops keep for selling the enterprise's products."),
    )
    PRODUCTION_COST_ABSORBED = (
        "production_cost_absorbed",
        N_(
            "Costs already recorded that went into products: they count once, when the product is sold."
        ),
    )
